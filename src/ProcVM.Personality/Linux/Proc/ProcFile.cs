using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Proc;

/// <summary>An open file of /proc: the text as it was when it was opened.</summary>
internal sealed class ProcFile(byte[] text, FileStatus status) : IFile
{
    public FileKind Kind => FileKind.Regular;

    public IMappableFile? Mappable => null;

    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = (int)Math.Clamp(text.Length - offset, 0, buffer.Length);
        text.AsSpan((int)Math.Min(offset, text.Length), count).CopyTo(buffer);
        return Errno.None;
    }

    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EBADF;
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
