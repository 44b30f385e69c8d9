using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.X86.Decoding;
using ProcVM.X86.Processor;
using ProcVM.X86.Units;

namespace ProcVM.X86;

/// <summary>A thread of guest code, interpreted.</summary>
internal sealed unsafe class SoftwareThread : IGuestThread
{
    /// <summary>Instructions between two looks at whether somebody wants the thread to stop.</summary>
    private const long Slice = 50_000;

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
    private bool _isEnded;

    /// <summary>A thread with all registers zero.</summary>
    public SoftwareThread(SoftwareEngine engine, SoftwareAddressSpace space)
    {
        _engine = engine;
        _space = space;
        _state = _cpu.State;
        _state->Tlb = space.Pages.Tlb.Entries;
        _state->Registers.Rflags = Flags.Fixed;
        _state->Mxcsr = ExtendedState.InitialMxcsr;
        _state->Float.Reset();
        _memory = new MemoryUnit(_state, space.Pages);
        _code = new CodeCache(_memory, space.Pages);
        space.Pages.Watcher = _code;
        space.Killed = Interrupt;
        _interpreter = new Interpreter(_state, _memory, _code);
    }

    /// <inheritdoc/>
    public IAddressSpace Space => _space;

    /// <inheritdoc/>
    public ref X86Registers Registers => ref _state->Registers;

    /// <inheritdoc/>
    public Exit Resume()
    {
        if (_isEnded || _space.IsDead || _state->Registers.Is32Bit)
        {
            return _state->Registers.Is32Bit && !_isEnded ? new Exit(ExitKind.Fault) { Vector = 6 } : End();
        }

        Flags.SetAll(_state, _state->Registers.Rflags);
        Exit exit = RunSlices();
        GC.KeepAlive(_cpu);
        _state->Registers.Rflags = Flags.GetAll(_state);
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
    public Errno Fork(out IGuestThread? child)
    {
        child = null;
        if (_isEnded || _space.IsDead)
        {
            return Errno.ENOMEM;
        }

        SoftwareThread copy = new(_engine, _space.Fork());
        CpuState* state = copy._state;
        Memory.TlbEntry* entries = state->Tlb;
        *state = *_state;
        state->Tlb = entries;
        if (!_engine.TryAdd(copy))
        {
            copy.Dispose();
            return Errno.ENOMEM;
        }

        child = copy;
        return Errno.None;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_isEnded && _space.IsDead)
        {
            return;
        }

        _isEnded = true;
        _space.Kill();
        _engine.Remove(this);
        _space.Pages.Clear();
        _code.Dispose();
    }

    private Exit RunSlices()
    {
        while (!_isWanted)
        {
            long taken = _engine.Fuel.Take(Slice);
            if (taken == 0)
            {
                return End();
            }

            bool isTraced = (_state->Flags & TrapFlag) != 0;
            Outcome outcome = isTraced ? Run(taken, 1) : taken > BlockDecoder.MostInstructions
                ? Run(taken - BlockDecoder.MostInstructions, BlockDecoder.MostInstructions, taken)
                : Run(taken, (int)taken);
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
