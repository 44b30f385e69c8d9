using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Descriptors;

/// <summary>An open regular file: bytes at positions, and a position of its own.</summary>
/// <param name="file">The file; closed with the last descriptor.</param>
public sealed class OpenRegularFile(IFile file) : OpenFile
{
    private readonly Lock _gate = new();
    private long _position;

    /// <inheritdoc/>
    public override IFile? Mappable => (Mode & OpenMode.Read) != 0 ? file : null;

    /// <inheritdoc/>
    public override IFile? File => file;

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        lock (_gate)
        {
            Errno error = ReadAt(_position, buffer, out count);
            _position += count;
            return error;
        }
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        lock (_gate)
        {
            if (IsAppending)
            {
                Errno sized = file.GetSize(out long size);
                if (sized != Errno.None)
                {
                    return sized;
                }

                _position = size;
            }

            Errno error = WriteAt(_position, data, out count);
            _position += count;
            return error;
        }
    }

    /// <inheritdoc/>
    public override Errno ReadAt(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        if (offset < 0)
        {
            return Errno.EINVAL;
        }

        return (Mode & OpenMode.Read) == 0 ? Errno.EBADF : buffer.IsEmpty ? Errno.None : file.Read(offset, buffer, out count);
    }

    /// <inheritdoc/>
    public override Errno WriteAt(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        if (offset < 0 || offset > long.MaxValue - data.Length)
        {
            return offset < 0 ? Errno.EINVAL : Errno.EFBIG;
        }

        return (Mode & OpenMode.Write) == 0 ? Errno.EBADF : data.IsEmpty ? Errno.None : file.Write(offset, data, out count);
    }

    /// <inheritdoc/>
    public override Errno Seek(long offset, SeekOrigin origin, out long position)
    {
        lock (_gate)
        {
            position = 0;
            long start = origin == SeekOrigin.Current ? _position : 0;
            if (origin == SeekOrigin.End && file.GetSize(out start) is var error and not Errno.None)
            {
                return error;
            }

            long target = unchecked(start + offset);
            if (target < 0)
            {
                return offset > 0 ? Errno.EOVERFLOW : Errno.EINVAL;
            }

            position = _position = target;
            return Errno.None;
        }
    }

    /// <inheritdoc/>
    public override int Available
    {
        get
        {
            lock (_gate)
            {
                return file.GetSize(out long size) == Errno.None ? (int)Math.Clamp(size - _position, 0, int.MaxValue) : -1;
            }
        }
    }

    /// <inheritdoc/>
    public override Errno SetSize(long size) => (Mode & OpenMode.Write) == 0 || size < 0 ? Errno.EINVAL : file.SetSize(size);

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status)
    {
        Errno error = file.GetStatus(out status);
        if (error != Errno.ENOSYS)
        {
            return error;
        }

        error = file.GetSize(out long size);
        status = new FileStatus { Mode = 0x81A4, Size = size, Links = 1, BlockSize = 4096, Blocks = (size + 511) / 512 };
        return error;
    }

    /// <inheritdoc/>
    protected override void Close() => file.Dispose();
}
