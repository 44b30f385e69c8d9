using ProcVM.Core.Ports;

namespace ProcVM.Host;

/// <summary>A standard stream that this process was started without.</summary>
internal sealed class ClosedStream : IFile
{
    /// <inheritdoc/>
    public FileKind Kind => FileKind.Stream;

    /// <inheritdoc/>
    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.EBADF;
    }

    /// <inheritdoc/>
    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EBADF;
    }

    /// <inheritdoc/>
    public Errno GetSize(out long size)
    {
        size = 0;
        return Errno.EBADF;
    }

    /// <inheritdoc/>
    public Errno SetSize(long size) => Errno.EBADF;

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is nothing to give back.
    }
}
