using ProcVM.Core.Ports;

namespace ProcVM.Images.Tests;

/// <summary>A file of given bytes that counts how many were read.</summary>
internal sealed class BytesFile(byte[] bytes) : IFile
{
    public long BytesRead { get; private set; }

    public FileKind Kind => FileKind.Regular;

    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        if (offset < bytes.Length)
        {
            count = (int)Math.Min(buffer.Length, bytes.Length - offset);
            bytes.AsSpan((int)offset, count).CopyTo(buffer);
        }

        BytesRead += count;
        return Errno.None;
    }

    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EBADF;
    }

    public Errno GetSize(out long size)
    {
        size = bytes.Length;
        return Errno.None;
    }

    public Errno SetSize(long size) => Errno.EBADF;

    public void Dispose()
    {
    }
}
