using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>Signals that are read as bytes (signalfd(2)): those that wait for the thread that reads, or for its process.</summary>
/// <param name="maker">The process that made it: whoever polls it polls that one's signals.</param>
/// <param name="set">Which signals.</param>
internal sealed class OpenSignals(LinuxProcess maker, ulong set) : OpenFile
{
    /// <summary>struct signalfd_siginfo.</summary>
    private const int RecordSize = 128;

    private ulong _set = set & ~SignalNumber.Unstoppable;

    /// <summary>Which signals.</summary>
    public ulong Set
    {
        set
        {
            Volatile.Write(ref _set, value & ~SignalNumber.Unstoppable);
            Changes.Notify(Readiness.Read);
        }
    }

    public override WatchList Changes => maker.Signals.Arrivals;

    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        count = 0;
        if (buffer.Length < RecordSize)
        {
            return Errno.EINVAL;
        }

        if (waiter.Process is not LinuxProcess reader || reader.FindThread(waiter) is not { } thread)
        {
            return Errno.EINVAL;
        }

        Errno error = Take(thread, buffer, ref count);
        if (error != Errno.EAGAIN || IsNonBlocking)
        {
            return error;
        }

        WatchList arrivals = reader.Signals.Arrivals;
        using ReadinessWait wait = new();
        wait.Watch(arrivals);
        while ((error = Take(thread, buffer, ref count)) == Errno.EAGAIN)
        {
            if (wait.Wait(waiter, Deadline.Never) is var ended and not Errno.None)
            {
                return ended;
            }
        }

        return error;
    }

    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EINVAL;
    }

    public override Readiness GetReadiness()
    {
        lock (maker.Instance.Table.Gate)
        {
            ulong waiting = maker.Signals.Queue.Set;
            foreach (LinuxThread thread in maker.Threads)
            {
                waiting |= thread.Signals.Queue.Set;
            }

            return (waiting & _set) != 0 ? Readiness.Read : Readiness.None;
        }
    }

    public override Errno GetStatus(out FileStatus status)
    {
        status = new FileStatus { Mode = 0x180, Inode = 1, Links = 1, BlockSize = 4096 };
        return Errno.None;
    }

    private Errno Take(LinuxThread thread, Span<byte> buffer, ref int count)
    {
        while (count + RecordSize <= buffer.Length && thread.Signals.TryTakeOf(Volatile.Read(ref _set), out SignalInfo info))
        {
            Write(info, buffer.Slice(count, RecordSize));
            count += RecordSize;
        }

        return count > 0 ? Errno.None : Errno.EAGAIN;
    }

    private static void Write(in SignalInfo info, Span<byte> record)
    {
        record.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(record, info.Number);
        BinaryPrimitives.WriteInt32LittleEndian(record[8..], info.Code);
        if (info.Timer is not null)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record[24..], info.Timer.Id);
            BinaryPrimitives.WriteInt32LittleEndian(record[32..], info.Overrun);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(record[12..], info.Sender);
            BinaryPrimitives.WriteUInt32LittleEndian(record[16..], info.User);
            BinaryPrimitives.WriteInt32LittleEndian(record[40..], info.Status);
        }

        const int FromQueue = -1;
        if (info.Code == FromQueue || info.Timer is not null)
        {
            BinaryPrimitives.WriteInt32LittleEndian(record[44..], (int)info.Value);
            BinaryPrimitives.WriteUInt64LittleEndian(record[48..], info.Value);
        }
    }
}
