using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Descriptors;

/// <summary>A file that was opened for its name alone (O_PATH): it can be asked about, and neither read nor written.</summary>
/// <param name="files">The tree that it is in.</param>
/// <param name="path">Its path there, from the root and without links but perhaps itself.</param>
public sealed class OpenName(FileSystem files, byte[] path) : OpenFile
{
    /// <summary>Its path from the root.</summary>
    public byte[] Path => path;

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.EBADF;
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EBADF;
    }

    /// <inheritdoc/>
    public override Errno ReadAt(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.EBADF;
    }

    /// <inheritdoc/>
    public override Errno WriteAt(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EBADF;
    }

    /// <inheritdoc/>
    public override Errno Seek(long offset, SeekOrigin origin, out long position)
    {
        position = 0;
        return Errno.EBADF;
    }

    /// <inheritdoc/>
    public override Errno SetSize(long size) => Errno.EBADF;

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status) => files.GetStatus(path, followLast: false, out status);
}
