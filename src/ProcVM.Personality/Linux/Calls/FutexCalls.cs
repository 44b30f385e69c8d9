using ProcVM.Core.Ports;
using ProcVM.Kernel.Futexes;
using ProcVM.Kernel.Memory;
using ProcVM.Kernel.Time;
using ProcVM.Maps.Model;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Waiting on words of memory: futex(2).</summary>
internal sealed class FutexCalls(LinuxThread thread, LinuxCalls calls)
{
    private const LinuxFutexOp Private = (LinuxFutexOp)128;
    private const LinuxFutexOp Command = (LinuxFutexOp)127;
    private const uint AllBits = uint.MaxValue;
    private const int MostAttempts = 1000;

    private FutexTable Table => thread.Process.Instance.Futexes;

    public long Operate(ulong address, LinuxFutexOp operation, uint value, ulong timeout, ulong address2, uint value3)
    {
        LinuxFutexOp command = operation & Command;
        bool isRealTime = (operation & LinuxFutexOp.FUTEX_CLOCK_REALTIME) != 0;
        bool mayBeRealTime = command is LinuxFutexOp.FUTEX_WAIT_BITSET or LinuxFutexOp.FUTEX_WAIT or LinuxFutexOp.FUTEX_LOCK_PI2;
        if ((operation & ~(Private | Command | LinuxFutexOp.FUTEX_CLOCK_REALTIME)) != 0 || (isRealTime && !mayBeRealTime))
        {
            return LinuxCalls.Error(Errno.ENOSYS);
        }

        bool isPrivate = (operation & Private) != 0;
        Errno error = FindKey(address, isPrivate, out FutexKey key);
        return error != Errno.None ? LinuxCalls.Error(error) : command switch
        {
            LinuxFutexOp.FUTEX_WAIT => Wait(key, address, value, timeout, AllBits, isAbsolute: false, isRealTime),
            LinuxFutexOp.FUTEX_WAIT_BITSET => Wait(key, address, value, timeout, value3, isAbsolute: true, isRealTime),
            LinuxFutexOp.FUTEX_WAKE => Table.Wake(key, Limit(value)),
            LinuxFutexOp.FUTEX_WAKE_BITSET => value3 == 0 ? LinuxCalls.Error(Errno.EINVAL) : Table.Wake(key, Limit(value), value3),
            LinuxFutexOp.FUTEX_REQUEUE => Requeue(key, address, address2, isPrivate, value, timeout, null),
            LinuxFutexOp.FUTEX_CMP_REQUEUE => Requeue(key, address, address2, isPrivate, value, timeout, value3),
            LinuxFutexOp.FUTEX_WAKE_OP => WakeAfter(key, address2, isPrivate, value, timeout, value3),
            LinuxFutexOp.FUTEX_LOCK_PI => Lock(key, address, timeout, isRealTime: true, mayWait: true),
            LinuxFutexOp.FUTEX_LOCK_PI2 => Lock(key, address, timeout, isRealTime, mayWait: true),
            LinuxFutexOp.FUTEX_TRYLOCK_PI => Lock(key, address, 0, isRealTime: true, mayWait: false),
            LinuxFutexOp.FUTEX_UNLOCK_PI => Unlock(key, address),
            _ => LinuxCalls.Error(Errno.ENOSYS),
        };
    }

    public long SetRobustList(ulong head, ulong size)
    {
        if (size != RobustList.SizeOfHead(calls))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        thread.RobustHead = head;
        return 0;
    }

    public long GetRobustList(int tid, out ulong head, out ulong size)
    {
        LinuxThread? found = tid == 0 ? thread : thread.Process.Instance.FindThread(tid);
        head = found?.RobustHead ?? 0;
        size = RobustList.SizeOfHead(calls);
        return found is null ? LinuxCalls.Error(Errno.ESRCH) : 0;
    }

    /// <summary>Wakes those that wait on a word, wherever they see it.</summary>
    public void Wake(ulong address, int most)
    {
        if (FindKey(address, isPrivate: false, out FutexKey key) == Errno.None)
        {
            Table.Wake(key, most);
        }
    }

    /// <summary>The first that waits for a lock, or null: for a lock whose owner is gone.</summary>
    public FutexSleeper? FirstAt(ulong address) => FindKey(address, isPrivate: false, out FutexKey key) == Errno.None ? Table.First(key) : null;

    // Counts are ints to Linux; none and less wake one.
    private static int Limit(uint value) => Math.Max(1, (int)value);

    private Errno FindKey(ulong address, bool isPrivate, out FutexKey key)
    {
        key = default;
        if (address % sizeof(uint) != 0 || address >= thread.Guest.Space.Limit)
        {
            return address % sizeof(uint) != 0 ? Errno.EINVAL : Errno.EFAULT;
        }

        MemoryMap memory = thread.Process.Memory;
        object? shared = null;
        if (!isPrivate)
        {
            lock (memory)
            {
                if (memory.Find(address) is { } region)
                {
                    // Memory that processes share is at the same addresses in all of them; a file needn't be.
                    shared = region.IsShared && region.File is { } file ? (file.Device, file.Inode) : region.Memory;
                    address = region.IsShared ? (ulong)region.Offset + (address - region.Start) : address;
                }
            }
        }

        key = new FutexKey(shared ?? memory, address);
        return Errno.None;
    }

    private object GateOf(FutexKey key) => key.Memory is ValueType ? Table : key.Memory;

    private long Wait(FutexKey key, ulong address, uint value, ulong timeout, uint bits, bool isAbsolute, bool isRealTime)
    {
        Errno error = bits == 0 ? Errno.EINVAL : ReadDeadline(timeout, isAbsolute, isRealTime, out Deadline deadline) is var wrong and not Errno.None ? wrong
            : Sleep(key, address, value, bits, deadline);
        if (error == Errno.EINTR)
        {
            // With an end it goes on only when no handler ran, until the same moment (futex(2)).
            thread.RestartAs = timeout == 0 ? MapRestart.Handler : MapRestart.Remaining;
        }

        return LinuxCalls.Result(error);
    }

    private Errno Sleep(FutexKey key, ulong address, uint value, uint bits, Deadline deadline)
    {
        FutexSleeper sleeper = Table.Enqueue(key, bits, thread.Id);
        bool isRead = calls.TryRead(address, out int found);
        if (!isRead || found != (int)value)
        {
            if (!Table.Withdraw(sleeper))
            {
                // Somebody woke a thread that doesn't sleep: the next one gets it.
                Table.Wake(sleeper.Key, 1, bits);
            }

            return isRead ? Errno.EAGAIN : Errno.EFAULT;
        }

        Errno error = sleeper.Sleep(thread.Waiter, deadline);
        if (error == Errno.None || !Table.Withdraw(sleeper))
        {
            return Errno.None;
        }

        if (error == Errno.EINTR && !deadline.IsEndless)
        {
            thread.SleepEnd = deadline.End;
        }

        return error;
    }

    private Errno ReadDeadline(ulong timeout, bool isAbsolute, bool isRealTime, out Deadline deadline)
    {
        deadline = Deadline.Never;
        if (timeout == 0)
        {
            return Errno.None;
        }

        if (!calls.TryRead(timeout, out LinuxTimespec time))
        {
            return Errno.EFAULT;
        }

        if (!WaitTime.TryGetNanoseconds(time, out long nanoseconds))
        {
            return Errno.EINVAL;
        }

        IClock clock = thread.Process.Instance.Options.Clock;
        deadline = WaitTime.In(thread, !isAbsolute ? nanoseconds : Math.Max(0, nanoseconds - (isRealTime ? clock.UnixNanoseconds : clock.MonotonicNanoseconds)));
        return Errno.None;
    }

    private long Requeue(FutexKey from, ulong address, ulong address2, bool isPrivate, uint woken, ulong moved, uint? expected)
    {
        Errno error = FindKey(address2, isPrivate, out FutexKey to);
        if (error != Errno.None || (int)woken < 0 || (int)moved < 0)
        {
            return LinuxCalls.Error(error == Errno.None ? Errno.EINVAL : error);
        }

        if (expected is { } value && (!calls.TryRead(address, out int found) || found != (int)value))
        {
            return LinuxCalls.Error(calls.TryRead(address, out found) ? Errno.EAGAIN : Errno.EFAULT);
        }

        (int done, int queued) = Table.Requeue(from, to, (int)woken, (int)moved);
        return expected is null ? done : done + queued;
    }

    /// <summary>FUTEX_WAKE_OP: changes the second word in one step, and wakes those that wait on it too if it was as the operation says.</summary>
    private long WakeAfter(FutexKey key, ulong address2, bool isPrivate, uint value, ulong value2, uint operation)
    {
        Errno error = FindKey(address2, isPrivate, out FutexKey second);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        int argument = (int)(operation << 8) >> 20;
        argument = (operation >> 31) != 0 ? 1 << (argument & 31) : argument;
        int comparand = (int)(operation << 20) >> 20;
        uint kind = (operation >> 28) & 7;
        uint comparison = (operation >> 24) & 15;
        if (kind > 4 || comparison > 5)
        {
            return LinuxCalls.Error(Errno.ENOSYS);
        }

        if (!TryChange(address2, old => kind switch
        {
            0 => (uint)argument,
            1 => old + (uint)argument,
            2 => old | (uint)argument,
            3 => old & ~(uint)argument,
            _ => old ^ (uint)argument,
        }, out uint before))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        bool isMet = comparison switch
        {
            0 => (int)before == comparand,
            1 => (int)before != comparand,
            2 => (int)before < comparand,
            3 => (int)before <= comparand,
            4 => (int)before > comparand,
            _ => (int)before >= comparand,
        };
        return Table.Wake(key, Limit(value)) + (isMet ? Table.Wake(second, Limit((uint)value2)) : 0);
    }

    private bool TryChange(ulong address, Func<uint, uint> change, out uint before)
    {
        bool isRead = calls.TryRead(address, out int seen);
        before = (uint)seen;

        // Threads that write to the word all the time would keep this one here for ever.
        for (int i = 0; i < MostAttempts && isRead; i++)
        {
            uint expected = before;
            if (!thread.Guest.Space.TryExchange(thread.Guest, address, expected, change(expected), out before))
            {
                return false;
            }

            if (before == expected)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>FUTEX_LOCK_PI: the word is the owner's number. There are no priorities here to be inherited: who waits gets the lock in turn.</summary>
    private long Lock(FutexKey key, ulong address, ulong timeout, bool isRealTime, bool mayWait)
    {
        Errno error = ReadDeadline(timeout, isAbsolute: true, isRealTime, out Deadline deadline);
        FutexSleeper? sleeper = null;
        if (error == Errno.None)
        {
            lock (GateOf(key))
            {
                error = TryLock(key, address, mayWait, out sleeper);
            }
        }

        if (sleeper is null)
        {
            return LinuxCalls.Result(error);
        }

        error = sleeper.Sleep(thread.Waiter, deadline);
        if (error == Errno.EINTR)
        {
            thread.RestartAs = MapRestart.Always;
        }

        // The one that unlocked has made this thread the owner, perhaps just now.
        return error == Errno.None || !Table.Withdraw(sleeper) ? 0 : LinuxCalls.Error(error);
    }

    private Errno TryLock(FutexKey key, ulong address, bool mayWait, out FutexSleeper? sleeper)
    {
        sleeper = null;
        for (int i = 0; i < MostAttempts; i++)
        {
            if (!calls.TryRead(address, out int read))
            {
                return Errno.EFAULT;
            }

            uint word = (uint)read;
            uint owner = word & RobustList.OwnerMask;
            if (owner == (uint)thread.Id)
            {
                return Errno.EDEADLK;
            }

            bool isFree = owner == 0;
            if (!isFree && (!mayWait || thread.Process.Instance.FindThread((int)owner) is null))
            {
                return mayWait ? Errno.ESRCH : Errno.EAGAIN;
            }

            uint wanted = isFree ? (word & RobustList.OwnerDied) | (uint)thread.Id | (Table.Count(key) > 0 ? RobustList.Waiters : 0) : word | RobustList.Waiters;
            if (!thread.Guest.Space.TryExchange(thread.Guest, address, word, wanted, out uint found))
            {
                return Errno.EFAULT;
            }

            if (found == word)
            {
                sleeper = isFree ? null : Table.Enqueue(key, AllBits, thread.Id);
                return Errno.None;
            }
        }

        return Errno.EAGAIN;
    }

    private long Unlock(FutexKey key, ulong address)
    {
        lock (GateOf(key))
        {
            if (!calls.TryRead(address, out int read))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }

            uint word = (uint)read;
            if ((word & RobustList.OwnerMask) != (uint)thread.Id)
            {
                return LinuxCalls.Error(Errno.EPERM);
            }

            FutexSleeper? next = Table.First(key);
            uint wanted = next is null ? 0 : (uint)next.Thread | (Table.Count(key) > 1 ? RobustList.Waiters : 0);
            if (!thread.Guest.Space.TryExchange(thread.Guest, address, word, wanted, out uint found))
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }

            if (found != word)
            {
                return LinuxCalls.Error(Errno.EAGAIN);
            }

            if (next is not null)
            {
                Table.Wake(next);
            }

            return 0;
        }
    }
}
