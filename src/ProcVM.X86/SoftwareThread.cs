using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.X86.Decoding;
using ProcVM.X86.Memory;
using ProcVM.X86.Processor;
using ProcVM.X86.Units;

namespace ProcVM.X86;

/// <summary>A thread of guest code, interpreted.</summary>
internal sealed unsafe class SoftwareThread : IGuestThread
{
    /// <summary>Instructions between two looks at whether somebody wants the thread to stop.</summary>
    private const long Slice = 50_000;

    /// <summary>As <see cref="Slice"/>, when others may wait for the thread to stop.</summary>
    private const long ShortSlice = 5_000;

    private const ulong TrapFlag = 0x100;
    private const byte DebugVector = 1;

    /// <summary>FXSAVE's area, and the header that XSAVE adds.</summary>
    private const int StateSize = ExtendedState.Size + 64;

    private const int ComponentsOffset = ExtendedState.Size;
    private const ulong Components = 3;

    /// <summary>Where Linux tells how long the whole is, and its signs of it (struct _fpx_sw_bytes).</summary>
    private const int SoftwareOffset = 464;
    private const uint FirstSign = 0x46505853;
    private const uint LastSign = 0x46505845;

    private readonly SoftwareEngine _engine;
    private readonly SoftwareAddressSpace _space;
    private readonly CodeCache _code;
    private readonly MemoryUnit _memory;
    private readonly Interpreter _interpreter;
    private readonly CpuMemory _cpu = new();
    private readonly CpuState* _state;
    private volatile bool _isWanted;
    private readonly PageView _view = new();
    private ushort _heldFs;
    private ushort _heldGs;
    private bool _isEnded;
    private bool _isDisposed;

    /// <summary>A thread with all registers zero.</summary>
    public SoftwareThread(SoftwareEngine engine, SoftwareAddressSpace space)
    {
        _engine = engine;
        _space = space;
        _state = _cpu.State;
        _state->Tlb = _view.Tlb.Entries;
        _state->Registers.Rflags = Flags.Fixed;
        _state->Mxcsr = ExtendedState.InitialMxcsr;
        _state->Float.Reset();
        _memory = new MemoryUnit(_state, space.Pages, _view);
        _code = new CodeCache(_memory, space.Pages);
        _view.Watcher = _code;
        _interpreter = new Interpreter(_state, _memory, _code);
        space.Add(this);
    }

    /// <inheritdoc/>
    public IAddressSpace Space => _space;

    /// <summary>What it remembers of the space's pages.</summary>
    public PageView View => _view;

    /// <inheritdoc/>
    public ref X86Registers Registers => ref _state->Registers;

    /// <inheritdoc/>
    public Exit Resume()
    {
        if (_isEnded || _space.IsDead)
        {
            return End();
        }

        _code.SetMode(_state->Registers.Is32Bit);
        Segments.Refresh(_state, _heldFs, _heldGs);

        Flags.SetAll(_state, _state->Registers.Rflags);
        Exit exit = RunSlices();
        GC.KeepAlive(_cpu);
        _state->Registers.Rflags = Flags.GetAll(_state);
        _heldFs = _state->Registers.Fs;
        _heldGs = _state->Registers.Gs;
        return exit;
    }

    /// <inheritdoc/>
    public void Interrupt() => _isWanted = true;

    /// <inheritdoc/>
    public int ReadExtendedState(Span<byte> area)
    {
        const int Length = StateSize + sizeof(uint);
        if (area.Length < Length)
        {
            return Length;
        }

        area[..Length].Clear();
        fixed (byte* to = area)
        {
            ExtendedState.Save(_state, to);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(area[SoftwareOffset..], FirstSign);
        BinaryPrimitives.WriteUInt32LittleEndian(area[(SoftwareOffset + 4)..], Length);
        BinaryPrimitives.WriteUInt64LittleEndian(area[(SoftwareOffset + 8)..], Components);
        BinaryPrimitives.WriteUInt32LittleEndian(area[(SoftwareOffset + 16)..], StateSize);
        BinaryPrimitives.WriteUInt64LittleEndian(area[ComponentsOffset..], Components);
        BinaryPrimitives.WriteUInt32LittleEndian(area[StateSize..], LastSign);
        return Length;
    }

    /// <inheritdoc/>
    public bool WriteExtendedState(ReadOnlySpan<byte> area)
    {
        if (area.Length != StateSize + sizeof(uint))
        {
            return false;
        }

        fixed (byte* from = area)
        {
            return ExtendedState.TryRestore(_state, from);
        }
    }

    /// <inheritdoc/>
    public Errno Clone(out IGuestThread? thread) => Copy(_space, out thread);

    /// <inheritdoc/>
    public Errno SetSegment(int entry, in SegmentDescriptor segment, ulong description)
    {
        if (entry is < SegmentDescriptor.FirstEntry or >= SegmentDescriptor.FirstEntry + SegmentDescriptor.Entries)
        {
            return Errno.EINVAL;
        }

        Segments.Set(_state, entry, segment);
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno Fork(out IGuestThread? child)
    {
        child = null;
        return _isEnded || _space.IsDead ? Errno.ENOMEM : Copy(_space.Fork(), out child);
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
        _engine.Remove(this);
        _space.Remove(this);
        _code.Dispose();
    }

    private Errno Copy(SoftwareAddressSpace space, out IGuestThread? made)
    {
        made = null;
        if (_isEnded || _space.IsDead)
        {
            return Errno.ENOMEM;
        }

        SoftwareThread copy = new(_engine, space);
        CpuState* state = copy._state;
        TlbEntry* entries = state->Tlb;
        *state = *_state;
        state->Tlb = entries;
        copy._heldFs = _heldFs;
        copy._heldGs = _heldGs;
        if (!_engine.TryAdd(copy))
        {
            copy.Dispose();
            return Errno.ENOMEM;
        }

        made = copy;
        return Errno.None;
    }

    private Exit RunSlices()
    {
        StopGate gate = _space.Pages.Gate;
        gate.Enter();
        Exit exit = RunInside(gate);
        gate.Leave();
        return exit;
    }

    private Exit RunInside(StopGate gate)
    {
        while (!_isWanted)
        {
            if (gate.IsWanted)
            {
                gate.Leave();
                gate.Enter();
            }

            long taken = _engine.Fuel.Take(_space.Pages.IsThreaded ? ShortSlice : Slice);
            if (taken == 0)
            {
                return End();
            }

            bool isTraced = (_state->Flags & TrapFlag) != 0;
            Outcome outcome = isTraced ? Run(taken, 1) : taken > BlockDecoder.MostInstructions
                ? Run(taken - BlockDecoder.MostInstructions, BlockDecoder.MostInstructions, taken)
                : Run(taken, (int)taken);
            if (outcome == Outcome.Fault && _memory.Fault.Kind == ExitKind.Interrupted)
            {
                outcome = StepAlone(gate);
            }

            Exit? exit = outcome switch
            {
                Outcome.SystemCall => new Exit(ExitKind.SystemCall) { Gate = SystemCallGate.Syscall64 },
                Outcome.SystemCall32 => new Exit(ExitKind.SystemCall) { Gate = SystemCallGate.Interrupt32 },
                Outcome.Fault or Outcome.Trap => _memory.Fault,
                _ => isTraced ? new Exit(ExitKind.Fault) { Vector = DebugVector } : null,
            };
            if (exit is { } found)
            {
                return found.Kind == ExitKind.Ended ? End() : found;
            }
        }

        _isWanted = false;
        return _space.IsDead ? End() : new Exit(ExitKind.Interrupted);
    }

    /// <summary>Executes one instruction while no other thread of the space runs.</summary>
    private Outcome StepAlone(StopGate gate)
    {
        gate.Leave();
        _space.Pages.Stop();
        try
        {
            long taken = _engine.Fuel.Take(1);
            if (taken == 0)
            {
                _memory.Fault = new Exit(ExitKind.Ended);
                return Outcome.Fault;
            }

            return Run(taken, 1);
        }
        finally
        {
            _space.Pages.Go();
            gate.Enter();
        }
    }

    // One block of at most so many instructions when there are fewer than a usual one may have.
    private Outcome Run(long taken, int limit) => Run(1, limit, taken);

    private Outcome Run(long budget, int limit, long taken)
    {
        _state->Budget = budget;
        Outcome outcome = _interpreter.Run(limit);
        _engine.Fuel.Return(taken, budget - _state->Budget);
        return outcome;
    }

    private Exit End()
    {
        _isEnded = true;
        return new Exit(ExitKind.Ended);
    }
}
