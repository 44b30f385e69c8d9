using System.Globalization;
using ProcVM.Core.Ports;
using ProcVM.Core.Text;

namespace ProcVM.Personality.Linux.Terminals;

/// <summary>/dev/pts: the pseudo-terminals that there are, and their multiplexer.</summary>
internal sealed class TerminalDirectory(LinuxInstance instance) : IDirectory
{
    private const uint DirectoryMode = 0x41ED;
    private const uint SlaveMode = 0x2190;
    private const byte CharacterType = 2;

    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        Errno error = GetStatus(path, out FileStatus status);
        if (error != Errno.None)
        {
            return (mode & OpenMode.Create) != 0 && error == Errno.ENOENT ? Errno.EACCES : error;
        }

        file = status.Kind == FileKind.Directory ? null : new TerminalDevice(status);
        return file is null ? Errno.EISDIR : (mode & OpenMode.Exclusive) != 0 ? Errno.EEXIST : Errno.None;
    }

    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind)
    {
        Errno error = GetStatus(path, out FileStatus status);
        kind = status.Kind;
        return error;
    }

    public Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = new FileStatus { Mode = DirectoryMode, Links = 2, Inode = 1, BlockSize = 4096, Device = 0x16 };
        if (path.IsEmpty)
        {
            return Errno.None;
        }

        if (!int.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out int number) || instance.Terminals.Find(number) is null || (path.Length > 1 && path[0] == (byte)'0'))
        {
            return path.Contains((byte)'/') ? Errno.ENOTDIR : Errno.ENOENT;
        }

        (uint user, _) = instance.Options.Identity;
        const uint TerminalGroup = 5;
        status = new FileStatus
        {
            Mode = SlaveMode,
            Links = 1,
            Inode = (ulong)number + 3,
            BlockSize = 1024,
            Device = 0x16,
            Owner = user,
            Group = TerminalGroup,
            OwnDevice = TerminalTable.FirstSlave | (uint)number,
        };
        return Errno.None;
    }

    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries = [.. instance.Terminals.Numbers.Select(static one => new DirectoryEntry(Utf8Text.Encode(one.ToString(CultureInfo.InvariantCulture)), (ulong)one + 3, CharacterType))];
        return path.IsEmpty ? Errno.None : Errno.ENOTDIR;
    }

    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        target = [];
        return GetStatus(path, out _) is var error and not Errno.None ? error : Errno.EINVAL;
    }

    public Errno Remove(ReadOnlySpan<byte> path) => Errno.EPERM;

    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Errno.EPERM;

    public void Dispose()
    {
        // There is nothing to give back.
    }
}
