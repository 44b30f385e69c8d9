using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Descriptors;

/// <summary>A timer that can be waited for (timerfd_create(2)).</summary>
public sealed class OpenTimer : OpenFile
{
    /// <summary>A timer that isn't set.</summary>
    /// <param name="queue">What it waits in.</param>
    /// <param name="isOfWallClock">True when its moments are of the time of day.</param>
    public OpenTimer(TimerQueue queue, bool isOfWallClock) => Timer = new IntervalTimer(queue, isOfWallClock, () => Changes.Notify(Readiness.Read));

    /// <summary>The timer.</summary>
    public IntervalTimer Timer { get; }

    /// <inheritdoc/>
    public override WatchList Changes { get; } = new();

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        count = 0;
        if (buffer.Length < sizeof(ulong))
        {
            return Errno.EINVAL;
        }

        long times;
        while ((times = Timer.Take()) == 0)
        {
            Errno error = IsNonBlocking ? Errno.EAGAIN : ReadinessWait.Until(this, Readiness.Read, waiter, Deadline.Never);
            if (error != Errno.None)
            {
                return error;
            }
        }

        BinaryPrimitives.WriteInt64LittleEndian(buffer, times);
        count = sizeof(ulong);
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EINVAL;
    }

    /// <inheritdoc/>
    public override Readiness GetReadiness() => Timer.HasExpired ? Readiness.Read : Readiness.None;

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status)
    {
        status = AnonymousFile.Status;
        return Errno.None;
    }

    /// <inheritdoc/>
    protected override void Close() => Timer.Stop();
}
