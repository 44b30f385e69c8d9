using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux;

/// <summary>A directory with one file in it, which can be read: what a program is granted that is granted nothing but itself.</summary>
/// <param name="name">The file's name.</param>
/// <param name="single">The file; every opening of it reads the same one, at positions of its own.</param>
public sealed class SingleFileDirectory(byte[] name, IFile single) : IDirectory
{
    private const uint DirectoryMode = 0x416D;

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        Errno error = Inspect(path, out FileKind kind);
        if (error != Errno.None || kind == FileKind.Directory)
        {
            return error == Errno.None ? Errno.EISDIR : (mode & OpenMode.Create) != 0 && error == Errno.ENOENT ? Errno.EROFS : error;
        }

        if ((mode & OpenMode.Exclusive) != 0)
        {
            return Errno.EEXIST;
        }

        file = (mode & OpenMode.Write) == 0 ? new Shared(single) : null;
        return file is null ? Errno.EROFS : Errno.None;
    }

    /// <inheritdoc/>
    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind)
    {
        kind = path.IsEmpty ? FileKind.Directory : FileKind.Regular;
        return path.IsEmpty || path.SequenceEqual(name) ? Errno.None : path.StartsWith(name) && path[name.Length] == (byte)'/' ? Errno.ENOTDIR : Errno.ENOENT;
    }

    /// <inheritdoc/>
    public Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = new FileStatus { Mode = DirectoryMode, Links = 2, Inode = 1, BlockSize = 4096 };
        Errno error = Inspect(path, out FileKind kind);
        return error == Errno.None && kind == FileKind.Regular ? single.GetStatus(out status) : error;
    }

    /// <inheritdoc/>
    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        single.GetStatus(out FileStatus status);
        entries = [new DirectoryEntry(name, status.Inode, 8)];
        return path.IsEmpty ? Errno.None : Errno.ENOTDIR;
    }

    /// <inheritdoc/>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        target = [];
        return Inspect(path, out _) is var error and not Errno.None ? error : Errno.EINVAL;
    }

    /// <inheritdoc/>
    public Errno Remove(ReadOnlySpan<byte> path) => Errno.EROFS;

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Errno.EROFS;

    /// <inheritdoc/>
    public void Dispose() => single.Dispose();

    private sealed class Shared(IFile file) : IFile, IMappableFile
    {
        public FileKind Kind => file.Kind;

        public System.Runtime.InteropServices.SafeHandle Handle => ((IMappableFile)file).Handle;

        public Errno Read(long offset, Span<byte> buffer, out int count) => file.Read(offset, buffer, out count);

        public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
        {
            count = 0;
            return Errno.EBADF;
        }

        public Errno GetSize(out long size) => file.GetSize(out size);

        public Errno SetSize(long size) => Errno.EINVAL;

        public Errno GetStatus(out FileStatus status) => file.GetStatus(out status);

        public void Dispose()
        {
            // The file is its directory's.
        }
    }
}
