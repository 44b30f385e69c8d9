using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Terminals;

/// <summary>A terminal's device, before it's known which terminal that is: who opens it decides.</summary>
internal sealed class TerminalDevice(FileStatus status) : IFile
{
    /// <summary>The device's number.</summary>
    public ulong Number => status.OwnDevice;

    public FileKind Kind => FileKind.Stream;

    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.ENXIO;
    }

    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.ENXIO;
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
