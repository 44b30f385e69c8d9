using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;
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
        if (action is { } given)
        {
            State.SetAction(number, given);
        }

        return 0;
    }

    public long Mask(LinuxSigmaskHow how, ulong? set, out ulong old, ulong size)
    {
        old = State.Mask;
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
                State.SetMask(old | given);
                return 0;
            case LinuxSigmaskHow.SIG_UNBLOCK:
                State.SetMask(old & ~given);
                return 0;
            case LinuxSigmaskHow.SIG_SETMASK:
                State.SetMask(given);
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
            State.SetMask(mask);
        }
        else
        {
            State.Force(SignalInfo.OfKernel(SignalNumber.Segmentation) with { IsFault = true });
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

        ulong before = State.Mask;
        State.SetMask(mask);
        long result = WaitForSignal();
        thread.MaskToRestore = before;
        return result;
    }

    public long Pending(out ulong set, ulong size)
    {
        lock (thread.Process.Instance.Table.Gate)
        {
            set = State.Pending & State.Mask;
        }

        return size <= SetSize ? 0 : LinuxCalls.Error(Errno.EINVAL);
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
            > 0 => self.Instance.Table.Find(pid) is { } one ? [one] : [],
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

    public long KillThread(int tid, LinuxSignal signal) => KillThreadOf(tid, tid, signal);

    public long KillThreadOf(int pid, int tid, LinuxSignal signal)
    {
        int number = (int)signal;
        if (pid <= 0 || tid <= 0 || (number != 0 && !SignalNumber.IsValid(number)))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (pid != tid || thread.Process.Instance.Table.Find(pid) is not LinuxProcess target)
        {
            return LinuxCalls.Error(Errno.ESRCH);
        }

        if (number != 0)
        {
            target.Signals.Post(SignalInfo.OfProcess(number, thread.Process, FromThread));
        }

        return 0;
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

        if ((given.Flags & ~(AlternateStack.Disabled | AlternateStack.OnStack)) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        bool isDisabled = (given.Flags & AlternateStack.Disabled) != 0;
        if (!isDisabled && given.Size < AlternateStack.LeastSize)
        {
            return LinuxCalls.Error(Errno.ENOMEM);
        }

        thread.AlternateStack.Set(isDisabled ? 0 : given.Sp, isDisabled ? 0 : given.Size);
        return 0;
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
