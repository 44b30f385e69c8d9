using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Waiting for several descriptors.</summary>
internal sealed class PollCalls(LinuxThread thread, LinuxCalls calls)
{
    private const ushort Invalid = 0x20; // POLLNVAL
    private const Readiness Always = Readiness.Error | Readiness.HangUp;

    /// <summary>The host's streams tell nobody when they are ready: they are looked at, at first often.</summary>
    private const int MostMilliseconds = 8;

    public long Wait(GuestBuffer descriptors, int milliseconds) => Wait(descriptors, (long)milliseconds);

    public long WaitWithMask(GuestBuffer descriptors, LinuxTimespec? time, ulong? mask, ulong size)
    {
        const ulong SetSize = 8;
        if (mask is not null && size != SetSize)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (time is { } given && (given.Sec < 0 || given.Nsec is < 0 or >= 1_000_000_000))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        long milliseconds = time is { } span ? (Math.Min(span.Sec, int.MaxValue) * 1000) + ((span.Nsec + 999_999) / 1_000_000) : -1;
        ulong before = thread.Process.Signals.Mask;
        if (mask is { } during)
        {
            thread.Process.Signals.SetMask(during);
        }

        long result = Wait(descriptors, milliseconds);
        if (mask is not null)
        {
            if (result == LinuxCalls.Error(Errno.EINTR))
            {
                thread.MaskToRestore = before;
            }
            else
            {
                thread.Process.Signals.SetMask(before);
            }
        }

        return result;
    }

    private long Wait(GuestBuffer descriptors, long milliseconds)
    {
        if (descriptors.Length > (ulong)thread.Process.Descriptors.Limit)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        LinuxPollfd[] wanted = new LinuxPollfd[descriptors.Length];
        for (int i = 0; i < wanted.Length; i++)
        {
            if (!calls.TryRead(PlaceOf(descriptors, i), out wanted[i]))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }
        }

        long end = milliseconds < 0 ? long.MaxValue : Environment.TickCount64 + milliseconds;
        object gate = new();
        for (int pause = 1; ; pause = Math.Min(pause * 2, MostMilliseconds))
        {
            int ready = Look(wanted);
            long left = end - Environment.TickCount64;
            if (ready > 0 || left <= 0)
            {
                return Answer(descriptors, wanted, ready);
            }

            lock (gate)
            {
                if (!thread.Waiter.Wait(gate, (int)Math.Min(pause, left)))
                {
                    return LinuxCalls.Error(Errno.EINTR);
                }
            }
        }
    }

    private int Look(LinuxPollfd[] wanted)
    {
        int ready = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            OpenFile? file = wanted[i].Fd < 0 ? null : thread.Process.Descriptors.Find(wanted[i].Fd);
            wanted[i].Revents = wanted[i].Fd < 0 ? (ushort)0
                : file is null ? Invalid
                : (ushort)(file.GetReadiness() & ((Readiness)wanted[i].Events | Always));
            ready += wanted[i].Revents != 0 ? 1 : 0;
        }

        return ready;
    }

    private long Answer(GuestBuffer descriptors, LinuxPollfd[] found, int ready)
    {
        for (int i = 0; i < found.Length; i++)
        {
            if (!calls.TryWrite(PlaceOf(descriptors, i), found[i]))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }
        }

        return ready;
    }

    private static ulong PlaceOf(GuestBuffer descriptors, int index) => descriptors.Address + ((ulong)index * (ulong)LinuxPollfd.ByteSize);
}
