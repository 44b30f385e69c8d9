using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>What a process does with signals, and those that wait for any of its threads. Everything is done under the process table's lock.</summary>
internal sealed class SignalState(LinuxProcess process)
{
    /// <summary>How many signals may wait for a process's threads together: RLIMIT_SIGPENDING.</summary>
    public const int MostQueued = 1024;

    /// <summary>Marks a handler that was set by a 32-bit call, and is entered as those are (Linux's SA_IA32_ABI).</summary>
    public const LinuxSaFlags Of32BitProgram = (LinuxSaFlags)0x0200_0000;

    private const ulong Default = 0;
    private const ulong Ignore = 1;

    private readonly LinuxSigaction[] _actions = new LinuxSigaction[SignalNumber.Last + 1];

    /// <summary>Those who are told when a signal comes.</summary>
    public Kernel.Descriptors.WatchList Arrivals { get; } = new();

    /// <summary>The signals that wait for whichever thread takes them first.</summary>
    public SignalQueue Queue { get; } = new();

    /// <summary>True when a child's stops are no news (SA_NOCLDSTOP).</summary>
    public bool IgnoresStopsOfChildren => (_actions[SignalNumber.Child].Flags & LinuxSaFlags.SA_NOCLDSTOP) != 0;

    /// <summary>True when children leave nothing to wait for.</summary>
    public bool ForgetsChildren =>
        _actions[SignalNumber.Child].Handler == Ignore || (_actions[SignalNumber.Child].Flags & LinuxSaFlags.SA_NOCLDWAIT) != 0;

    private object Gate => process.Instance.Table.Gate;

    /// <summary>What a child starts with: the same actions, nothing that waits.</summary>
    public SignalState Copy(LinuxProcess child)
    {
        lock (Gate)
        {
            SignalState copy = new(child);
            _actions.CopyTo(copy._actions, 0);
            return copy;
        }
    }

    /// <summary>Another program starts: what was handled is as it was at first.</summary>
    public void ResetHandlers()
    {
        lock (Gate)
        {
            for (int i = 0; i < _actions.Length; i++)
            {
                _actions[i] = new LinuxSigaction { Handler = _actions[i].Handler == Ignore ? Ignore : Default };
            }
        }
    }

    public LinuxSigaction GetAction(int number)
    {
        lock (Gate)
        {
            return _actions[number];
        }
    }

    public void SetAction(int number, LinuxSigaction action)
    {
        lock (Gate)
        {
            action.Mask &= ~SignalNumber.Unstoppable;
            _actions[number] = action;
            if (IsIgnored(number))
            {
                RemoveEverywhere(SignalNumber.Bit(number));
            }
        }
    }

    /// <summary>The action for a signal that is delivered now; one that is for one time is gone then.</summary>
    public LinuxSigaction Use(int number)
    {
        LinuxSigaction action = _actions[number];
        if (action.Handler is not (Default or Ignore) && (action.Flags & LinuxSaFlags.SA_RESETHAND) != 0)
        {
            _actions[number] = default;
        }

        return action;
    }

    /// <summary>Sends the process a signal. EAGAIN when too many wait.</summary>
    public Errno Post(SignalInfo info) => Post(info, null);

    /// <summary>Sends a thread of the process, or whichever takes it first, a signal.</summary>
    public Errno Post(SignalInfo info, LinuxThread? target)
    {
        lock (Gate)
        {
            if (process.State is ProcessState.Zombie or ProcessState.Gone || process.Thread is null)
            {
                return Errno.None;
            }

            Prepare(info.Number);
            if (info.Number == SignalNumber.Kill)
            {
                process.BeginEnd(SignalNumber.Kill);
                return Errno.None;
            }

            ulong bit = SignalNumber.Bit(info.Number);
            if (IsIgnored(info.Number) && !(target ?? process.Thread).Signals.IsHeldBack(bit))
            {
                return Errno.None;
            }

            SignalQueue queue = target?.Signals.Queue ?? Queue;
            if (queue.Count >= MostQueued && info.Timer is null)
            {
                return Errno.EAGAIN;
            }

            queue.Add(info);
            Arrivals.Notify(Kernel.Descriptors.Readiness.Read);
            LinuxThread? taker = target ?? process.FindTaker(bit);
            if (taker is not null && taker.Signals.Wants(bit))
            {
                taker.Demand();
            }

            return Errno.None;
        }
    }

    /// <summary>Makes a fault the thread's next signal: one that is held back or ignored ends the process.</summary>
    public void Force(LinuxThread thread, SignalInfo info)
    {
        lock (Gate)
        {
            ulong bit = SignalNumber.Bit(info.Number);
            if (thread.Signals.IsHeldBack(bit) || _actions[info.Number].Handler == Ignore)
            {
                thread.Signals.LetThrough(bit);
                _actions[info.Number] = default;
            }

            thread.Signals.Queue.AddFirst(info);
            thread.Demand();
        }
    }

    public bool IsIgnored(int number) => _actions[number].Handler switch
    {
        Ignore => (SignalNumber.Unstoppable & SignalNumber.Bit(number)) == 0,
        Default => SignalNumber.IsIgnoredByDefault(number),
        _ => false,
    };

    /// <summary>True when a signal has no handler of the program's.</summary>
    public static bool IsDefault(LinuxSigaction action) => action.Handler == Default;

    // What a signal does whether or not it's held back: stops and what ends them take each other away.
    private void Prepare(int number)
    {
        if (number is SignalNumber.Continue or SignalNumber.Kill)
        {
            RemoveEverywhere(SignalNumber.Stops);
            if (process.State is ProcessState.Stopped or ProcessState.StoppedNews)
            {
                process.Instance.Table.Change(process, number == SignalNumber.Kill ? ProcessState.Running : ProcessState.ContinuedNews, 0xFFFF);
            }
        }
        else if (SignalNumber.StopsByDefault(number))
        {
            RemoveEverywhere(SignalNumber.Bit(SignalNumber.Continue));
        }
    }

    private void RemoveEverywhere(ulong set)
    {
        Queue.Remove(set);
        foreach (LinuxThread thread in process.Threads)
        {
            thread.Signals.Queue.Remove(set);
        }
    }
}
