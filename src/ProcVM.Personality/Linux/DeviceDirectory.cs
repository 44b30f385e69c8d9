using ProcVM.Core.Ports;
using ProcVM.Personality.Linux.Terminals;

namespace ProcVM.Personality.Linux;

/// <summary>/dev: the devices that need nothing of the host (null(4), full(4), random(4)), the terminal, and links to the standard streams.</summary>
/// <param name="entropy">What random devices give.</param>
public sealed class DeviceDirectory(IEntropy entropy) : IDirectory
{
    private const uint LinkMode = 0xA1FF;
    private const byte LinkType = 10;

    private const uint CharacterDevice = 0x21B6;
    private const uint DirectoryMode = 0x41ED;
    private const byte CharacterType = 2;

    private static readonly (string Name, uint Number)[] s_devices =
        [("null", 0x103), ("zero", 0x105), ("full", 0x107), ("random", 0x108), ("urandom", 0x109), ("tty", 0x500), ("ptmx", 0x502)];

    private static readonly (string Name, string Target)[] s_links =
        [("fd", "/proc/self/fd"), ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"), ("stderr", "/proc/self/fd/2")];

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        Errno error = GetStatus(path, out FileStatus status);
        if (error != Errno.None)
        {
            return (mode & OpenMode.Create) != 0 && error == Errno.ENOENT ? Errno.EACCES : error;
        }

        if (status.Kind == FileKind.Directory)
        {
            return Errno.EISDIR;
        }

        if (status.Kind == FileKind.SymbolicLink)
        {
            return Errno.ELOOP;
        }

        file = status.OwnDevice is TerminalTable.AnyTerminal or TerminalTable.Multiplexer ? new TerminalDevice(status) : new Device(status, entropy);
        return (mode & OpenMode.Exclusive) != 0 ? Errno.EEXIST : Errno.None;
    }

    /// <inheritdoc/>
    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind)
    {
        Errno error = GetStatus(path, out FileStatus status);
        kind = status.Kind;
        return error;
    }

    /// <inheritdoc/>
    public Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = new FileStatus { Mode = DirectoryMode, Links = 2, Inode = 1, BlockSize = 4096 };
        if (path.IsEmpty)
        {
            return Errno.None;
        }

        foreach ((string name, string target) in s_links)
        {
            if (path.SequenceEqual(Core.Text.Utf8Text.Encode(name)))
            {
                status = new FileStatus { Mode = LinkMode, Links = 1, Inode = 30 + (ulong)target.Length, Size = target.Length, BlockSize = 4096, Device = 6 };
                return Errno.None;
            }
        }

        foreach ((string name, uint number) in s_devices)
        {
            if (path.SequenceEqual(Core.Text.Utf8Text.Encode(name)))
            {
                status = new FileStatus { Mode = CharacterDevice, Links = 1, Inode = 1 + number, BlockSize = 4096, OwnDevice = number, Device = 6 };
                return Errno.None;
            }
        }

        return path.Contains((byte)'/') ? Errno.ENOTDIR : Errno.ENOENT;
    }

    /// <inheritdoc/>
    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries =
        [
            .. s_devices.Select(static one => new DirectoryEntry(Core.Text.Utf8Text.Encode(one.Name), 1 + one.Number, CharacterType)),
            .. s_links.Select(static one => new DirectoryEntry(Core.Text.Utf8Text.Encode(one.Name), 30 + (ulong)one.Target.Length, LinkType)),
        ];
        return path.IsEmpty ? Errno.None : Errno.ENOTDIR;
    }

    /// <inheritdoc/>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        target = [];
        foreach ((string name, string leadsTo) in s_links)
        {
            if (path.SequenceEqual(Core.Text.Utf8Text.Encode(name)))
            {
                target = Core.Text.Utf8Text.Encode(leadsTo);
                return Errno.None;
            }
        }

        return GetStatus(path, out _) is var error and not Errno.None ? error : Errno.EINVAL;
    }

    /// <inheritdoc/>
    public Errno Remove(ReadOnlySpan<byte> path) => Errno.EPERM;

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Errno.EPERM;

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is nothing to give back.
    }

    private sealed class Device(FileStatus status, IEntropy entropy) : IFile
    {
        private const ulong Null = 0x103;
        private const ulong Full = 0x107;
        private const ulong FirstRandom = 0x108;

        public FileKind Kind => FileKind.Stream;

        public Errno Read(long offset, Span<byte> buffer, out int count)
        {
            count = status.OwnDevice == Null ? 0 : buffer.Length;
            buffer.Clear();
            if (status.OwnDevice >= FirstRandom)
            {
                entropy.Fill(buffer);
            }

            return Errno.None;
        }

        public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
        {
            count = status.OwnDevice == Full ? 0 : data.Length;
            return status.OwnDevice == Full ? Errno.ENOSPC : Errno.None;
        }

        public Errno GetSize(out long size)
        {
            size = 0;
            return Errno.None;
        }

        public Errno SetSize(long size) => Errno.EINVAL;

        public Errno GetStatus(out FileStatus found)
        {
            found = status;
            return Errno.None;
        }

        public void Dispose()
        {
            // There is nothing to give back.
        }
    }
}
