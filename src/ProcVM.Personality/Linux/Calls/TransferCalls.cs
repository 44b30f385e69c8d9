using System.Buffers;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls that move bytes from one file to another.</summary>
internal sealed class TransferCalls(LinuxThread thread, LinuxCalls calls)
{
    /// <summary>Linux's MAX_RW_COUNT.</summary>
    private const ulong MostBytes = 0x7FFF_F000;

    private const int ChunkSize = 128 << 10;

    private DescriptorTable Table => thread.Process.Descriptors;

    public long Send(int target, int source, ref long? offset, ulong count)
    {
        if (Table.Find(target) is not { } to || Table.Find(source) is not { } from || (from.Mode & OpenMode.Read) == 0 || (to.Mode & OpenMode.Write) == 0)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if (from.Mappable is null || to.IsAppending)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        long none = -1;
        long place = offset ?? -1;
        long sent = Move(from, ref place, to, ref none, count);
        offset = offset is null ? null : place;
        return sent;
    }

    public long CopyRange(int source, ref long? sourceOffset, int target, ref long? targetOffset, ulong count, uint flags)
    {
        if (Table.Find(source) is not { } from || Table.Find(target) is not { } to || (from.Mode & OpenMode.Read) == 0 || (to.Mode & OpenMode.Write) == 0)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        if (from is OpenDirectory || to is OpenDirectory)
        {
            return LinuxCalls.Error(Errno.EISDIR);
        }

        if (flags != 0 || from is not OpenRegularFile || to is not OpenRegularFile || sourceOffset < 0 || targetOffset < 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (to.IsAppending)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        long read = sourceOffset ?? -1;
        long written = targetOffset ?? -1;
        if (IsSame(from, to) && Overlaps(from, to, read, written, count))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        long moved = Move(from, ref read, to, ref written, count);
        sourceOffset = sourceOffset is null ? null : read;
        targetOffset = targetOffset is null ? null : written;
        return moved;
    }

    public long Splice(int source, ref long? sourceOffset, int target, ref long? targetOffset, ulong count, LinuxSpliceFlags flags)
    {
        Errno error = Open(source, target, flags, out OpenFile? from, out OpenFile? to);
        if (error != Errno.None || count == 0)
        {
            return LinuxCalls.Result(error);
        }

        bool hasWrongOffset = (from!.Pipe is not null && sourceOffset is not null) || (to!.Pipe is not null && targetOffset is not null);
        if (hasWrongOffset || (from.Pipe is null && to!.Pipe is null) || (from.Pipe is not null && from.Pipe == to!.Pipe) || to!.IsAppending)
        {
            return LinuxCalls.Error(hasWrongOffset ? Errno.ESPIPE : Errno.EINVAL);
        }

        if (MustNotWait(from, to, flags) is var wait and not Errno.None)
        {
            return LinuxCalls.Error(wait);
        }

        long read = sourceOffset ?? -1;
        long written = targetOffset ?? -1;
        // As much as one pipe holds: the call needn't move all.
        long moved = Move(from, ref read, to, ref written, Math.Min(count, Pipe.Capacity), once: true);
        sourceOffset = sourceOffset is null ? null : read;
        targetOffset = targetOffset is null ? null : written;
        return moved;
    }

    public long Tee(int source, int target, ulong count, LinuxSpliceFlags flags)
    {
        Errno error = Open(source, target, flags, out OpenFile? from, out OpenFile? to);
        if (error != Errno.None || from!.Pipe is null || to!.Pipe is null || from.Pipe == to.Pipe)
        {
            return LinuxCalls.Error(error != Errno.None ? error : Errno.EINVAL);
        }

        if (MustNotWait(from, to, flags) is var wait and not Errno.None)
        {
            return LinuxCalls.Error(wait);
        }

        error = count == 0 ? Errno.None : from.Pipe.AwaitData(thread.Waiter);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        byte[] buffer = new byte[(int)Math.Min(count, Pipe.Capacity)];
        int there = from.Pipe.Peek(buffer);
        error = there == 0 ? Errno.None : to.Write(thread.Waiter, buffer.AsSpan(0, there), out there);
        return there > 0 || error == Errno.None ? there : AfterWrite(error);
    }

    public long SpliceMemory(int fd, GuestBuffer vectors, LinuxSpliceFlags flags)
    {
        if (Table.Find(fd) is not { } file)
        {
            return LinuxCalls.Error(Errno.EBADF);
        }

        return file.Pipe is null ? LinuxCalls.Error(Errno.EBADF)
            : (file.Mode & OpenMode.Write) != 0 ? calls.File.WriteVector(fd, vectors)
            : calls.File.ReadVector(fd, vectors);
    }

    private Errno Open(int source, int target, LinuxSpliceFlags flags, out OpenFile? from, out OpenFile? to)
    {
        from = Table.Find(source);
        to = Table.Find(target);
        const LinuxSpliceFlags Known =
            LinuxSpliceFlags.SPLICE_F_MOVE | LinuxSpliceFlags.SPLICE_F_NONBLOCK | LinuxSpliceFlags.SPLICE_F_MORE | LinuxSpliceFlags.SPLICE_F_GIFT;
        return (flags & ~Known) != 0 ? Errno.EINVAL
            : from is null || to is null || (from.Mode & OpenMode.Read) == 0 || (to.Mode & OpenMode.Write) == 0 ? Errno.EBADF : Errno.None;
    }

    private static Errno MustNotWait(OpenFile from, OpenFile to, LinuxSpliceFlags flags)
    {
        bool mayNot = (flags & LinuxSpliceFlags.SPLICE_F_NONBLOCK) != 0;
        bool isEmpty = mayNot && from.Pipe is not null && from.GetReadiness() == 0;
        bool isFull = mayNot && to.Pipe is not null && to.GetReadiness() == 0;
        return isEmpty || isFull ? Errno.EAGAIN : Errno.None;
    }

    private static bool IsSame(OpenFile left, OpenFile right) =>
        left.GetStatus(out FileStatus one) == Errno.None && right.GetStatus(out FileStatus two) == Errno.None && (one.Device, one.Inode) == (two.Device, two.Inode);

    private static bool Overlaps(OpenFile from, OpenFile to, long read, long written, ulong count)
    {
        if (read < 0)
        {
            from.Seek(0, SeekOrigin.Current, out read);
        }

        if (written < 0)
        {
            to.Seek(0, SeekOrigin.Current, out written);
        }

        Int128 length = count;
        return read < written + length && written < read + length;
    }

    /// <summary>Moves bytes; an offset of −1 means the file's own position.</summary>
    private long Move(OpenFile from, ref long read, OpenFile to, ref long written, ulong count, bool once = false)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        long moved = 0;
        Errno error = Errno.None;
        count = Math.Min(count, MostBytes);
        while ((ulong)moved < count)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min(ChunkSize, count - (ulong)moved));
            error = read >= 0 ? from.ReadAt(read, part, out int got) : from.Read(thread.Waiter, part, out got);
            if (error != Errno.None || got == 0)
            {
                break;
            }

            error = written >= 0 ? to.WriteAt(written, part[..got], out int put) : to.Write(thread.Waiter, part[..got], out put);
            moved += put;
            read += read >= 0 ? put : 0;
            written += written >= 0 ? put : 0;
            if (read < 0 && put < got)
            {
                from.Seek(put - got, SeekOrigin.Current, out _);
            }

            if (error != Errno.None || put < got || once)
            {
                break;
            }
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return moved > 0 ? moved : AfterWrite(error);
    }

    // Who writes where nobody reads gets a signal too.
    private long AfterWrite(Errno error)
    {
        if (error == Errno.EPIPE)
        {
            thread.Process.Signals.Post(SignalInfo.OfProcess(SignalNumber.Pipe, thread.Process));
        }

        return LinuxCalls.Result(error);
    }
}
