using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>A granted directory at its place in the guest's tree.</summary>
public sealed class Mount
{
    /// <summary>Grants a directory.</summary>
    /// <param name="directory">The granted tree.</param>
    /// <param name="guestPath">Where the guest sees it: an absolute path.</param>
    /// <param name="isReadOnly">True when nothing in it can be changed.</param>
    public Mount(IDirectory directory, string guestPath, bool isReadOnly)
    {
        Directory = directory;
        Path = GuestPath.Normalize(guestPath);
        IsReadOnly = isReadOnly;
    }

    /// <summary>The granted tree.</summary>
    public IDirectory Directory { get; }

    /// <summary>Where the guest sees it: the components from the root.</summary>
    public IReadOnlyList<byte[]> Path { get; }

    /// <summary>True when nothing in it can be changed.</summary>
    public bool IsReadOnly { get; }

    /// <summary>True when a path lies at or below the mount.</summary>
    internal bool Contains(List<byte[]> path) => path.Count >= Path.Count && HasPrefix(path, Path, Path.Count);

    /// <summary>True when a path is the mount's own or leads to it.</summary>
    internal bool IsAtOrBelow(List<byte[]> path) => Path.Count >= path.Count && HasPrefix(path, Path, path.Count);

    private static bool HasPrefix(List<byte[]> left, IReadOnlyList<byte[]> right, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!left[i].AsSpan().SequenceEqual(right[i]))
            {
                return false;
            }
        }

        return true;
    }
}
