using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Tests.Pvm;

/// <summary>A stream over bytes in memory: no positions, and as many bytes at a time as a test wants.</summary>
internal sealed class FakeStream(MemoryFileData data) : IFile
{
    private long _read;

    public FileKind Kind { get; init; } = FileKind.Stream;

    public int ChunkSize { get; init; } = 7;

    public Errno Failure { get; set; }

    public int Reads { get; private set; }

    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        Reads++;
        count = data.Read(_read, buffer[..Math.Min(ChunkSize, buffer.Length)]);
        _read += count;
        return Failure;
    }

    public Errno Write(long offset, ReadOnlySpan<byte> bytes, out int count)
    {
        count = 0;
        return Failure != Errno.None ? Failure : data.Write(data.Size, bytes, out count);
    }

    public Errno GetSize(out long size)
    {
        size = 0;
        return Errno.ESPIPE;
    }

    public Errno SetSize(long size) => Errno.ESPIPE;

    public void Dispose()
    {
    }
}
