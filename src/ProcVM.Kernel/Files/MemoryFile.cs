using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>An open file whose bytes live in memory.</summary>
public sealed class MemoryFile(MemoryFileData contents, OpenMode mode) : IFile
{
    /// <inheritdoc/>
    public FileKind Kind => FileKind.Regular;

    /// <inheritdoc/>
    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        if ((mode & OpenMode.Read) == 0)
        {
            return Errno.EBADF;
        }

        count = contents.Read(offset, buffer);
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return (mode & OpenMode.Write) == 0 ? Errno.EBADF : contents.Write(offset, data, out count);
    }

    /// <inheritdoc/>
    public Errno GetSize(out long size)
    {
        size = contents.Size;
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno SetSize(long size)
    {
        return (mode & OpenMode.Write) == 0 || size < 0 ? Errno.EINVAL : contents.SetSize(size);
    }

    /// <summary>The bytes stay with whoever holds the data.</summary>
    public void Dispose()
    {
    }
}
