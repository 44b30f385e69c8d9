using ProcVM.Core.Ports;

namespace ProcVM.Jit.Tests.Cache;

/// <summary>A directory in which nothing can be written, for whatever reason.</summary>
internal sealed class FailingDirectory(IDirectory directory, Errno error) : IDirectory
{
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        return (mode & OpenMode.Write) != 0 && error == Errno.EROFS ? error : Wrapped(directory.Open(path, mode, out file), ref file);
    }

    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind) => directory.Inspect(path, out kind);

    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target) => directory.ReadLink(path, out target);

    public Errno Remove(ReadOnlySpan<byte> path) => error == Errno.EROFS ? error : directory.Remove(path);

    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => error == Errno.EROFS ? error : directory.Rename(from, to);

    public Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status) => directory.GetStatus(path, out status);

    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries) => directory.List(path, out entries);

    public Errno SetPermissions(ReadOnlySpan<byte> path, uint permissions) => directory.SetPermissions(path, permissions);

    public void Dispose() => directory.Dispose();

    private Errno Wrapped(Errno result, ref IFile? file)
    {
        file = file is null ? null : new FullFile(file, error);
        return result;
    }

    private sealed class FullFile(IFile file, Errno error) : IFile
    {
        public FileKind Kind => file.Kind;

        public Errno Read(long offset, Span<byte> buffer, out int count) => file.Read(offset, buffer, out count);

        public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
        {
            file.Write(offset, data[..(data.Length / 2)], out count);
            return error;
        }

        public Errno GetSize(out long size) => file.GetSize(out size);

        public Errno SetSize(long size) => error;

        public Errno GetStatus(out FileStatus status) => file.GetStatus(out status);

        public void Dispose() => file.Dispose();
    }
}
