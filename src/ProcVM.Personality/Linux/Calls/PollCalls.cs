using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Time;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Waiting for several descriptors: poll(2), select(2).</summary>
internal sealed class PollCalls(LinuxThread thread, LinuxCalls calls)
{
    private const ushort Invalid = 0x20; // POLLNVAL
    private const Readiness Always = Readiness.Error | Readiness.HangUp;
    private const int BitsPerWord = 64;

    public long Wait(GuestBuffer descriptors, int milliseconds) =>
        Wait(descriptors, milliseconds < 0 ? Deadline.Never : WaitTime.In(thread, milliseconds * WaitTime.Millisecond));

    public long WaitWithMask(GuestBuffer descriptors, ref LinuxTimespec? time, ulong? mask, ulong size)
    {
        if (!WaitTime.TryGet(thread, time, out Deadline deadline))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        long result = MaskedWait.Run(thread, mask, size, () => Wait(descriptors, deadline));
        time = time is null ? null : WaitTime.ToTime(deadline.Left);
        return result;
    }

    public long Select(int count, ulong read, ulong write, ulong except, ref LinuxTimeval? time)
    {
        LinuxTimespec? wish = null;
        if (time is { } given)
        {
            const long MicrosecondsPerSecond = 1_000_000;
            long seconds = given.Sec + (given.Usec / MicrosecondsPerSecond);
            wish = new LinuxTimespec { Sec = given.Usec < 0 ? -1 : seconds, Nsec = given.Usec % MicrosecondsPerSecond * WaitTime.Microsecond };
        }

        if (!WaitTime.TryGet(thread, wish, out Deadline deadline))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        long result = Select(count, [read, write, except], deadline);
        LinuxTimespec left = WaitTime.ToTime(deadline.Left);
        time = time is null ? null : new LinuxTimeval { Sec = left.Sec, Usec = left.Nsec / WaitTime.Microsecond };
        return result;
    }

    public long SelectWithMask(int count, ulong read, ulong write, ulong except, ref LinuxTimespec? time, LinuxSigsetArgument? mask)
    {
        ulong? set = null;
        if (mask is { Set: not 0 } given)
        {
            if (!calls.TryRead(given.Set, out ulong value))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }

            set = value;
        }

        if (!WaitTime.TryGet(thread, time, out Deadline deadline))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        long result = MaskedWait.Run(thread, set, mask?.Size ?? 0, () => Select(count, [read, write, except], deadline));
        time = time is null ? null : WaitTime.ToTime(deadline.Left);
        return result;
    }

    private long Wait(GuestBuffer descriptors, Deadline deadline)
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

        OpenFile?[] files = [.. wanted.Select(one => one.Fd < 0 ? null : thread.Process.Descriptors.Find(one.Fd))];
        Errno error = WaitFor(files, deadline, () => Look(wanted, files), out int ready);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        for (int i = 0; i < wanted.Length; i++)
        {
            if (!calls.TryWrite(PlaceOf(descriptors, i), wanted[i]))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }
        }

        return ready;
    }

    private static int Look(LinuxPollfd[] wanted, OpenFile?[] files)
    {
        int ready = 0;
        for (int i = 0; i < wanted.Length; i++)
        {
            wanted[i].Revents = wanted[i].Fd < 0 ? (ushort)0
                : files[i] is not { } file ? Invalid
                : (ushort)(Spread(file.GetReadiness()) & (wanted[i].Events | (ushort)Always));
            ready += wanted[i].Revents != 0 ? 1 : 0;
        }

        return ready;
    }

    // POLLRDNORM and POLLWRNORM are POLLIN and POLLOUT by other names.
    private static int Spread(Readiness ready) => (int)ready | ((ready & Readiness.Read) != 0 ? 0x40 : 0) | ((ready & Readiness.Write) != 0 ? 0x100 : 0);

    /// <summary>Looks until something is ready or the time is over; files tell when it's worth it.</summary>
    private Errno WaitFor(OpenFile?[] files, Deadline deadline, Func<int> look, out int ready)
    {
        ready = look();
        if (ready > 0 || deadline.IsOver)
        {
            return Errno.None;
        }

        using ReadinessWait wait = new();
        foreach (OpenFile? file in files)
        {
            if (file is not null)
            {
                wait.Watch(file);
            }
        }

        while ((ready = look()) == 0)
        {
            Errno error = wait.Wait(thread.Waiter, deadline);
            if (error == Errno.EINTR)
            {
                thread.SleepEnd = deadline.IsEndless ? null : deadline.End;
                return error;
            }

            if (error == Errno.ETIMEDOUT)
            {
                ready = look();
                break;
            }
        }

        return Errno.None;
    }

    private long Select(int count, ulong[] places, Deadline deadline)
    {
        if (count < 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        count = Math.Min(count, thread.Process.Descriptors.Limit);
        byte[][] sets = new byte[places.Length][];
        for (int i = 0; i < places.Length; i++)
        {
            sets[i] = new byte[(count + BitsPerWord - 1) / BitsPerWord * sizeof(ulong)];
            Span<byte> there = sets[i].AsSpan(0, SizeOfSet(count));
            if (places[i] != 0 && !calls.TryRead(places[i], there))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }
        }

        List<(int Number, OpenFile File)> wanted = [];
        for (int number = 0; number < count; number++)
        {
            if (sets.Any(set => Has(set, number)))
            {
                if (thread.Process.Descriptors.Find(number) is not { } file)
                {
                    return LinuxCalls.Error(Errno.EBADF);
                }

                wanted.Add((number, file));
            }
        }

        byte[][] found = [.. sets.Select(static set => new byte[set.Length])];
        Errno error = WaitFor([.. wanted.Select(static one => one.File)], deadline, () => Look(sets, wanted, found), out int ready);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] != 0 && !calls.TryWrite(places[i], (ReadOnlySpan<byte>)found[i].AsSpan(0, SizeOfSet(count))))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }
        }

        return ready;
    }

    // Of whole longs.
    private int SizeOfSet(int count)
    {
        int bits = calls.Abi.WordSize * 8;
        return (count + bits - 1) / bits * calls.Abi.WordSize;
    }

    private static int Look(byte[][] sets, List<(int Number, OpenFile File)> wanted, byte[][] found)
    {
        // What each of select's sets means in poll's terms.
        ReadOnlySpan<Readiness> meanings = [Readiness.Read | Always, Readiness.Write | Readiness.Error, Readiness.Urgent];
        int ready = 0;
        foreach ((int number, OpenFile file) in wanted)
        {
            Readiness now = file.GetReadiness();
            for (int i = 0; i < sets.Length; i++)
            {
                if (Has(sets[i], number) && (now & meanings[i]) != 0)
                {
                    found[i][number / 8] |= (byte)(1 << (number % 8));
                    ready++;
                }
            }
        }

        return ready;
    }

    private static bool Has(byte[] set, int number) => (set[number / 8] & (1 << (number % 8))) != 0;

    private static ulong PlaceOf(GuestBuffer descriptors, int index) => descriptors.Address + ((ulong)index * (ulong)LinuxPollfd.ByteSize);
}
