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
    private CodeGenerator? _generator;
    private readonly bool _countsSamplesAsHeat;
    private int[] _heat = [];
    private bool[] _refused = [];
    private Dictionary<(int Function, int Block), nint>? _entries;

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

    private void Interpret(int function)
    {
        FunctionEntry* entry = _state->Functions + function;
        long start = BeginCompilation(function);
        LoweredFunction lowered = FunctionLowering.Lower(
            _module, function, MaxStack(function), entry->Cost, _limits.Fuel >= 0, _targets, _probes);
        entry->Code = _code.Add(function, lowered);
        EndCompilation(function, ProfileTier.Interpreter, -1, start, lowered.Code.Length * sizeof(RegisterInstruction));
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

        FunctionEntry* entry = _state->Functions + function;
        LoweringOptions options = _code.OptionsOf(function) ?? OptionsFor(_limits.Fuel >= 0);
        _generator ??= _makeGenerator!();
        long start = BeginCompilation(function);
        CompiledFunction? compiled = _generator.Compile(Unit(function, options));
        EndCompilation(function, _generator.Tier, -1, start, compiled?.CodeBytes ?? 0);
        if (compiled is null)
        {
            _refused[function] = true;
            return false;
        }

        _owners.Add(compiled.Owner);
        entry->Enter = compiled.Enter;
        entry->Compiled = compiled.Code;
        entry->Code = _code.CompiledStub(function);
        FunctionsCompiled++;
        return true;
    }

    private CompilationUnit Unit(int function, LoweringOptions options)
    {
        IrFunction ir = FunctionLowering.Prepare(_module, function, MaxStack(function), options, out SlotAssignment slots);
        return new CompilationUnit(_module, function, ir, slots, _targets, _probes);
    }

    private void Prepare()
    {
        if (_heat.Length == 0)
        {
            _heat = new int[_module.FunctionCount];
            _refused = new bool[_module.FunctionCount];
        }

        if (_state->Instance == 0)
        {
            _state->Instance = GCHandle.ToIntPtr(GCHandle.Alloc(this));
        }
    }

    /// <summary>A slice is over: the function it ended in has become hotter. When it is hot it is compiled, and the activation goes on in compiled
    /// code when it is at the start of a block. False when that code left without a result.</summary>
    private bool CountHeat()
    {
        int function = _code.Find(_state->Ip, out _);
        Prepare();
        if (function < _module.Imports.Length || ++_heat[function] < _hotSlices || _refused[function])
        {
            return true;
        }

        if (_state->Functions[function].Compiled == 0 && !TryCompile(function))
        {
            return true;
        }

        int block = _code.BlockAt(function, _state->Ip);
        return block <= 0 || ContinueCompiled(function, block);
    }

    private bool ContinueCompiled(int function, int block)
    {
        _entries ??= [];
        if (!_entries.TryGetValue((function, block), out nint code))
        {
            long start = BeginCompilation(function);
            code = _generator!.CompileEntryAt(Unit(function, _code.OptionsOf(function)!.Value), block, out object? owner);
            EndCompilation(function, _generator.Tier, block, start, 0);
            _entries.Add((function, block), code);
            if (owner is not null)
            {
                _owners.Add(owner);
                EntriesCompiled++;
            }
        }

        if (code == 0)
        {
            return true;
        }

        NoteContinued();
        long depth = _state->Depth;
        ((delegate* managed<EngineState*, ulong*, byte*, void>)code)(_state, _state->Slots, _state->Frame);
        if (_state->Leaving != Leaving.Not)
        {
            _state->Depth = depth;
            return false;
        }

        CallFrame* frame = --_state->Calls;
        _state->Depth += _state->Functions[function].Cost;
        _state->Ip = frame->Return;
        _state->Slots = frame->Slots;
        _state->Frame = frame->Frame;
        return true;
    }
}
