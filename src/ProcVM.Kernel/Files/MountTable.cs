using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>The guest's tree of names: the grants, and the directories that lead to them.</summary>
public sealed class MountTable
{
    private readonly Mount[] _mounts;

    /// <summary>Puts grants in their places; of two at the same place the later one counts.</summary>
    public MountTable(IEnumerable<Mount> mounts)
    {
        // A handful of grants at every start: not worth loading LINQ for.
        List<Mount> sorted = [];
        foreach (Mount mount in mounts)
        {
            int place = 0;
            while (place < sorted.Count && sorted[place].Path.Count > mount.Path.Count)
            {
                place++;
            }

            sorted.Insert(place, mount);
        }

        _mounts = [.. sorted];
    }

    /// <summary>The grants, deepest first.</summary>
    public IReadOnlyList<Mount> Mounts => _mounts;

    /// <summary>The grant that a path from the root lies in; null when in none.</summary>
    internal Mount? Find(List<byte[]> path)
    {
        foreach (Mount mount in _mounts)
        {
            if (mount.Contains(path))
            {
                return mount;
            }
        }

        return null;
    }

    /// <summary>True when a path from the root is a grant's place or a directory above one.</summary>
    internal bool IsDirectory(List<byte[]> path)
    {
        if (path.Count == 0)
        {
            return true;
        }

        foreach (Mount mount in _mounts)
        {
            if (mount.IsAtOrBelow(path))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds to a directory's names those that lead to grants and aren't there yet.</summary>
    internal void AddNamesIn(List<byte[]> path, List<DirectoryEntry> entries)
    {
        const byte Directory = 4;
        foreach (Mount mount in _mounts)
        {
            if (mount.Path.Count > path.Count && mount.IsAtOrBelow(path)
                && !entries.Exists(entry => entry.Name.AsSpan().SequenceEqual(mount.Path[path.Count])))
            {
                entries.Add(new DirectoryEntry(mount.Path[path.Count], 1, Directory));
            }
        }
    }
}
