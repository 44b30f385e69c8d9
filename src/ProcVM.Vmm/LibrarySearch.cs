using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Core.Text;
using ProcVM.Host;
using ProcVM.Images.Elf;
using ProcVM.Kernel.Files;

namespace ProcVM.Vmm;

/// <summary>Looks for a dynamic program's libraries where a dynamic linker does by default (ld.so(8)).</summary>
internal sealed class LibrarySearch
{
    private const int MostLibraries = 512;

    private static readonly string[] s_places =
    [
        "/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/lib64", "/usr/lib64", "/lib/i386-linux-gnu", "/usr/lib/i386-linux-gnu", "/lib", "/usr/lib", "/usr/local/lib",
    ];

    private readonly FileSystem? _files;

    public LibrarySearch(HostPorts ports, string root) =>
        _files = ports.OpenDirectory(root, out IDirectory? directory, isOnlyRead: true) == Errno.None
            ? new FileSystem(new MountTable([new Mount(directory!, "/", isReadOnly: true)]), "/", int.MaxValue)
            : null;

    /// <summary>All libraries that a program needs, those of its libraries too.</summary>
    public List<(string Name, string? Path)> Find(IFile file, ElfImage image)
    {
        List<(string Name, string? Path)> found = [];
        Queue<string> wanted = new(ElfLibraries.Read(file, image));
        HashSet<string> seen = [];
        while (found.Count < MostLibraries && wanted.TryDequeue(out string? name))
        {
            if (!seen.Add(name))
            {
                continue;
            }

            string? path = Open(name, image.Machine, out List<string> further);
            found.Add((name, path));
            further.ForEach(wanted.Enqueue);
        }

        return found;
    }

    private string? Open(string name, ElfMachine machine, out List<string> further)
    {
        further = [];
        foreach (string path in name.Contains('/') ? [name] : s_places.Select(place => $"{place}/{name}"))
        {
            if (_files?.Open(Utf8Text.Encode(path), OpenMode.Read, out IFile? file) != Errno.None)
            {
                continue;
            }

            using (file)
            {
                LoadResult<ElfImage> read = ElfReader.Read(file!);
                if (read.Succeeded && read.Value.Machine == machine)
                {
                    further = ElfLibraries.Read(file!, read.Value);
                    return path;
                }
            }
        }

        return null;
    }
}
