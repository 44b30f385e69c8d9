using System.Globalization;
using System.Text;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Linux.Proc;

/// <summary>/proc as one process sees it (proc(5)): the processes of its instance, and a system that is the instance's own.</summary>
internal sealed class ProcDirectory : IMagicDirectory
{
    private readonly LinuxProcess _process;
    private readonly ProcEntry _root;

    public ProcDirectory(LinuxProcess process)
    {
        _process = process;
        SystemTexts system = new(process.Instance);
        (string Name, ProcEntry Entry)[] own =
        [
            ("self", ProcEntry.Link(() => Number(process.Id))),
            ("thread-self", ProcEntry.Link(() => [.. Number(process.Id), .. "/task/"u8, .. Number(process.Id)])),
            ("mounts", ProcEntry.Link(() => "self/mounts"u8.ToArray())),
            .. system.Entries,
        ];
        _root = ProcEntry.Directory(
            () => own.Select(static one => one.Name).Concat(process.Instance.Table.All().Select(static one => one.Id.ToString(CultureInfo.InvariantCulture))),
            name => Array.Find(own, one => one.Name == name).Entry ?? FindProcess(name));
    }

    /// <inheritdoc/>
    public bool IsMagic(ReadOnlySpan<byte> path) => Find(path, out _) is { IsMagic: true };

    /// <summary>The open file that a path below a process's fd stands for; null for other paths.</summary>
    public OpenFile? FindOpenFile(ReadOnlySpan<byte> path)
    {
        string[] parts = Encoding.Latin1.GetString(path).Split('/');
        return parts.Length >= 3 && parts[^2] == "fd" && FindProcessOf(parts[0]) is { } process && TryNumber(parts[^1], out int number)
            ? process.Descriptors.Find(number) : null;
    }

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        if (Find(path, out FileStatus status) is not { } entry)
        {
            return MissingAt(status);
        }

        if (entry.Text is not { } text)
        {
            return entry.Target is null ? Errno.EISDIR : Errno.ELOOP;
        }

        if ((mode & OpenMode.Exclusive) != 0)
        {
            return Errno.EEXIST;
        }

        file = (mode & OpenMode.Write) == 0 ? new ProcFile(text(), status) : null;
        return file is null ? Errno.EACCES : Errno.None;
    }

    /// <inheritdoc/>
    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind)
    {
        Errno error = GetStatus(path, out FileStatus status);
        kind = status.Kind;
        return error;
    }

    /// <inheritdoc/>
    public Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status) => Find(path, out status) is not null ? Errno.None : MissingAt(status);

    /// <inheritdoc/>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        ProcEntry? entry = Find(path, out FileStatus status);
        target = entry?.Target?.Invoke() ?? [];
        return entry is null ? MissingAt(status) : entry.Target is null ? Errno.EINVAL : Errno.None;
    }

    /// <inheritdoc/>
    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries = [];
        ProcEntry? entry = Find(path, out FileStatus status);
        if (entry?.Names is not { } names)
        {
            return entry is null ? MissingAt(status) : Errno.ENOTDIR;
        }

        string prefix = path.IsEmpty ? "" : Encoding.Latin1.GetString(path) + "/";
        List<DirectoryEntry> list = [];
        foreach (string name in names())
        {
            if (entry.Find!(name) is { } one)
            {
                list.Add(new DirectoryEntry(Encoding.Latin1.GetBytes(name), InodeOf(prefix + name), (byte)(one.Mode >> 12)));
            }
        }

        entries = list;
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno Remove(ReadOnlySpan<byte> path) => Errno.EPERM;

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Errno.EPERM;

    /// <inheritdoc/>
    public Errno GetSpace(out SpaceStatus status)
    {
        const long Magic = 0x9FA0;
        status = new SpaceStatus(Magic, 4096, 0, 0, 0, 0);
        return Errno.None;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is nothing to give back.
    }

    internal static byte[] Number(long number) => Core.Text.Utf8Text.Encode(number.ToString(CultureInfo.InvariantCulture));

    internal static bool TryNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && (text.Length == 1 || text[0] != '0');

    // What ended the path: a link, which the kernel follows and not this tree; a file; or nothing.
    private static Errno MissingAt(in FileStatus status) => status.Kind switch
    {
        FileKind.SymbolicLink => Errno.ELOOP,
        FileKind.Regular => Errno.ENOTDIR,
        _ => Errno.ENOENT,
    };

    private LinuxProcess? FindProcessOf(string name) => TryNumber(name, out int id) ? _process.Instance.Table.Find(id) as LinuxProcess : null;

    private ProcEntry? FindProcess(string name) => FindProcessOf(name) is { } process ? new ProcessEntries(process, _process).Root : null;

    /// <summary>The entry of a path, and what is known of it, or of what ends the path too early.</summary>
    private ProcEntry? Find(ReadOnlySpan<byte> path, out FileStatus status)
    {
        ProcEntry? entry = _root;
        string text = Encoding.Latin1.GetString(path);
        status = default;
        foreach (string part in text.Length == 0 ? [] : text.Split('/'))
        {
            if (entry.Find is null)
            {
                status = new FileStatus { Mode = entry.Mode };
                return null;
            }

            entry = entry.Find(part);
            if (entry is null)
            {
                return null;
            }
        }

        long now = _process.Instance.Options.Clock.UnixNanoseconds;
        (uint user, uint group) = text.Length > 0 && char.IsAsciiDigit(text[0]) ? _process.Instance.Options.Identity : (0u, 0u);
        status = new FileStatus
        {
            Mode = entry.Mode,
            Links = entry.Names is null ? 1u : 2u,
            Device = 0x15,
            Inode = InodeOf(text),
            Owner = user,
            Group = group,
            BlockSize = 1024,
            Accessed = now,
            Modified = now,
            Changed = now,
        };
        return entry;
    }

    // The same name has the same number each time (FNV-1a).
    private static ulong InodeOf(string path)
    {
        ulong hash = 14695981039346656037;
        foreach (char unit in path)
        {
            hash = unchecked((hash ^ unit) * 1099511628211);
        }

        return path.Length == 0 ? 1 : (hash >> 16) | 2;
    }
}
