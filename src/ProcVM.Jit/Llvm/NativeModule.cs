using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Execution;
using ProcVM.Runtime.Lowering;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Llvm;

/// <summary>A module of LLVM while functions are put into it: what they share.</summary>
/// <remarks>A native function takes the state, the end of its memory frame, the call depth left behind it, and its arguments. It gives its result, if
/// any, and a status: not 0 when the run ends or control goes elsewhere, and then the state says why.</remarks>
internal sealed unsafe class NativeModule
{
    /// <summary>Parameters before the function's own.</summary>
    public const int FirstArgument = 3;

    // Instructions up to which LLVM is told that inlining is wanted: our ways out make functions look larger than they are.
    private const int SmallFunction = 120;

    // preserve_allcc, and memory(inaccessiblemem: readwrite).
    private const uint PreserveAll = 15;
    private const ulong InaccessibleMemory = 0b1100;

    private readonly LlvmModuleBuilder _builder;
    private readonly HashSet<int> _leaves = [];
    private readonly HashSet<int> _unseen = [];
    private readonly Dictionary<int, LlvmFunction> _functions = [];
    private readonly Dictionary<string, LlvmFunction> _bridges = new(StringComparer.Ordinal);
    private LlvmFunction? _answer;
    private readonly LLVMTypeRef[] _status = new LLVMTypeRef[4];

    public NativeModule(LlvmModuleBuilder builder) => _builder = builder;

    /// <summary>LLVM's module.</summary>
    public LlvmModuleBuilder Builder => _builder;

    /// <summary>The name of a function in the object.</summary>
    public static string NameOf(int function) => $"f{function}";

    /// <summary>A P-code type as LLVM's.</summary>
    public LLVMTypeRef TypeOf(ValueType type) => type switch
    {
        ValueType.I32 => _builder.Types.I32,
        ValueType.I64 => _builder.Types.I64,
        ValueType.F32 => _builder.Types.F32,
        _ => _builder.Types.F64,
    };

    /// <summary>What a function of a type gives: its result and a status, or the status alone.</summary>
    public LLVMTypeRef ResultOf(FunctionType type)
    {
        if (type.Results.Length == 0)
        {
            return _builder.Types.I32;
        }

        int index = (int)type.Results[0] & 3;
        if (_status[index].Handle == 0)
        {
            _status[index] = _builder.Context.GetStructType([TypeOf(type.Results[0]), _builder.Types.I32], packed: false);
        }

        return _status[index];
    }

    /// <summary>The native type of functions of a type.</summary>
    public LLVMTypeRef SignatureOf(FunctionType type) => SignatureOf(type, [_builder.Types.Pointer, _builder.Types.Pointer, _builder.Types.I64]);

    /// <summary>Declares a function of the program that this module defines.</summary>
    public LlvmFunction Define(CompilationUnit unit)
    {
        LlvmFunction function = _builder.DefineFunction(NameOf(unit.Function), SignatureOf(unit.Module.TypeOf(unit.Function)));
        MarkParameters(function);
        _functions.Add(unit.Function, function);
        if (unit.Ir.Count <= SmallFunction)
        {
            _builder.AddAttribute(function.Value, "inlinehint");
        }

        if (!Has(unit.Ir, Opcode.Call) && !Has(unit.Ir, Opcode.CallRef) && new LoopRegions(unit.Ir).Count == 0)
        {
            _leaves.Add(unit.Function);
            if (unit.Ir.Count <= Probes.MostUnseen)
            {
                _unseen.Add(unit.Function);
            }
        }

        return function;
    }

    /// <summary>Declares a copy of a function for its own calls of itself, to be written into it.</summary>
    public LlvmFunction DefineCopy(CompilationUnit unit, int level)
    {
        LlvmFunction copy = _builder.DefineInternalFunction(
            $"{NameOf(unit.Function)}.{level}", SignatureOf(unit.Module.TypeOf(unit.Function)));
        MarkParameters(copy);
        _builder.AddAttribute(copy.Value, "alwaysinline");
        return copy;
    }

    /// <summary>True for functions of this module without loops and calls.</summary>
    public bool IsLeaf(int function) => _leaves.Contains(function);

    /// <summary>True for those so small, and inlined so surely, that samples don't tell them from their callers.</summary>
    public bool IsUnseen(int function) => _unseen.Contains(function);

    /// <summary>True when a function has an instruction of a kind.</summary>
    public static bool Has(IrFunction ir, Opcode op)
    {
        for (int block = 0; block < ir.BlockCount; block++)
        {
            for (int i = ir.Blocks[block].First; i >= 0; i = ir.Instructions[i].Next)
            {
                if (ir.Instructions[i].Op == op)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>A function that this module defines.</summary>
    public bool TryFind(int function, out LlvmFunction? found) => _functions.TryGetValue(function, out found);

    /// <summary>A helper routine.</summary>
    public LlvmFunction Helper(string name, LLVMTypeRef result, params ReadOnlySpan<LLVMTypeRef> parameters) =>
        _builder.Declare(name, LLVMTypeRef.CreateFunction(result, parameters));

    /// <summary>A helper routine whose result depends on its arguments alone.</summary>
    public LlvmFunction PureHelper(string name, LLVMTypeRef result, LLVMTypeRef parameter)
    {
        LlvmFunction helper = Helper(name, result, parameter);
        _builder.AddAttribute(helper.Value, "memory");
        _builder.AddAttribute(helper.Value, "willreturn");
        return helper;
    }

    /// <summary>A helper routine on the way out: what leads to it is seldom done.</summary>
    public LlvmFunction ColdHelper(string name, params ReadOnlySpan<LLVMTypeRef> parameters)
    {
        LlvmFunction helper = _builder.Declare(name, LLVMTypeRef.CreateFunction(_builder.Types.Void, parameters));
        _builder.AddAttribute(helper.Value, "cold");
        return helper;
    }

    /// <summary>A routine that calls a function without native code, like one that has it; the function's number comes before the arguments.</summary>
    public LlvmFunction BridgeOf(FunctionType type)
    {
        if (_bridges.TryGetValue(type.Letters, out LlvmFunction? bridge))
        {
            return bridge;
        }

        LlvmTypes types = _builder.Types;
        LLVMBuilderRef b = _builder.Builder;
        LLVMBasicBlockRef here = b.InsertBlock;
        bridge = _builder.DefineInternalFunction(
            $"bridge{_bridges.Count}", SignatureOf(type, [types.Pointer, types.Pointer, types.I64, types.I32]));
        _builder.AddAttribute(bridge.Value, "noinline");
        _builder.AddAttribute(bridge.Value, "cold");
        _bridges.Add(type.Letters, bridge);
        b.PositionAtEnd(_builder.AppendBlock(bridge));
        LLVMValueRef state = bridge.Parameter(0);
        b.BuildStore(bridge.Parameter(2), Field(state, StateLayout.Depth));
        LLVMValueRef slots = b.BuildLoad2(types.Pointer, Field(state, StateLayout.Slots));
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            StoreSlot(slots, i, type.Parameters[i], Canonical(type.Parameters[i], bridge.Parameter(FirstArgument + 1 + i)));
        }

        LLVMValueRef status = _builder.Call(
            Helper("pvm.call", types.I32, types.Pointer, types.I32, types.Pointer), state, bridge.Parameter(3), bridge.Parameter(1));
        if (type.Results.Length == 0)
        {
            b.BuildRet(status);
        }
        else
        {
            LLVMValueRef result = b.BuildInsertValue(
                LLVMValueRef.CreatePoison(ResultOf(type)), b.BuildLoad2(TypeOf(type.Results[0]), slots), 0);
            b.BuildRet(b.BuildInsertValue(result, status, 1));
        }

        b.PositionAtEnd(here);
        return bridge;
    }

    /// <summary>Calls the routine that answers what is asked, so that code around it is as if nothing was called: all registers stay, and no memory that the
    /// code knows of is changed but what it reads as volatile.</summary>
    public void CallAnswer(LLVMValueRef state, LLVMValueRef function, LLVMValueRef offset, LLVMValueRef behind, LLVMValueRef depth)
    {
        LLVMValueRef call = _builder.Call(_answer ??= DefineAnswer(), state, function, offset, behind, depth);
        call.SetInstructionCallConv(PreserveAll);
        _builder.AddCallAttribute(call, "memory", InaccessibleMemory);
    }

    private LlvmFunction DefineAnswer()
    {
        LlvmTypes types = _builder.Types;
        LLVMBuilderRef b = _builder.Builder;
        LLVMBasicBlockRef here = b.InsertBlock;
        LlvmFunction answer = _builder.DefineInternalFunction(
            "answer", LLVMTypeRef.CreateFunction(types.Void, [types.Pointer, types.I32, types.I32, types.I32, types.I64]));
        answer.Value.SetFunctionCallConv(PreserveAll);
        _builder.AddAttribute(answer.Value, "noinline");
        _builder.AddAttribute(answer.Value, "cold");
        b.PositionAtEnd(_builder.AppendBlock(answer));
        b.BuildStore(answer.Parameter(4), Field(answer.Parameter(0), StateLayout.Depth));
        _builder.Call(
            Helper("pvm.answer", types.I32, types.Pointer, types.I32, types.I32, types.I32), answer.Parameter(0), answer.Parameter(1), answer.Parameter(2),
            answer.Parameter(3));
        b.BuildRetVoid();
        b.PositionAtEnd(here);
        return answer;
    }

    /// <summary>Defines the routine that calls native functions of a type with arguments from slots: status (state, slots, frame, depth, function).</summary>
    public void DefineEnter(string name, FunctionType type)
    {
        LlvmTypes types = _builder.Types;
        LLVMBuilderRef b = _builder.Builder;
        LlvmFunction enter = _builder.DefineFunction(name, LLVMTypeRef.CreateFunction(
            types.I32, [types.Pointer, types.Pointer, types.Pointer, types.I64, types.Pointer]));
        b.PositionAtEnd(_builder.AppendBlock(enter));
        List<LLVMValueRef> arguments = [enter.Parameter(0), enter.Parameter(2), enter.Parameter(3)];
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            arguments.Add(b.BuildLoad2(TypeOf(type.Parameters[i]), Field(enter.Parameter(1), i * 8)));
        }

        LLVMValueRef result = b.BuildCall2(SignatureOf(type), enter.Parameter(4), [.. arguments]);
        if (type.Results.Length == 0)
        {
            b.BuildRet(result);
            return;
        }

        StoreSlot(enter.Parameter(1), 0, type.Results[0], b.BuildExtractValue(result, 0));
        b.BuildRet(b.BuildExtractValue(result, 1));
    }

    /// <summary>The address of something at a distance.</summary>
    public LLVMValueRef Field(LLVMValueRef start, long offset) => offset == 0
        ? start : _builder.Builder.BuildInBoundsGEP2(_builder.Types.I8, start, [_builder.Types.Const(offset)]);

    /// <summary>Stores a value to a slot; what has 32 bits fills it with zeros.</summary>
    public LLVMValueRef StoreSlot(LLVMValueRef slots, long slot, ValueType type, LLVMValueRef value)
    {
        LLVMBuilderRef b = _builder.Builder;
        if (type == ValueType.F32)
        {
            value = b.BuildBitCast(value, _builder.Types.I32);
        }

        if (type is ValueType.I32 or ValueType.F32)
        {
            value = b.BuildZExt(value, _builder.Types.I64);
        }

        return b.BuildStore(value, Field(slots, slot * 8));
    }

    /// <summary>A floating-point number as anybody may see it: with one NaN (SPEC.md section 1).</summary>
    public LLVMValueRef Canonical(ValueType type, LLVMValueRef value)
    {
        if (type is not ValueType.F32 and not ValueType.F64)
        {
            return value;
        }

        LLVMBuilderRef b = _builder.Builder;
        LLVMValueRef isNaN = b.BuildFCmp(LLVMRealPredicate.LLVMRealUNO, value, value);
        return b.BuildSelect(isNaN, Constant(type, type == ValueType.F32
            ? FloatingPoint.Canonical(uint.MaxValue) : FloatingPoint.Canonical(ulong.MaxValue)), value);
    }

    /// <summary>A constant by its bits.</summary>
    public LLVMValueRef Constant(ValueType type, ulong bits)
    {
        LlvmTypes types = _builder.Types;
        return type switch
        {
            ValueType.I32 => types.Const((int)bits),
            ValueType.I64 => types.Const((long)bits),
            // By way of an integer, since LLVM-C would take every NaN for its own.
            ValueType.F32 => _builder.Builder.BuildBitCast(types.Const((int)bits), types.F32),
            _ => _builder.Builder.BuildBitCast(types.Const((long)bits), types.F64),
        };
    }

    /// <summary>Reads the host's stack pointer.</summary>
    public LLVMValueRef StackPointer()
    {
        LLVMValueRef name = _builder.Context.GetMDNode([_builder.Context.GetMDString("rsp")]).AsValue(_builder.Context);
        return _builder.Call(_builder.Intrinsic("llvm.read_register", _builder.Types.I64), name);
    }

    /// <summary>Tells LLVM what it may rely on: nothing else in the function's sight reaches the state.</summary>
    public void MarkParameters(LlvmFunction function)
    {
        _builder.AddParameterAttribute(function.Value, 0, "noalias");
        _builder.AddParameterAttribute(function.Value, 0, "nonnull");
        _builder.AddParameterAttribute(function.Value, 0, "align", 8);
        _builder.AddParameterAttribute(function.Value, 0, "dereferenceable", (ulong)StateLayout.Size);
        _builder.AddParameterAttribute(function.Value, 1, "nonnull");
    }

    private LLVMTypeRef SignatureOf(FunctionType type, ReadOnlySpan<LLVMTypeRef> first)
    {
        LLVMTypeRef[] parameters = new LLVMTypeRef[first.Length + type.Parameters.Length];
        first.CopyTo(parameters);
        for (int i = 0; i < type.Parameters.Length; i++)
        {
            parameters[first.Length + i] = TypeOf(type.Parameters[i]);
        }

        return LLVMTypeRef.CreateFunction(ResultOf(type), parameters);
    }
}
