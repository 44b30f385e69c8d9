using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Kernel.Processes;
using ProcVM.Maps.Model;
using ProcVM.Personality.Linux.Loading;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux;

/// <summary>A thread of a Linux process: runs the guest's code, serves its calls, and gives it its signals, all on one .NET thread of its own.</summary>
internal sealed class LinuxThread
{
    private const int StackBytes = 512 << 10;
    private const int SystemCallLength = 2;
    private readonly LinuxProcess _process;
    private volatile bool _isInGuest;
    private bool _isOver;
    private int _status;
    private ulong? _interruptedCall;

    public LinuxThread(LinuxProcess process, IGuestThread guest)
    {
        _process = process;
        Guest = guest;
        Calls = new LinuxCalls(this);
    }

    public LinuxProcess Process => _process;

    public IGuestThread Guest { get; private set; }

    public LinuxCalls Calls { get; }

    public Waiter Waiter { get; } = new();

    public AlternateStack AlternateStack { get; private set; } = new();

    /// <summary>The mask that a handler's return restores instead of the present one: that of before a sigsuspend.</summary>
    public ulong? MaskToRestore { get; set; }

    /// <summary>The moment until which an interrupted sleep lasts, in nanoseconds of the monotonic clock.</summary>
    public long? SleepEnd { get; set; }

    public ulong ClearAddress { get; set; }

    /// <summary>A child's thread: as its parent's, with no signals yet.</summary>
    public LinuxThread Copy(LinuxProcess child, IGuestThread guest) => new(child, guest) { AlternateStack = AlternateStack.Copy() };

    /// <summary>Starts the .NET thread that serves it.</summary>
    public void StartServing() => new Thread(Serve, StackBytes) { IsBackground = true, Name = "guest" }.UnsafeStart();

    /// <summary>Wants the thread to look at its signals, from any thread.</summary>
    public void Demand()
    {
        Waiter.Demand();
        if (_isInGuest)
        {
            Guest.Interrupt();
        }
    }

    /// <summary>The process is over when the call under way is.</summary>
    public void Leave(int status)
    {
        _isOver = true;
        _status = status;
    }

    /// <summary>Runs another program: the old memory goes.</summary>
    public void Become(LoadedProgram program)
    {
        IGuestThread old = Guest;
        Guest = program.Thread;
        AlternateStack = new AlternateStack();
        ClearAddress = 0;
        _process.Become(program);
        old.Dispose();
    }

    private void Serve()
    {
        try
        {
            while (!_isOver)
            {
                if (Waiter.IsWanted)
                {
                    DeliverSignals();
                    continue;
                }

                RunGuest();
            }

            _process.End(_status);
        }
        catch (Exception bug)
        {
            // Our own, to be reported by whoever runs the instance; on this thread it would end the tool.
            _process.Instance.Failed(bug);
        }
    }

    private void RunGuest()
    {
        _isInGuest = true;
        Interlocked.MemoryBarrier();
        Exit exit = Waiter.IsWanted ? new Exit(ExitKind.Interrupted) : Guest.Resume();
        _isInGuest = false;
        switch (exit.Kind)
        {
            case ExitKind.SystemCall when exit.Gate == SystemCallGate.Syscall64:
                ServeCall();
                break;
            case ExitKind.SystemCall:
                // A 64-bit program's INT 80h: the other interface isn't there, as on kernels without CONFIG_IA32_EMULATION.
                _process.Signals.Force(SignalInfo.OfFault(SignalNumber.Segmentation, 0x80, 0));
                break;
            case ExitKind.Fault:
                _process.Signals.Force(FaultSignals.Of(exit, Guest.Registers.Rip));
                break;
            case ExitKind.Ended:
                Leave(SignalNumber.Kill);
                break;
        }
    }

    private void ServeCall()
    {
        ref X86Registers registers = ref Guest.Registers;
        ulong number = registers.Rax;
        IGuestThread before = Guest;
        Interlocked.Increment(ref _process.Instance.CallCount);
        long result = Calls.Perform(number, registers.Rdi, registers.Rsi, registers.Rdx, registers.R10, registers.R8, registers.R9);
        if (_isOver || Guest != before || Calls.HasSetRegisters)
        {
            Calls.HasSetRegisters = false;
            return;
        }

        Guest.Registers.Rax = (ulong)result;
        bool isInterrupted = result == -(long)Errno.EINTR && Waiter.IsWanted;
        _interruptedCall = isInterrupted ? number : null;
        if (!isInterrupted)
        {
            SleepEnd = null;
        }
    }

    /// <summary>Does what waiting signals ask for, and sets up what follows for a call that they interrupted.</summary>
    private void DeliverSignals()
    {
        Waiter.Attend();
        while (!_isOver && _process.Signals.TryTake(out SignalInfo info, out LinuxSigaction action))
        {
            _process.Instance.Tracer?.Signaled(_process, info);
            if (SignalState.IsDefault(action))
            {
                PerformDefault(info);
            }
            else if (action.Handler != 1)
            {
                EnterHandler(info, action);
            }
        }

        if (_interruptedCall is { } call && !_isOver && Amd64Table.RestartOf(call) != MapRestart.Never)
        {
            // No handler ran: the call goes on as if nothing had been.
            Repeat(call);
        }

        _interruptedCall = null;
        if (MaskToRestore is { } mask)
        {
            MaskToRestore = null;
            _process.Signals.SetMask(mask);
        }
    }

    private void EnterHandler(SignalInfo info, LinuxSigaction action)
    {
        if (_interruptedCall is { } call)
        {
            MapRestart restart = Amd64Table.RestartOf(call);
            bool isRestarted = restart == MapRestart.Always || (restart == MapRestart.Handler && (action.Flags & LinuxSaFlags.SA_RESTART) != 0);
            if (isRestarted)
            {
                Repeat(call);
            }

            _interruptedCall = null;
            SleepEnd = null;
        }

        ulong mask = MaskToRestore ?? _process.Signals.Mask;
        MaskToRestore = null;
        if (!Amd64SignalFrame.TryEnter(this, info, action, mask))
        {
            // There is no stack for a handler, nor then for one of this.
            _process.Signals.SetAction(SignalNumber.Segmentation, default);
            Leave(SignalNumber.Segmentation);
            return;
        }

        ulong own = (action.Flags & LinuxSaFlags.SA_NODEFER) != 0 ? 0 : SignalNumber.Bit(info.Number);
        _process.Signals.SetMask(_process.Signals.Mask | action.Mask | own);
    }

    private void PerformDefault(SignalInfo info)
    {
        if (SignalNumber.StopsByDefault(info.Number))
        {
            WaitStopped(info.Number);
        }
        else if (!SignalNumber.IsIgnoredByDefault(info.Number))
        {
            // RLIMIT_CORE is 0: nothing is dumped.
            Leave(info.Number);
        }
    }

    private void WaitStopped(int signal)
    {
        ProcessTable table = _process.Instance.Table;
        lock (table.Gate)
        {
            table.Change(_process, ProcessState.StoppedNews, (signal << 8) | 0x7F);
            while (_process.State is ProcessState.Stopped or ProcessState.StoppedNews)
            {
                Monitor.Wait(table.Gate);
            }
        }
    }

    private void Repeat(ulong call)
    {
        Guest.Registers.Rip -= SystemCallLength;
        Guest.Registers.Rax = call;
        _interruptedCall = null;
    }
}
