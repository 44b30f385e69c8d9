using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;

namespace ProcVM.Personality.Linux;

/// <summary>What a process sees of /proc (proc(5)): itself, and the program it runs.</summary>
internal sealed class ProcDirectory(LinuxProcess process) : IDirectory
{
    private const uint DirectoryMode = 0x416D;
    private const uint LinkMode = 0xA1FF;
    private const byte DirectoryType = 4;
    private const byte LinkType = 10;

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        Errno error = Inspect(path, out FileKind kind);
        return error != Errno.None ? error : kind == FileKind.SymbolicLink ? Errno.ELOOP : Errno.EISDIR;
    }

    /// <inheritdoc/>
    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind)
    {
        Errno error = GetStatus(path, out FileStatus status);
        kind = status.Kind;
        return error;
    }

    /// <inheritdoc/>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        Errno error = Inspect(path, out FileKind kind);
        target = path.SequenceEqual("self"u8) ? Number(process.Id) : process.Executable;
        return error != Errno.None ? error : kind == FileKind.SymbolicLink ? Errno.None : Errno.EINVAL;
    }

    /// <inheritdoc/>
    public Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        ReadOnlySpan<byte> rest = Below(path);
        bool isDirectory = path.IsEmpty || path.SequenceEqual(Number(process.Id));
        bool isLink = path.SequenceEqual("self"u8) || rest.SequenceEqual("exe"u8);
        status = new FileStatus
        {
            Mode = isDirectory ? DirectoryMode : LinkMode,
            Links = 1,
            Inode = path.IsEmpty ? 1 : 2 + (ulong)path.Length,
            Owner = process.Instance.Options.Identity.User,
            Group = process.Instance.Options.Identity.Group,
            BlockSize = 1024,
        };
        return isDirectory || isLink ? Errno.None : path.StartsWith("self/"u8) ? Errno.ELOOP : Errno.ENOENT;
    }

    /// <inheritdoc/>
    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries = path.IsEmpty
            ? [new DirectoryEntry("self"u8.ToArray(), 6, LinkType), new DirectoryEntry(Number(process.Id), 5, DirectoryType)]
            : [new DirectoryEntry("exe"u8.ToArray(), 9, LinkType)];
        return Inspect(path, out FileKind kind) is var error and not Errno.None ? error : kind == FileKind.Directory ? Errno.None : Errno.ENOTDIR;
    }

    /// <summary>The open file that a path below a process's fd stands for; null for other paths.</summary>
    public OpenFile? FindOpenFile(ReadOnlySpan<byte> path) => Below(path) is var rest && rest.StartsWith("fd/"u8)
        && System.Buffers.Text.Utf8Parser.TryParse(rest[3..], out int number, out int used) && used == rest.Length - 3 ? process.Descriptors.Find(number) : null;

    /// <inheritdoc/>
    public Errno Remove(ReadOnlySpan<byte> path) => Errno.EPERM;

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Errno.EPERM;

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is nothing to give back.
    }

    private ReadOnlySpan<byte> Below(ReadOnlySpan<byte> path)
    {
        byte[] own = [.. Number(process.Id), (byte)'/'];
        return path.StartsWith(own) ? path[own.Length..] : default;
    }

    private static byte[] Number(int id) => Core.Text.Utf8Text.Encode(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
