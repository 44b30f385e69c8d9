using ProcVM.Kernel.Processes;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>What a process does with signals, and those that wait for it. Everything is done under the process table's lock.</summary>
internal sealed class SignalState(LinuxProcess process)
{
    private const ulong Default = 0;
    private const ulong Ignore = 1;

    private readonly LinuxSigaction[] _actions = new LinuxSigaction[SignalNumber.Last + 1];
    private readonly List<SignalInfo> _pending = [];

    /// <summary>The signals that are held back.</summary>
    public ulong Mask { get; private set; }

    /// <summary>The signals that wait.</summary>
    public ulong Pending
    {
        get
        {
            ulong set = 0;
            foreach (SignalInfo info in _pending)
            {
                set |= SignalNumber.Bit(info.Number);
            }

            return set;
        }
    }

    /// <summary>True when a child's stops are no news (SA_NOCLDSTOP).</summary>
    public bool IgnoresStopsOfChildren => (_actions[SignalNumber.Child].Flags & LinuxSaFlags.SA_NOCLDSTOP) != 0;

    /// <summary>True when children leave nothing to wait for.</summary>
    public bool ForgetsChildren =>
        _actions[SignalNumber.Child].Handler == Ignore || (_actions[SignalNumber.Child].Flags & LinuxSaFlags.SA_NOCLDWAIT) != 0;

    private object Gate => process.Instance.Table.Gate;

    /// <summary>What a child starts with: the same actions and mask, nothing that waits.</summary>
    public SignalState Copy(LinuxProcess child)
    {
        lock (Gate)
        {
            SignalState copy = new(child) { Mask = Mask };
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
                _pending.RemoveAll(info => info.Number == number);
            }
        }
    }

    /// <summary>Holds back other signals from now on.</summary>
    public void SetMask(ulong mask)
    {
        lock (Gate)
        {
            Mask = mask & ~SignalNumber.Unstoppable;
            if ((Pending & ~Mask) != 0)
            {
                process.Thread.Demand();
            }
        }
    }

    /// <summary>Sends the process a signal.</summary>
    public void Post(SignalInfo info)
    {
        lock (Gate)
        {
            if (process.State is ProcessState.Zombie or ProcessState.Gone || process.Thread is null)
            {
                return;
            }

            if (info.Number is SignalNumber.Continue or SignalNumber.Kill)
            {
                _pending.RemoveAll(static waiting => (SignalNumber.Stops & SignalNumber.Bit(waiting.Number)) != 0);
                if (process.State is ProcessState.Stopped or ProcessState.StoppedNews)
                {
                    process.Instance.Table.Change(process, info.Number == SignalNumber.Kill ? ProcessState.Running : ProcessState.ContinuedNews, 0xFFFF);
                }
            }
            else if (SignalNumber.StopsByDefault(info.Number))
            {
                _pending.RemoveAll(static waiting => waiting.Number == SignalNumber.Continue);
            }

            ulong bit = SignalNumber.Bit(info.Number);
            bool isHeldBack = (Mask & bit) != 0;
            const int FirstQueued = 32;
            const int MostQueued = 1024;
            if ((!isHeldBack && IsIgnored(info.Number)) || (info.Number < FirstQueued && (Pending & bit) != 0) || _pending.Count >= MostQueued)
            {
                return;
            }

            _pending.Add(info);
            if (!isHeldBack)
            {
                process.Thread.Demand();
            }
        }
    }

    /// <summary>Makes a fault the next signal: one that is held back or ignored ends the process.</summary>
    public void Force(SignalInfo info)
    {
        lock (Gate)
        {
            ulong bit = SignalNumber.Bit(info.Number);
            if ((Mask & bit) != 0 || _actions[info.Number].Handler == Ignore)
            {
                Mask &= ~bit;
                _actions[info.Number] = default;
            }

            _pending.RemoveAll(waiting => waiting.Number == info.Number);
            _pending.Insert(0, info);
            process.Thread.Demand();
        }
    }

    /// <summary>Takes the next signal that isn't held back; faults first, then in the order of their numbers.</summary>
    public bool TryTake(out SignalInfo info, out LinuxSigaction action)
    {
        lock (Gate)
        {
            int best = -1;
            for (int i = 0; i < _pending.Count; i++)
            {
                bool isFree = (Mask & SignalNumber.Bit(_pending[i].Number)) == 0;
                if (isFree && (best < 0 || Rank(_pending[i]) < Rank(_pending[best])))
                {
                    best = i;
                }
            }

            info = best < 0 ? default : _pending[best];
            action = best < 0 ? default : _actions[info.Number];
            if (best >= 0)
            {
                _pending.RemoveAt(best);
                if (action.Handler is not (Default or Ignore) && (action.Flags & LinuxSaFlags.SA_RESETHAND) != 0)
                {
                    _actions[info.Number] = default;
                }
            }

            return best >= 0;
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

    private static int Rank(SignalInfo info) => info.IsFault ? 0 : info.Number == SignalNumber.Kill ? 1 : 1 + info.Number;
}
