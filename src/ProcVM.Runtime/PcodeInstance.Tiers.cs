using System.Runtime.InteropServices;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Runtime;

/// <summary>Which tier a function runs in.</summary>
public sealed unsafe partial class PcodeInstance
{
    private readonly Func<CodeGenerator>? _makeGenerator;
    private readonly TierPolicy _policy;
    private readonly List<object> _owners = [];
    private readonly CompiledExits _exits = new();
    private CodeGenerator? _generator;
    private readonly bool _countsSamplesAsHeat;
    private int[] _heat = [];
    private bool[] _refused = [];
    private bool[] _hasNative = [];
    private nint[] _managed = [];
    private Dictionary<(int Function, int Block), CompiledFunction?>? _entries;

    // Slices that a function must have used before it is compiled: well under a millisecond.
    private int _hotSlices = 2;

    private int FunctionsCompiled { get; set; }

    private int EntriesCompiled { get; set; }

    /// <summary>Makes functions hot after so many slices of so many calls and backward branches, so that tests get to the way between the tiers.</summary>
    internal void SetHeat(int slice, int hotSlices)
    {
        _state->Slice = slice;
        _hotSlices = hotSlices;
    }

    private LoweringOptions OptionsFor(bool countFuel) => new(countFuel, true, _probes);

    /// <summary>Makes code for the function that is called for the first time.</summary>
    private void FirstCall()
    {
        int function = _state->Ip->Imm;
        if (_makeGenerator is not null && _policy == TierPolicy.Always && TryCompile(function))
        {
            _state->Ip = _state->Functions[function].Code;
            return;
        }

        Interpret(function);
        _state->Ip = _state->Functions[function].Code;
    }

    private void Interpret(int function) => _state->Functions[function].Code = _code.Add(function, Lower(function));

    private LoweredFunction Lower(int function)
    {
        CompileClock clock = BeginCompilation(function);
        LoweredFunction lowered = FunctionLowering.Lower(
            _module, function, MaxStack(function), _state->Functions[function].Cost, _limits.Fuel >= 0, _targets, _probes);
        if (_recorder is not null)
        {
            Registry.Add(new CodeRecord(
                function, ProfileTier.Interpreter, -1, 0, lowered.Code.Length * sizeof(RegisterInstruction), clock.Began, clock.Elapsed, clock.CpuTime, false));
            SampleCompilation(function, isBefore: false);
        }

        return lowered;
    }

    private int MaxStack(int function) => _verified.MaxStack[function - _module.Imports.Length];

    /// <summary>Compiles a function; calls go to the compiled code from now on.</summary>
    private bool TryCompile(int function)
    {
        Prepare();
        if (_refused[function])
        {
            return false;
        }

        CompileClock clock = BeginCompilation(function);
        CompiledGroup? compilation = _generator!.TakeKept(function, -1) ?? _generator.Compile(Unit(function));
        EndCompilation(function, -1, clock, compilation);
        if (compilation is null)
        {
            _refused[function] = true;
            return false;
        }

        Install(compilation);
        return true;
    }

    private void Install(CompiledGroup group)
    {
        _owners.Add(group.Owner);
        foreach (CompiledFunction compiled in group.Functions)
        {
            Install(compiled);
        }
    }

    /// <summary>Writes what the tier above the interpreter makes of a function; gives why it can't, or null. The instance needn't run.</summary>
    public string? List(int function, ListingForm form, SourceLines lines, TextWriter writer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_makeGenerator is null)
        {
            return "there is no compiler on this host";
        }

        Prepare();
        return _generator!.List(Unit(function), form, lines, writer);
    }

    private void Install(CompiledFunction compiled)
    {
        FunctionEntry* entry = _state->Functions + compiled.Function;
        if (compiled.IsNative)
        {
            entry->NativeEnter = compiled.Enter;
            _hasNative[compiled.Function] = true;
            Volatile.Write(ref entry->Native, compiled.Code);
            // Managed code calls native code by way of the slots.
            Volatile.Write(ref entry->Compiled, 0);
        }
        else
        {
            entry->Enter = compiled.Enter;
            _managed[compiled.Function] = compiled.Code;
            Volatile.Write(ref entry->Compiled, compiled.Code);
        }

        // Read by the interpreter while this may be another thread; the stub is complete by now.
        nint stub = (nint)_code.CompiledStub(compiled.Function);
        Volatile.Write(ref *(nint*)&entry->Code, stub);
        FunctionsCompiled++;
    }

    private CompilationUnit Unit(int function)
    {
        LoweringOptions options = _code.OptionsOf(function) ?? OptionsFor(_limits.Fuel >= 0);
        IrFunction ir = FunctionLowering.Prepare(_module, function, MaxStack(function), options, out SlotAssignment slots);
        AccessBounds.Mark(ir, _module.Memory);
        return new CompilationUnit(
            _module, function, ir, slots, _targets, _probes, OtherUnit, Callee, _exits,
            CanSwitch: _makeOptimizer is not null && _policy == TierPolicy.InBackground, AttendsAtOnce: _isSynchronous);
    }

    private CompilationUnit? OtherUnit(int function) =>
        _refused[function] || _hasNative[function] ? null : Unit(function);

    private CompilationUnit? Callee(int function, int mostInstructions)
    {
        // An instruction of P-code has a byte at least; the intermediate form has hardly more.
        if (_module.Functions[function - _module.Imports.Length].Code.Length > 4 * mostInstructions)
        {
            return null;
        }

        CompilationUnit unit = Unit(function);
        return unit.Ir.Count <= mostInstructions ? unit : null;
    }

    private void Prepare()
    {
        if (_heat.Length == 0)
        {
            _heat = new int[_module.FunctionCount];
            _refused = new bool[_module.FunctionCount];
            _hasNative = new bool[_module.FunctionCount];
            _managed = new nint[_module.FunctionCount];
        }

        if (_state->Instance == 0)
        {
            _state->Instance = GCHandle.ToIntPtr(GCHandle.Alloc(this));
        }

        if (_generator is null && _policy != TierPolicy.InBackground)
        {
            _generator = _makeGenerator!();
            if (RecallsCode)
            {
                _generator.Recall(_module, _targets);
            }

            _state->StackLimit = _state->StackLimit == 0 ? _generator.FindStackLimit() : _state->StackLimit;
        }
    }

    /// <summary>A slice is over: the function it ended in has become hotter. When it is hot it is compiled, and the activation goes on in compiled
    /// code when it is at the start of a block. False when that code left without a result.</summary>
    private bool CountHeat()
    {
        int function = _code.Find(_state->Ip, out _);
        Prepare();
        if (_steps > 0)
        {
            return StepToKept(function);
        }

        if (function < _module.Imports.Length || ++_heat[function] < _hotSlices || _refused[function])
        {
            return true;
        }

        if (_policy == TierPolicy.InBackground)
        {
            return CountHeatInBackground(function);
        }

        FunctionEntry* entry = _state->Functions + function;
        if (entry->Compiled == 0 && entry->Native == 0 && !TryCompile(function))
        {
            return true;
        }

        int block = _code.BlockAt(function, _state->Ip);
        return block <= 0 || ContinueCompiled(function, block);
    }

    private bool ContinueCompiled(int function, int block)
    {
        return EntryAt(function, block) is not { } code || !CompiledCode.HasStack(_state) || Continue(function, code);
    }

    /// <summary>Goes on with the interpreter's activation in compiled code; false when that left without a result.</summary>
    private bool Continue(int function, CompiledFunction code)
    {
        long depth = _state->Depth;
        if (code.IsNative)
        {
            NativeCode.Continue(_state, code.Enter, _state->Frame);
        }
        else
        {
            ((delegate* managed<EngineState*, ulong*, byte*, void>)code.Enter)(_state, _state->Slots, _state->Frame);
        }

        _state->Depth = depth;
        if (_state->Leaving != Leaving.Not)
        {
            return false;
        }

        CallFrame* frame = --_state->Calls;
        _state->Depth += _state->Functions[function].Cost;
        _state->Ip = frame->Return;
        _state->Slots = frame->Slots;
        _state->Frame = frame->Frame;
        if (_state->Depth > _state->Tell && _state->Ip != _code.ExitStub)
        {
            AnswerBehindCompiled(function);
        }

        return true;
    }

    private CompiledFunction? EntryAt(int function, int block)
    {
        _entries ??= [];
        if (!_entries.TryGetValue((function, block), out CompiledFunction? code))
        {
            CompileClock clock = BeginCompilation(function);
            CompiledGroup? compilation = _generator!.TakeKept(function, block) ?? _generator.CompileEntryAt(Unit(function), block);
            code = compilation?.Functions[0];
            EndCompilation(function, block, clock, compilation);
            _entries.Add((function, block), code);
            if (compilation is not null)
            {
                _owners.Add(compilation.Owner);
                EntriesCompiled++;
            }
        }

        return code;
    }
}
