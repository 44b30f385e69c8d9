using ProcVM.Core.Ports;

namespace ProcVM.Host.Managed;

/// <summary>A standard stream on hosts other than Linux.</summary>
internal sealed class ManagedStream(Stream stream, bool isTerminal) : IFile
{
    /// <inheritdoc/>
    public FileKind Kind => isTerminal ? FileKind.Terminal : FileKind.Stream;

    /// <inheritdoc/>
    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        byte[] bytes = new byte[buffer.Length];
        int got = 0;
        Errno error = HostErrors.Run(() => got = stream.Read(bytes));
        bytes.AsSpan(0, got).CopyTo(buffer);
        count = got;
        return error;
    }

    /// <inheritdoc/>
    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        byte[] bytes = data.ToArray();
        Errno error = HostErrors.Run(() =>
        {
            stream.Write(bytes);
            stream.Flush();
        });
        count = error == Errno.None ? data.Length : 0;
        return error;
    }

    /// <inheritdoc/>
    public Errno GetSize(out long size)
    {
        size = 0;
        return Errno.ESPIPE;
    }

    /// <inheritdoc/>
    public Errno SetSize(long size) => Errno.ESPIPE;

    /// <summary>The process's own streams stay open.</summary>
    public void Dispose()
    {
    }
}
