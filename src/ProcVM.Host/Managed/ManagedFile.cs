using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Managed;

/// <summary>A regular file on hosts other than Linux.</summary>
internal sealed class ManagedFile(SafeFileHandle handle) : IFile
{
    /// <inheritdoc/>
    public FileKind Kind => FileKind.Regular;

    /// <inheritdoc/>
    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        byte[] bytes = new byte[buffer.Length];
        int got = 0;
        Errno error = HostErrors.Run(() => got = RandomAccess.Read(handle, bytes, offset));
        bytes.AsSpan(0, got).CopyTo(buffer);
        count = got;
        return error;
    }

    /// <inheritdoc/>
    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        byte[] bytes = data.ToArray();
        Errno error = HostErrors.Run(() => RandomAccess.Write(handle, bytes, offset));
        count = error == Errno.None ? data.Length : 0;
        return error;
    }

    /// <inheritdoc/>
    public Errno GetSize(out long size)
    {
        long length = 0;
        Errno error = HostErrors.Run(() => length = RandomAccess.GetLength(handle));
        size = length;
        return error;
    }

    /// <inheritdoc/>
    public Errno SetSize(long size) => HostErrors.Run(() => RandomAccess.SetLength(handle, size));

    /// <inheritdoc/>
    public void Dispose() => handle.Dispose();
}
