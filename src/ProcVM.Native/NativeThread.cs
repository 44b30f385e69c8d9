using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Native.Host;
using ProcVM.Native.Stub;

namespace ProcVM.Native;

/// <summary>One thread of a stub process.</summary>
internal sealed unsafe class NativeThread : IGuestThread
{
    private const int SignalSystem = 31;
    private const int SignalBus = 7;
    private const int SystemExit = 60;
    private const int InfoArch = 28;
    private const uint ArchX8664 = 0xC000_003E;

    private readonly StubProcess _process;
    private readonly NativeEngine _engine;
    private readonly int _index;
    private readonly Turn _turn;
    private readonly byte* _slot;
    private readonly ulong _slotAddress;
    private SignalFrame _frame;
    private NativeSegments _segments;
    private X86Registers _registers;
    private int _hostThread;
    private bool _isEnded;
    private bool _isDisposed;

    private NativeThread(NativeEngine engine, StubProcess process, int index)
    {
        _engine = engine;
        _process = process;
        _index = index;
        _slot = process.Slot(index);
        _slotAddress = StubLayout.Slots + ((ulong)index * StubLayout.SlotSize);
        _turn = process.AddTurn(index);
        Calls = new HostCalls(_slot, _slotAddress, _turn);
    }

    /// <inheritdoc/>
    public IAddressSpace Space => _process;

    /// <inheritdoc/>
    public ref X86Registers Registers => ref _registers;

    /// <summary>What the process does for the monitor.</summary>
    public HostCalls Calls { get; }

    /// <summary>The process it is the thread of.</summary>
    public StubProcess Process => _process;

    /// <summary>The first thread of a process that is being made; <see cref="TryBegin"/> follows when the host has made it.</summary>
    public static NativeThread Prepare(NativeEngine engine, StubProcess process)
    {
        NativeThread thread = new(engine, process, 0);
        thread._frame = SignalFrame.Create(thread._slot, thread._slotAddress);
        thread._registers.Rflags = 0x202;
        return thread;
    }

    /// <summary>The host has made the process: waits until it obeys. False when it died at once.</summary>
    public bool TryBegin(int pid)
    {
        _hostThread = pid;
        return _process.Adopt(pid, _engine.Reaper) && _turn.Await();
    }

    /// <inheritdoc/>
    public Exit Resume()
    {
        if (_isEnded)
        {
            return new Exit(ExitKind.Ended);
        }

        _segments.Check(ref _registers);
        _frame.Write(_registers);
        if (!_turn.Perform(StubLayout.CommandResume))
        {
            return End();
        }

        ulong frame = Volatile.Read(ref *(ulong*)(_slot + StubLayout.Frame));
        ulong info = Volatile.Read(ref *(ulong*)(_slot + StubLayout.Info));
        int signal = Volatile.Read(ref *(int*)(_slot + StubLayout.Signal));
        if (!SignalFrame.TryFind(_slot, _slotAddress, frame, out _frame))
        {
            _process.Kill();
            return End();
        }

        _frame.Read(ref _registers);
        _segments.Noted(_registers);
        return signal switch
        {
            SignalSystem => new Exit(ExitKind.SystemCall) { Gate = ReadArch(info) == ArchX8664 ? SystemCallGate.Syscall64 : SystemCallGate.Interrupt32 },
            StubLayout.InterruptSignal => new Exit(ExitKind.Interrupted),
            _ => _frame.ReadFault(signal == SignalBus),
        };
    }

    /// <inheritdoc/>
    public void Interrupt() => _process.Interrupt(_hostThread);

    /// <inheritdoc/>
    public int ReadExtendedState(Span<byte> area)
    {
        Span<byte> state = _frame.FindExtendedState();
        if (state.Length <= area.Length)
        {
            state.CopyTo(area);
        }

        return state.Length;
    }

    /// <inheritdoc/>
    public bool WriteExtendedState(ReadOnlySpan<byte> area)
    {
        Span<byte> state = _frame.FindExtendedState();
        if (state.IsEmpty || state.Length != area.Length)
        {
            return false;
        }

        area.CopyTo(state);
        return true;
    }

    /// <inheritdoc/>
    public Errno SetSegment(int entry, in SegmentDescriptor segment, ulong description)
    {
        if (entry is < SegmentDescriptor.FirstEntry or >= SegmentDescriptor.FirstEntry + SegmentDescriptor.Entries || description > uint.MaxValue)
        {
            return Errno.EINVAL;
        }

        *(ulong*)(_slot + StubLayout.Calls + 8) = description;
        if (!_turn.Perform(StubLayout.CommandSegment))
        {
            return Errno.ENOMEM;
        }

        long result = Volatile.Read(ref *(long*)(_slot + StubLayout.Calls + 56));
        if (result is < 0 and > -4096)
        {
            return (Errno)(-result);
        }

        _segments.Set(entry, segment, ref _registers);
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno Clone(out IGuestThread? thread)
    {
        thread = null;
        if (_isEnded)
        {
            return Errno.ENOMEM;
        }

        int index = _process.TakeSlot();
        if (index < 0)
        {
            return Errno.EAGAIN;
        }

        NativeThread made = new(_engine, _process, index) { _registers = _registers, _segments = _segments };
        _frame.Write(_registers);
        made._frame = _frame.CopyTo(made._slot, made._slotAddress);
        ulong* call = (ulong*)(_slot + StubLayout.Calls);
        call[1] = made._slotAddress;

        // A number from a hostile process: it is used among that process's threads alone.
        long id = _turn.Perform(StubLayout.CommandThread) ? Volatile.Read(ref ((long*)call)[7]) : -(long)Errno.ENOMEM;
        if (id is <= 0 or > int.MaxValue)
        {
            _process.GiveSlot(index, hasNeverRun: true);
            return id is < 0 and > -4096 ? (Errno)(-id) : Errno.EAGAIN;
        }

        made._hostThread = (int)id;
        if (!made._turn.Await())
        {
            made.Dispose();
            return Errno.ENOMEM;
        }

        thread = made;
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno Fork(out IGuestThread? child)
    {
        child = null;
        StubProcess? process = StubProcess.Prepare(_engine.Processors, out int error);
        if (process is null)
        {
            return (Errno)error;
        }

        NativeThread thread = new(_engine, process, 0) { _registers = _registers, _segments = _segments };
        _frame.Write(_registers);
        thread._frame = _frame.CopyTo(thread._slot, thread._slotAddress);
        Errno forked = MakeProcess(thread);
        if (forked != Errno.None)
        {
            thread.Dispose();
            return forked;
        }

        child = thread;
        return Errno.None;
    }

    /// <summary>Makes the prepared process of a thread a copy of this one's.</summary>
    public Errno MakeProcess(NativeThread child)
    {
        // Two threads that made processes at a time would take each other's descriptors, and their children would inherit them.
        lock (_process.Passing)
        {
            return MakeProcessAlone(child);
        }
    }

    private Errno MakeProcessAlone(NativeThread child)
    {
        if (_process.Socket.Send(child._process.SlotsFile, child._process.Socket.Theirs) is int error and not 0)
        {
            return (Errno)error;
        }

        Errno received = Calls.ReceiveDescriptors(out int slots, out int socket);
        if (received != Errno.None)
        {
            return received;
        }

        ulong* call = (ulong*)(_slot + StubLayout.Calls);
        call[1] = (ulong)(uint)slots;
        call[2] = (ulong)(uint)socket;
        if (!_turn.Perform(StubLayout.CommandFork))
        {
            return Errno.ENOMEM;
        }

        // A number from a hostile process: only a child of ours is taken for one.
        long pid = Volatile.Read(ref ((long*)call)[7]);
        Calls.Add(Libc.SYS_close, (uint)slots);
        Calls.Add(Libc.SYS_close, (uint)socket);
        Calls.Perform();
        if (pid is <= 0 or > int.MaxValue)
        {
            return pid is < 0 and > -4096 ? (Errno)(-pid) : Errno.EAGAIN;
        }

        return _engine.Reaper.TryClaim((int)pid) && child.TryBegin((int)pid) ? Errno.None : Errno.EAGAIN;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _isEnded = true;
        if (_index != 0 && !_process.IsDead && _turn.IsMonitors)
        {
            Calls.Leave(SystemExit);
        }

        _process.GiveSlot(_index);
    }

    private Exit End()
    {
        _isEnded = true;
        return new Exit(ExitKind.Ended);
    }

    private uint ReadArch(ulong info)
    {
        ulong offset = info - _slotAddress;
        return offset >= StubLayout.Stack && offset <= StubLayout.SlotSize - StubLayout.InfoSize ? *(uint*)(_slot + offset + InfoArch) : ArchX8664;
    }
}
