using ProcVM.Kernel.Futexes;

namespace ProcVM.Personality.Linux;

/// <summary>The locks that a thread holds when it ends, which it has told the kernel of: they are marked, and the next that waits for each gets it
/// (get_robust_list(2)).</summary>
internal static class RobustList
{
    public const uint Waiters = 0x8000_0000;
    public const uint OwnerDied = 0x4000_0000;
    public const uint OwnerMask = 0x3FFF_FFFF;

    private const int MostEntries = 2048;
    private const int MostAttempts = 100;
    private const ulong IsInherited = 1;

    /// <summary>struct robust_list_head: the first entry, where in an entry its word is, and the lock that is being taken or given up.</summary>
    public static ulong SizeOfHead(LinuxCalls calls) => 3 * (ulong)calls.Abi.WordSize;

    /// <summary>The thread ends, or runs another program: gives up its locks.</summary>
    public static void Release(LinuxThread thread)
    {
        LinuxCalls calls = thread.Calls;
        ulong head = thread.RobustHead;
        thread.RobustHead = 0;
        ulong word = (ulong)calls.Abi.WordSize;
        if (head == 0 || !calls.TryReadWord(head, out ulong entry) || !calls.TryReadWord(head + word, out ulong offset)
            || !calls.TryReadWord(head + (2 * word), out ulong pending))
        {
            return;
        }

        offset = calls.Abi.Is32Bit ? (ulong)(int)offset : offset;

        for (int i = 0; i < MostEntries && (entry & ~IsInherited) != head; i++)
        {
            ulong place = entry & ~IsInherited;
            bool isInherited = (entry & IsInherited) != 0;

            // The next one first: when the lock is free, the entry may be another thread's.
            bool goesOn = calls.TryReadWord(place, out ulong next);
            if (place != (pending & ~IsInherited))
            {
                GiveUp(thread, Sum(calls, place, offset), isInherited);
            }

            if (!goesOn)
            {
                return;
            }

            entry = next;
        }

        if (pending != 0)
        {
            GiveUp(thread, Sum(calls, pending & ~IsInherited, offset), (pending & IsInherited) != 0, isPending: true);
        }
    }

    private static ulong Sum(LinuxCalls calls, ulong place, ulong offset) => calls.Abi.Is32Bit ? (uint)(place + offset) : place + offset;

    private static void GiveUp(LinuxThread thread, ulong address, bool isInherited, bool isPending = false)
    {
        for (int i = 0; i < MostAttempts && thread.Calls.TryRead(address, out int read); i++)
        {
            uint word = (uint)read;
            if ((word & OwnerMask) != (uint)thread.Id)
            {
                if (isPending && !isInherited && (word & OwnerMask) == 0)
                {
                    // It was given up, but who waits hadn't been told.
                    thread.Calls.Futex.Wake(address, 1);
                }

                return;
            }

            FutexSleeper? next = isInherited ? thread.Calls.Futex.FirstAt(address) : null;
            uint wanted = OwnerDied | (next is null ? word & Waiters : Waiters | (uint)next.Thread);
            if (!thread.Guest.Space.TryExchange(thread.Guest, address, word, wanted, out uint found))
            {
                return;
            }

            if (found == word)
            {
                if (next is not null)
                {
                    thread.Process.Instance.Futexes.Wake(next);
                }
                else if ((word & Waiters) != 0)
                {
                    thread.Calls.Futex.Wake(address, 1);
                }

                return;
            }
        }
    }
}
