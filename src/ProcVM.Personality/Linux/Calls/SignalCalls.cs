using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on signals.</summary>
internal sealed class SignalCalls(LinuxThread thread, LinuxCalls calls)
{
    private const ulong SetSize = 8;
    private const int FromThread = -6; // SI_TKILL

    private SignalState State => thread.Process.Signals;

    public long Action(LinuxSignal signal, LinuxSigaction? action, out LinuxSigaction old, ulong size)
    {
        old = default;
        int number = (int)signal;
        bool isFixed = SignalNumber.IsValid(number) && (SignalNumber.Unstoppable & SignalNumber.Bit(number)) != 0;
        if (size != SetSize || !SignalNumber.IsValid(number) || (isFixed && action is not null))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        old = State.GetAction(number);
        old.Flags &= ~SignalState.Of32BitProgram;
        if (action is { } given)
        {
            given.Flags &= ~SignalState.Of32BitProgram;
            given.Flags |= calls.Abi.Is32Bit ? SignalState.Of32BitProgram : 0;
            State.SetAction(number, given);
        }

        return 0;
    }

    public long Mask(LinuxSigmaskHow how, ulong? set, out ulong old, ulong size)
    {
        ThreadSignals own = thread.Signals;
        old = own.Mask;
        if (size != SetSize)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (set is not { } given)
        {
            return 0;
        }

        switch (how)
        {
            case LinuxSigmaskHow.SIG_BLOCK:
                own.SetMask(old | given);
                return 0;
            case LinuxSigmaskHow.SIG_UNBLOCK:
                own.SetMask(old & ~given);
                return 0;
            case LinuxSigmaskHow.SIG_SETMASK:
                own.SetMask(given);
                return 0;
            default:
                return LinuxCalls.Error(Errno.EINVAL);
        }
    }

    public long Return()
    {
        calls.HasSetRegisters = true;
        if (Amd64SignalFrame.TryLeave(thread, out ulong mask))
        {
            thread.Signals.SetMask(mask);
        }
        else
        {
            State.Force(thread, SignalInfo.OfKernel(SignalNumber.Segmentation) with { IsFault = true });
        }

        return 0;
    }

    public long Pause() => WaitForSignal();

    public long Suspend(ulong mask, ulong size)
    {
        if (size != SetSize)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        ulong before = thread.Signals.Mask;
        thread.Signals.SetMask(mask);
        long result = WaitForSignal();
        thread.MaskToRestore = before;
        return result;
    }

    public long Pending(out ulong set, ulong size)
    {
        lock (thread.Process.Instance.Table.Gate)
        {
            set = thread.Signals.Pending & thread.Signals.Mask;
        }

        return size <= SetSize ? 0 : LinuxCalls.Error(Errno.EINVAL);
    }

    /// <summary>sigtimedwait(3): takes a signal of a set, which the program holds back, when there is one.</summary>
    public long WaitFor(ulong set, ulong info, LinuxTimespec? time, ulong size)
    {
        if (size != SetSize || !WaitTime.TryGet(thread, time, out Deadline deadline))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        set &= ~SignalNumber.Unstoppable;
        Errno error = TakeOf(set, deadline, out SignalInfo taken);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        Span<byte> bytes = stackalloc byte[SignalInfo.ByteSize];
        if (calls.Abi.Is32Bit)
        {
            taken.WriteNarrow(bytes);
        }
        else
        {
            taken.Write(bytes);
        }

        return info == 0 || calls.TryWrite(info, (ReadOnlySpan<byte>)bytes) ? taken.Number : LinuxCalls.Error(Errno.EFAULT);
    }

    public long Kill(int pid, LinuxSignal signal)
    {
        int number = (int)signal;
        if (number != 0 && !SignalNumber.IsValid(number))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        LinuxProcess self = thread.Process;
        List<GuestProcess> targets = pid switch
        {
            > 0 => FindProcess(pid) is { } one ? [one] : [],
            0 => self.Instance.Table.All().FindAll(one => one.Group == self.Group),
            -1 => self.Instance.Table.All().FindAll(one => one != self),
            _ => self.Instance.Table.All().FindAll(one => one.Group == -pid),
        };
        if (number != 0)
        {
            targets.ForEach(one => ((LinuxProcess)one).Signals.Post(SignalInfo.OfProcess(number, self)));
        }

        return targets.Count > 0 ? 0 : LinuxCalls.Error(Errno.ESRCH);
    }

    public long KillThread(int tid, LinuxSignal signal) => Tell(0, tid, (int)signal, null);

    public long KillThreadOf(int pid, int tid, LinuxSignal signal) => pid <= 0 ? LinuxCalls.Error(Errno.EINVAL) : Tell(pid, tid, (int)signal, null);

    public long Queue(int pid, LinuxSignal signal, ulong info)
    {
        if (!TryReadInfo((int)signal, info, pid == thread.Process.Id, out SignalInfo given, out long error))
        {
            return error;
        }

        if (FindProcess(pid) is not { } target)
        {
            return LinuxCalls.Error(Errno.ESRCH);
        }

        return signal == 0 ? 0 : LinuxCalls.Result(target.Signals.Post(given));
    }

    public long QueueToThread(int pid, int tid, LinuxSignal signal, ulong info)
    {
        if (pid <= 0 || tid <= 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        return TryReadInfo((int)signal, info, pid == thread.Process.Id, out SignalInfo given, out long error) ? Tell(pid, tid, (int)signal, given) : error;
    }

    public long Stack(LinuxStack? stack, out LinuxStack old)
    {
        ulong pointer = thread.Guest.Registers.Rsp;
        old = thread.AlternateStack.Describe(pointer);
        if (stack is not { } given)
        {
            return 0;
        }

        if (thread.AlternateStack.Holds(pointer))
        {
            return LinuxCalls.Error(Errno.EPERM);
        }

        if ((given.Flags & ~(AlternateStack.Disabled | AlternateStack.OnStack | AlternateStack.Autodisarm)) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        bool isDisabled = (given.Flags & AlternateStack.Disabled) != 0;
        if (!isDisabled && given.Size < AlternateStack.LeastSize)
        {
            return LinuxCalls.Error(Errno.ENOMEM);
        }

        thread.AlternateStack.Set(isDisabled ? 0 : given.Sp, isDisabled ? 0 : given.Size, !isDisabled && (given.Flags & AlternateStack.Autodisarm) != 0);
        return 0;
    }

    /// <summary>A process by its number, or by that of one of its threads.</summary>
    private LinuxProcess? FindProcess(int id) =>
        thread.Process.Instance.Table.Find(id) as LinuxProcess ?? thread.Process.Instance.FindThread(id)?.Process;

    private long Tell(int pid, int tid, int number, SignalInfo? info)
    {
        if (tid <= 0 || (number != 0 && !SignalNumber.IsValid(number)))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (thread.Process.Instance.FindThread(tid) is not { } target || (pid != 0 && target.Process.Id != pid))
        {
            // One that is over, but not yet waited for, takes signals too.
            bool isOver = thread.Process.Instance.Table.Find(tid) is not null && (pid == 0 || pid == tid);
            return isOver ? 0 : LinuxCalls.Error(Errno.ESRCH);
        }

        return number == 0 ? 0
            : LinuxCalls.Result(target.Process.Signals.Post(info ?? SignalInfo.OfProcess(number, thread.Process, FromThread), target));
    }

    // Only its own process believes a program that a signal is the kernel's, or a tkill's.
    private bool TryReadInfo(int number, ulong address, bool isOwn, out SignalInfo info, out long error)
    {
        Span<byte> bytes = stackalloc byte[SignalInfo.ByteSize];
        info = default;
        error = !calls.TryRead(address, bytes) ? LinuxCalls.Error(Errno.EFAULT)
            : number != 0 && !SignalNumber.IsValid(number) ? LinuxCalls.Error(Errno.EINVAL) : 0;
        if (error == 0)
        {
            if (calls.Abi.Is32Bit)
            {
                SignalInfo.Widen(bytes);
            }

            info = SignalInfo.OfProgram(number, bytes);
            error = (info.Code >= 0 || info.Code == FromThread) && !isOwn ? LinuxCalls.Error(Errno.EPERM) : 0;
        }

        return error == 0;
    }

    private Errno TakeOf(ulong set, Deadline deadline, out SignalInfo taken)
    {
        object gate = thread.Process.Instance.Table.Gate;
        lock (gate)
        {
            thread.Signals.WaitFor(set);
            try
            {
                while (!thread.Signals.TryTakeOf(set, out taken))
                {
                    if (deadline.IsOver)
                    {
                        return Errno.EAGAIN;
                    }

                    if (thread.Waiter.IsWanted)
                    {
                        bool isForOther = (thread.Signals.Pending & ~thread.Signals.Mask) != 0 || thread.Process.IsEnding(thread)
                            || thread.Process.State is ProcessState.Stopped or ProcessState.StoppedNews;
                        if (isForOther)
                        {
                            return Errno.EINTR;
                        }

                        thread.Waiter.Attend();
                    }

                    thread.Waiter.Wait(gate, deadline.Milliseconds);
                }

                return Errno.None;
            }
            finally
            {
                thread.Signals.WaitFor(0);
            }
        }
    }

    private long WaitForSignal()
    {
        object gate = thread.Process.Instance.Table.Gate;
        lock (gate)
        {
            while (thread.Waiter.Wait(gate))
            {
                // Until a signal wants the thread.
            }
        }

        return LinuxCalls.Error(Errno.EINTR);
    }
}
