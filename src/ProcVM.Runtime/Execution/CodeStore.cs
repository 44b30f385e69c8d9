using System.Runtime.InteropServices;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Runtime.Execution;

/// <summary>The register code of an instance, in native memory, and what is needed to find the way back to P-code.</summary>
internal sealed unsafe class CodeStore : IDisposable
{
    private readonly RegisterInstruction* _stubs;
    private readonly nint[] _starts;
    private readonly LoweredFunction?[] _functions;
    private List<nint>? _hostStubs;
    private int[] _byAddress = [];
    private bool _sorted;

    public CodeStore(int functionCount)
    {
        // Two units a function, and one for the end of the run.
        _stubs = (RegisterInstruction*)NativeMemory.AllocZeroed((nuint)((functionCount * 2) + 1) * (nuint)sizeof(RegisterInstruction));
        ExitStub = _stubs + (functionCount * 2);
        ExitStub->Op = RegisterOp.Exit;
        _starts = new nint[functionCount];
        _functions = new LoweredFunction?[functionCount];
    }

    /// <summary>Where the entry function returns to.</summary>
    public RegisterInstruction* ExitStub { get; }

    /// <summary>Functions lowered.</summary>
    public int FunctionsLowered { get; private set; }

    /// <summary>Units of code made.</summary>
    public long Units { get; private set; }

    /// <summary>Code that asks for a function to be lowered.</summary>
    public RegisterInstruction* LoweringStub(int function)
    {
        RegisterInstruction* stub = _stubs + (function * 2);
        stub->Op = RegisterOp.NeedsLowering;
        stub->Imm = function;
        return stub;
    }

    /// <summary>Code that enters the compiled code of a function. The stub of the function's first call may be in use still, so it is another.</summary>
    public RegisterInstruction* CompiledStub(int function)
    {
        RegisterInstruction* stub = _stubs + (function * 2) + 1;
        stub->Op = RegisterOp.CompiledStub;
        stub->Imm = function;
        return stub;
    }

    /// <summary>A function's code; null when it wasn't lowered.</summary>
    public RegisterInstruction* CodeOf(int function) => (RegisterInstruction*)_starts[function];

    /// <summary>How a function was lowered; null when it wasn't.</summary>
    public LoweringOptions? OptionsOf(int function) => _functions[function]?.Options;

    /// <summary>The block that starts at a unit, or −1. Of several the last: the others are empty, or done by the instruction before.</summary>
    public int BlockAt(int function, RegisterInstruction* at)
    {
        if (_functions[function] is not { } lowered)
        {
            return -1;
        }

        long unit = at - (RegisterInstruction*)_starts[function];
        for (int block = lowered.BlockUnits.Length - 2; block >= 0; block--)
        {
            if (lowered.BlockUnits[block] == unit)
            {
                return block;
            }
        }

        return -1;
    }

    /// <summary>The functions below this are the host's.</summary>
    public int Imports { get; private set; }

    /// <summary>Code that makes a host call, for calls through references.</summary>
    public RegisterInstruction* AddHostStub(int function, int hostCall, FunctionType type)
    {
        RegisterInstruction* stub = _stubs + (function * 2);
        RegisterInstruction* unit = stub;
        Imports = Math.Max(Imports, function + 1);
        if (HasFloatingPoint(type))
        {
            stub = (RegisterInstruction*)NativeMemory.AllocZeroed(
                (nuint)(type.Parameters.Length + 2) * (nuint)sizeof(RegisterInstruction));
            (_hostStubs ??= []).Add((nint)stub);
            unit = stub;
            for (int i = 0; i < type.Parameters.Length; i++)
            {
                // The host sees one NaN (SPEC.md section 1).
                if (type.Parameters[i] is ValueType.F32 or ValueType.F64)
                {
                    unit->Op = type.Parameters[i] == ValueType.F32 ? RegisterOp.CanonF32 : RegisterOp.CanonF64;
                    unit->A = (ushort)i;
                    unit->B = (ushort)i;
                    unit++;
                }
            }
        }

        unit->Op = RegisterOp.HostStub;
        unit->Imm = hostCall;
        unit[1].Op = RegisterOp.Return;
        return stub;
    }

    /// <summary>Keeps a function's code; gives its first instruction.</summary>
    public RegisterInstruction* Add(int function, LoweredFunction lowered)
    {
        RegisterInstruction* code = (RegisterInstruction*)NativeMemory.AlignedAlloc(
            (nuint)lowered.Code.Length * (nuint)sizeof(RegisterInstruction), 64);
        for (int i = 0; i < lowered.Code.Length; i++)
        {
            code[i] = lowered.Code[i];
        }

        _starts[function] = (nint)code;
        _functions[function] = lowered;
        FunctionsLowered++;
        Units += lowered.Code.Length;
        _sorted = false;
        return code;
    }

    /// <summary>The unit at which an escape target starts.</summary>
    public RegisterInstruction* EscapeTarget(int function, int label) =>
        (RegisterInstruction*)_starts[function] + _functions[function]!.EscapeUnits[label];

    /// <summary>The function that an instruction belongs to, and its P-code offset; −1 for stubs of the run's end.</summary>
    public int Find(RegisterInstruction* at, out int offset)
    {
        offset = -1;
        long stub = at - _stubs;
        if (stub >= 0 && stub < _starts.Length * 2)
        {
            return (int)(stub / 2);
        }

        Sort();
        int low = 0;
        int high = _byAddress.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_starts[_byAddress[middle]] <= (nint)at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        if (low == 0)
        {
            return -1;
        }

        int function = _byAddress[low - 1];
        long unit = at - (RegisterInstruction*)_starts[function];
        if (unit >= _functions[function]!.Offsets.Length)
        {
            return -1;
        }

        offset = _functions[function]!.Offsets[unit];
        return function;
    }

    /// <summary>Frees the code.</summary>
    public void Dispose()
    {
        NativeBlock.Free(_stubs);
        foreach (nint start in _starts)
        {
            NativeBlock.FreeAligned((void*)start);
        }

        for (int i = 0; i < (_hostStubs?.Count ?? 0); i++)
        {
            NativeBlock.Free((void*)_hostStubs![i]);
        }
    }

    private static bool HasFloatingPoint(FunctionType type)
    {
        foreach (ValueType parameter in type.Parameters)
        {
            if (parameter is ValueType.F32 or ValueType.F64)
            {
                return true;
            }
        }

        return false;
    }

    private void Sort()
    {
        if (_sorted)
        {
            return;
        }

        List<int> lowered = [];
        for (int i = 0; i < _functions.Length; i++)
        {
            if (_functions[i] is not null)
            {
                lowered.Add(i);
            }
        }

        lowered.Sort((x, y) => _starts[x].CompareTo(_starts[y]));
        _byAddress = [.. lowered];
        _sorted = true;
    }
}
