namespace ProcVM.Personality.Linux.Signals;

/// <summary>The signals of one thread: those it holds back, and those that wait for it alone. Everything is done under the process table's lock.</summary>
internal sealed class ThreadSignals(LinuxThread thread)
{
    /// <summary>The signals that are held back.</summary>
    public ulong Mask { get; private set; }

    /// <summary>Signals that a wait of the thread's takes although they are held back (sigwait(3)).</summary>
    public ulong WaitedFor { get; private set; }

    /// <summary>The signals that wait for this thread.</summary>
    public SignalQueue Queue { get; } = new();

    /// <summary>The signals that wait for this thread or its process.</summary>
    public ulong Pending => Queue.Set | thread.Process.Signals.Queue.Set;

    private object Gate => thread.Process.Instance.Table.Gate;

    /// <summary>What a child's or another thread's are at first: the same mask, nothing that waits.</summary>
    public void CopyTo(ThreadSignals other) => other.Mask = Mask;

    public bool IsHeldBack(ulong bit) => (Mask & bit) != 0;

    /// <summary>True when the thread takes one of these signals at once.</summary>
    public bool Wants(ulong set) => (set & ~Mask) != 0 || (set & WaitedFor) != 0;

    public void LetThrough(ulong bit) => Mask &= ~bit;

    /// <summary>Holds back other signals from now on.</summary>
    public void SetMask(ulong mask)
    {
        lock (Gate)
        {
            ulong heldBack = mask & ~Mask;
            Mask = mask & ~SignalNumber.Unstoppable;
            if ((Pending & ~Mask) != 0)
            {
                thread.Demand();
            }

            thread.Process.Offer(thread.Process.Signals.Queue.Set & heldBack, thread);
        }
    }

    /// <summary>Takes the next signal that isn't held back: the thread's own first.</summary>
    public bool TryTake(out SignalInfo info, out LinuxSigaction action)
    {
        lock (Gate)
        {
            bool isTaken = TryTakeOf(~Mask, out info);
            action = isTaken ? thread.Process.Signals.Use(info.Number) : default;
            return isTaken;
        }
    }

    /// <summary>Takes the next signal of a set, held back or not.</summary>
    public bool TryTakeOf(ulong set, out SignalInfo info)
    {
        lock (Gate)
        {
            bool isTaken = Queue.TryTake(set, out info) || thread.Process.Signals.Queue.TryTake(set, out info);
            info = info.Timer?.Take(info) ?? info;
            return isTaken;
        }
    }

    /// <summary>Says which signals a wait is for; none when it is over.</summary>
    public void WaitFor(ulong set)
    {
        lock (Gate)
        {
            WaitedFor = set;
        }
    }
}
