using System.Diagnostics;
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
    private ulong? _interruptedCall;
    private long _runningSince;
    private long _stoppedAt;

    public LinuxThread(LinuxProcess process, IGuestThread guest, int id)
    {
        _process = process;
        Guest = guest;
        Id = id;
        Waiter = new Waiter { Process = process };
        Signals = new ThreadSignals(this);
        Calls = new LinuxCalls(this);
    }

    /// <summary>Its number; a process's first thread has the process's.</summary>
    public int Id { get; private set; }

    public LinuxProcess Process => _process;

    /// <summary>True while the guest's code runs.</summary>
    public bool IsRunning => _isInGuest;

    public IGuestThread Guest { get; private set; }

    public LinuxCalls Calls { get; }

    public Waiter Waiter { get; }

    public ThreadSignals Signals { get; }

    public AlternateStack AlternateStack { get; private set; } = new();

    /// <summary>The segments of its own that 32-bit code has.</summary>
    public ThreadAreas Areas { get; private set; } = new();

    /// <summary>The mask that a handler's return restores instead of the present one: that of before a sigsuspend.</summary>
    public ulong? MaskToRestore { get; set; }

    /// <summary>The moment until which an interrupted sleep lasts, in nanoseconds of the monotonic clock.</summary>
    public long? SleepEnd { get; set; }

    /// <summary>The processors that it was told to run on, a bit for each; null for all.</summary>
    public ulong[]? Affinity { get; set; }

    /// <summary>What ps calls it: at most 15 bytes; the process has the name of its first thread.</summary>
    public byte[] Name
    {
        get => this == _process.Thread ? _process.Name : field;
        set
        {
            if (this == _process.Thread)
            {
                _process.Name = value;
            }

            field = value;
        }
    } = [];

    /// <summary>How the call under way starts again when a signal interrupts it, where that depends on its arguments.</summary>
    public MapRestart? RestartAs { get; set; }

    /// <summary>The word that is cleared when the thread ends; 0 for none (set_tid_address(2)).</summary>
    public ulong ClearAddress { get; set; }

    /// <summary>The list of the locks that are given up when the thread ends; 0 for none.</summary>
    public ulong RobustHead { get; set; }

    /// <summary>The exit status, as wait(2) tells it, of a thread that ended by itself.</summary>
    public int Status { get; private set; }

    /// <summary>A thread of this process or a child's: as this one, with no signals yet. Only one with the same stack of its own has the same alternate stack.</summary>
    public LinuxThread Copy(LinuxProcess process, IGuestThread guest, int id, bool keepsAlternateStack)
    {
        LinuxThread copy = new(process, guest, id) { Affinity = Affinity, Name = Name };
        copy.AlternateStack = keepsAlternateStack ? AlternateStack.Copy() : copy.AlternateStack;
        copy.Areas = Areas.Copy();
        copy.Calls.Abi = Calls.Abi;
        Signals.CopyTo(copy.Signals);
        return copy;
    }

    /// <summary>Starts the .NET thread that serves it; false when the host has no more threads.</summary>
    public bool TryStartServing()
    {
        try
        {
            new Thread(Serve, StackBytes) { IsBackground = true, Name = "guest" }.UnsafeStart();
            return true;
        }
        catch (Exception failure) when (failure is OutOfMemoryException or ThreadStartException)
        {
            return false;
        }
    }

    /// <summary>Wants the thread to look at its signals, from any thread.</summary>
    public void Demand()
    {
        Waiter.Demand();
        if (_isInGuest)
        {
            Guest.Interrupt();
        }
    }

    /// <summary>The thread is over when the call under way is.</summary>
    /// <param name="status">As wait(2) tells it, should the process have no other end.</param>
    public void Leave(int status)
    {
        _isOver = true;
        Status = status;
    }

    /// <summary>The process is over, with all its threads, when the call under way is.</summary>
    public void LeaveWithAll(int status)
    {
        _process.BeginEnd(status);
        Leave(status);
    }

    /// <summary>Runs another program, once the process's other threads have ended; false when the process ends meanwhile.</summary>
    public bool TryBecome(LoadedProgram program)
    {
        if (!_process.TryBeAlone(this))
        {
            program.Thread.Dispose();
            program.Memory.Release();
            return false;
        }

        Id = _process.Id;
        GiveUpMemory();
        IGuestThread old = Guest;
        Guest = program.Thread;
        AlternateStack = new AlternateStack();
        Areas = new ThreadAreas();
        _process.Become(program);
        old.Dispose();
        return true;
    }

    /// <summary>Whoever waits for the thread's end, or for its locks, hears of it.</summary>
    private void GiveUpMemory()
    {
        RobustList.Release(this);
        if (ClearAddress != 0 && (_process.IsThreaded || _process.Memory.IsShared) && Calls.TryWrite(ClearAddress, 0))
        {
            Calls.Futex.Wake(ClearAddress, 1);
        }

        ClearAddress = 0;
    }

    private void Serve()
    {
        try
        {
            while (!_isOver && !_process.IsEnding(this))
            {
                if (Waiter.IsWanted)
                {
                    DeliverSignals();
                    continue;
                }

                RunGuest();
            }

            _process.Descriptors.LetGo();
            GiveUpMemory();
            _process.End(this);
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
        long start = _process.Timers.IsCounting ? StartCounting() : 0;
        Exit exit = Waiter.IsWanted ? new Exit(ExitKind.Interrupted) : Guest.Resume();
        _isInGuest = false;
        if (start != 0)
        {
            StopCounting(start);
        }

        switch (exit.Kind)
        {
            case ExitKind.SystemCall:
                // The gate decides, not the code's width: 64-bit code may make 32-bit calls.
                Calls.Abi = exit.Gate == SystemCallGate.Syscall64 ? LinuxAbi.Amd64 : LinuxAbi.I386;
                ServeCall();
                break;
            case ExitKind.Fault:
                _process.Signals.Force(this, FaultSignals.Of(exit, Guest.Registers.Rip));
                break;
            case ExitKind.Ended:
                LeaveWithAll(SignalNumber.Kill);
                break;
        }
    }

    /// <summary>How long the thread's code has been running since its last stop, in ticks of the stopwatch, while a timer counts that.</summary>
    public long RunningTicks => Volatile.Read(ref _runningSince) is var since and not 0 ? Math.Max(0, Stopwatch.GetTimestamp() - since) : 0;

    private long StartCounting()
    {
        long now = Stopwatch.GetTimestamp();
        _process.Timers.Count(0, _stoppedAt == 0 ? 0 : now - _stoppedAt);
        Volatile.Write(ref _runningSince, now);
        return now;
    }

    private void StopCounting(long start)
    {
        Volatile.Write(ref _runningSince, 0);
        _stoppedAt = Stopwatch.GetTimestamp();
        _process.Timers.Count(_stoppedAt - start, 0);
    }

    private void ServeCall()
    {
        ref X86Registers registers = ref Guest.Registers;
        bool isNarrow = Calls.Abi.Is32Bit;
        ulong number = isNarrow ? (uint)registers.Rax : registers.Rax;
        IGuestThread before = Guest;
        RestartAs = null;
        Interlocked.Increment(ref _process.Instance.CallCount);
        long result = isNarrow
            ? Calls.Perform(number, (uint)registers.Rbx, (uint)registers.Rcx, (uint)registers.Rdx, (uint)registers.Rsi, (uint)registers.Rdi, (uint)registers.Rbp)
            : Calls.Perform(number, registers.Rdi, registers.Rsi, registers.Rdx, registers.R10, registers.R8, registers.R9);
        _process.Descriptors.LetGo();
        if (_isOver || Guest != before || Calls.HasSetRegisters)
        {
            Calls.HasSetRegisters = false;
            return;
        }

        Guest.Registers.Rax = Guest.Registers.Is32Bit ? (uint)result : (ulong)result;
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
        bool isTold = WaitWhileStopped();
        while (!_isOver && !_process.IsEnding(this) && Signals.TryTake(out SignalInfo info, out LinuxSigaction action))
        {
            isTold = true;
            _process.Instance.Tracer?.Signaled(this, info);
            if (SignalState.IsDefault(action))
            {
                PerformDefault(info);
            }
            else if (action.Handler != 1)
            {
                EnterHandler(info, action);
            }
        }

        if (_interruptedCall is { } call && !_isOver && (!isTold || RestartOf(call) != MapRestart.Never))
        {
            // No handler ran: the call goes on as if nothing had been.
            Repeat(call);
        }

        _interruptedCall = null;
        if (MaskToRestore is { } mask)
        {
            MaskToRestore = null;
            Signals.SetMask(mask);
        }
    }

    private void EnterHandler(SignalInfo info, LinuxSigaction action)
    {
        if (_interruptedCall is { } call)
        {
            MapRestart restart = RestartOf(call);
            bool isRestarted = restart == MapRestart.Always || (restart == MapRestart.Handler && (action.Flags & LinuxSaFlags.SA_RESTART) != 0);
            if (isRestarted)
            {
                Repeat(call);
            }

            _interruptedCall = null;
            SleepEnd = null;
        }

        ulong mask = MaskToRestore ?? Signals.Mask;
        MaskToRestore = null;
        bool isNarrow = (action.Flags & SignalState.Of32BitProgram) != 0;
        if (!(isNarrow ? I386SignalFrame.TryEnter(this, info, action, mask) : Amd64SignalFrame.TryEnter(this, info, action, mask)))
        {
            // There is no stack for a handler, nor then for one of this.
            _process.Signals.SetAction(SignalNumber.Segmentation, default);
            LeaveWithAll(SignalNumber.Segmentation);
            return;
        }

        AlternateStack.Disarm();
        ulong own = (action.Flags & LinuxSaFlags.SA_NODEFER) != 0 ? 0 : SignalNumber.Bit(info.Number);
        Signals.SetMask(Signals.Mask | action.Mask | own);
    }

    private void PerformDefault(SignalInfo info)
    {
        if (SignalNumber.StopsByDefault(info.Number))
        {
            _process.Stop(info.Number);
            WaitWhileStopped();
        }
        else if (!SignalNumber.IsIgnoredByDefault(info.Number))
        {
            // RLIMIT_CORE is 0: nothing is dumped.
            LeaveWithAll(info.Number);
        }
    }

    // All threads of a stopped process are. True when it was.
    private bool WaitWhileStopped()
    {
        object gate = _process.Instance.Table.Gate;
        lock (gate)
        {
            bool isStopped = false;
            while (_process.State is ProcessState.Stopped or ProcessState.StoppedNews && !_process.IsEnding(this))
            {
                isStopped = true;
                Monitor.Wait(gate);
            }

            return isStopped;
        }
    }

    private MapRestart RestartOf(ulong call) => RestartAs ?? Calls.Abi.RestartOf(call);

    private void Repeat(ulong call)
    {
        Guest.Registers.Rip -= SystemCallLength;
        Guest.Registers.Rax = call;
        _interruptedCall = null;
    }
}
