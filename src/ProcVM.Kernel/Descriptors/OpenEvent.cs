using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Descriptors;

/// <summary>A counter that can be waited for (eventfd(2)).</summary>
/// <param name="value">Where it starts.</param>
/// <param name="isSemaphore">True when a read takes one, not everything.</param>
public sealed class OpenEvent(ulong value, bool isSemaphore) : OpenFile
{
    private const ulong Most = ulong.MaxValue - 1;

    private readonly object _gate = new();
    private ulong _value = value;

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

        lock (_gate)
        {
            while (_value == 0)
            {
                if (IsNonBlocking)
                {
                    return Errno.EAGAIN;
                }

                if (!waiter.Wait(_gate) && _value == 0)
                {
                    return Errno.EINTR;
                }
            }

            ulong taken = isSemaphore ? 1 : _value;
            _value -= taken;
            BinaryPrimitives.WriteUInt64LittleEndian(buffer, taken);
            Monitor.PulseAll(_gate);
        }

        count = sizeof(ulong);
        Changes.Notify(Readiness.Write);
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        ulong added = data.Length < sizeof(ulong) ? ulong.MaxValue : BinaryPrimitives.ReadUInt64LittleEndian(data);
        if (added == ulong.MaxValue)
        {
            return Errno.EINVAL;
        }

        lock (_gate)
        {
            while (Most - _value < added)
            {
                if (IsNonBlocking)
                {
                    return Errno.EAGAIN;
                }

                if (!waiter.Wait(_gate) && Most - _value < added)
                {
                    return Errno.EINTR;
                }
            }

            _value += added;
            Monitor.PulseAll(_gate);
        }

        count = sizeof(ulong);
        Changes.Notify(Readiness.Read);
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Readiness GetReadiness()
    {
        lock (_gate)
        {
            return (_value > 0 ? Readiness.Read : 0) | (_value < Most ? Readiness.Write : 0);
        }
    }

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status)
    {
        status = AnonymousFile.Status;
        return Errno.None;
    }
}
