using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on when and where threads run (sched(7)). The host decides that: guests are told of its processors, and that nothing has priority.</summary>
internal sealed class SchedulingCalls(LinuxThread thread, LinuxCalls calls)
{
    private const int BitsOfWord = 64;
    private const int MostProcessors = 1024;

    private static int Processors => Math.Min(MostProcessors, Environment.ProcessorCount);

    private static int MaskWords => (Processors + BitsOfWord - 1) / BitsOfWord;

    public long GetAffinity(int tid, ulong size, ulong place)
    {
        int bytes = MaskWords * sizeof(ulong);
        if (size < (ulong)bytes || size % sizeof(ulong) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (Find(tid) is not { } found)
        {
            return LinuxCalls.Error(Errno.ESRCH);
        }

        ulong[] mask = found.Affinity ?? All();
        return calls.TryWrite(place, System.Runtime.InteropServices.MemoryMarshal.AsBytes<ulong>(mask)) ? bytes : LinuxCalls.Error(Errno.EFAULT);
    }

    public long SetAffinity(int tid, ulong size, ulong place)
    {
        ulong[] mask = new ulong[MaskWords];
        Span<byte> bytes = System.Runtime.InteropServices.MemoryMarshal.AsBytes(mask.AsSpan());
        if (!calls.TryRead(place, bytes[..(int)Math.Min(size, (ulong)bytes.Length)]))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        ulong[] all = All();
        ulong any = 0;
        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] &= all[i];
            any |= mask[i];
        }

        if (Find(tid) is not { } found || any == 0)
        {
            return LinuxCalls.Error(any == 0 ? Errno.EINVAL : Errno.ESRCH);
        }

        found.Affinity = mask;
        return 0;
    }

    public long GetPolicy(int tid) => tid < 0 ? LinuxCalls.Error(Errno.EINVAL) : Find(tid) is null ? LinuxCalls.Error(Errno.ESRCH) : (long)LinuxSchedPolicy.SCHED_OTHER;

    public long SetPolicy(int tid, LinuxSchedPolicy policy, int priority)
    {
        const LinuxSchedPolicy ResetOnFork = (LinuxSchedPolicy)0x4000_0000;
        policy &= ~ResetOnFork;
        bool isRealTime = policy is LinuxSchedPolicy.SCHED_FIFO or LinuxSchedPolicy.SCHED_RR;
        bool isKnown = isRealTime || policy is LinuxSchedPolicy.SCHED_OTHER or LinuxSchedPolicy.SCHED_BATCH or LinuxSchedPolicy.SCHED_IDLE;
        return !isKnown || tid < 0 || (isRealTime ? priority is < 1 or > 99 : priority != 0) ? LinuxCalls.Error(Errno.EINVAL)
            : Find(tid) is null ? LinuxCalls.Error(Errno.ESRCH)
            : isRealTime ? LinuxCalls.Error(Errno.EPERM) : 0;
    }

    public long GetPriority(int tid, out int priority)
    {
        priority = 0;
        return GetPolicy(tid);
    }

    public long SetPriority(int tid, int priority) => SetPolicy(tid, LinuxSchedPolicy.SCHED_OTHER, priority);

    public long HighestPriority(LinuxSchedPolicy policy) => PriorityOf(policy, 99);

    public long LowestPriority(LinuxSchedPolicy policy) => PriorityOf(policy, 1);

    public long Processor(ulong processor, ulong node) =>
        (processor == 0 || calls.TryWrite(processor, 0)) && (node == 0 || calls.TryWrite(node, 0)) ? 0 : LinuxCalls.Error(Errno.EFAULT);

    private static long PriorityOf(LinuxSchedPolicy policy, int realTime) => policy switch
    {
        LinuxSchedPolicy.SCHED_FIFO or LinuxSchedPolicy.SCHED_RR => realTime,
        LinuxSchedPolicy.SCHED_OTHER or LinuxSchedPolicy.SCHED_BATCH or LinuxSchedPolicy.SCHED_IDLE or LinuxSchedPolicy.SCHED_DEADLINE => 0,
        _ => LinuxCalls.Error(Errno.EINVAL),
    };

    private static ulong[] All()
    {
        ulong[] mask = new ulong[MaskWords];
        for (int i = 0; i < Processors; i++)
        {
            mask[i / BitsOfWord] |= 1UL << (i % BitsOfWord);
        }

        return mask;
    }

    private LinuxThread? Find(int tid) => tid == 0 ? thread : thread.Process.Instance.FindThread(tid);
}
