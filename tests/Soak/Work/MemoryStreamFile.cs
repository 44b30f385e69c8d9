using ProcVM.Core.Ports;

namespace ProcVM.Soak.Work;

/// <summary>A standard stream in memory.</summary>
internal sealed class MemoryStreamFile(byte[] input) : IFile
{
    private readonly MemoryStream _output = new();
    private int _read;

    /// <summary>What was written.</summary>
    public byte[] Written => _output.ToArray();

    public FileKind Kind => FileKind.Stream;

    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = Math.Min(buffer.Length, input.Length - _read);
        input.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return Errno.None;
    }

    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = data.Length;
        _output.Write(data);
        return Errno.None;
    }

    public Errno GetSize(out long size)
    {
        size = 0;
        return Errno.ESPIPE;
    }

    public Errno SetSize(long size) => Errno.EINVAL;

    public void Dispose() => _output.Dispose();
}
