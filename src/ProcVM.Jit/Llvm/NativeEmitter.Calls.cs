using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Llvm;

/// <summary>Calls: of functions in this module directly, of other native functions through their entry, of the rest by a bridge.</summary>
internal sealed unsafe partial class NativeEmitter
{
    /// <summary>When little is left of the host's stack, the interpreter does this activation, whose frames aren't there. So it does when the call depth left
    /// isn't enough for all copies of the function within it, which then needn't look at it one by one.</summary>
    private void CheckStack()
    {
        if (!CallsOthers())
        {
            return;
        }

        LLVMBasicBlockRef low = NewBlock();
        LLVMBasicBlockRef enough = NewBlock();
        LLVMValueRef stack = _native.StackPointer();
        LLVMValueRef limit = _b.BuildLoad2(_t.I64, Field(StateLayout.StackLimit));
        LLVMValueRef isLow = _b.BuildICmp(LLVMIntPredicate.LLVMIntULT, stack, limit);
        if (Copies > 0)
        {
            LLVMBasicBlockRef deep = NewBlock();
            _module.Metadata.MarkUnlikely(_b.BuildCondBr(isLow, low, deep));
            _b.PositionAtEnd(deep);
            isLow = _b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, _depth, _t.Const((long)Copies * _unit.Targets.CostOf(_unit.Function)));
        }

        _module.Metadata.MarkUnlikely(_b.BuildCondBr(isLow, low, enough));
        _b.PositionAtEnd(low);
        LLVMValueRef[] arguments = new LLVMValueRef[NativeModule.FirstArgument + 1 + _ir.ParameterCount];
        (arguments[0], arguments[1], arguments[2], arguments[3]) = (_state, _frame, _depth, _t.Const(_unit.Function));
        for (int i = 0; i < _ir.ParameterCount; i++)
        {
            arguments[NativeModule.FirstArgument + 1 + i] = _function.Parameter(NativeModule.FirstArgument + i);
        }

        _b.BuildRet(_module.Call(_native.BridgeOf(_type), arguments));
        _b.PositionAtEnd(enough);
    }

    private bool CallsOthers() => NativeModule.Has(_ir, Opcode.Call) || NativeModule.Has(_ir, Opcode.CallRef);

    private LLVMValueRef Field(long offset) => _native.Field(_state, offset);

    private void Call(in IrInstruction call)
    {
        int function = (int)call.Imm;
        FunctionType type = _unit.Module.TypeOf(function);
        if (function < _unit.Module.Imports.Length)
        {
            CallHost(call, function, type);
            return;
        }

        LlvmFunction? copy = function == _unit.Function ? Self : null;
        bool isSeen = copy is null && !_native.IsUnseen(function);
        LLVMValueRef cost = _t.Const((long)_unit.Targets.CostOf(function));
        LLVMValueRef depth = copy is not null ? _b.BuildSub(_depth, cost) : ChargeDepth(cost, polls: !_native.IsLeaf(function), answers: isSeen);
        LLVMValueRef frame = _native.Field(_frame, _unit.Targets.FrameOf(function));
        LLVMValueRef behind = isSeen ? _t.Const(function) : default;
        if (copy is not null || _native.TryFind(function, out copy))
        {
            StoreFuel();
            Take(call, type, _module.Call(copy!, Arguments(call, frame, depth, default)), behind);
            return;
        }

        LLVMValueRef code = _b.BuildLoad2(
            _t.Pointer, _native.Field(FunctionsAddress(), ((long)function * StateLayout.EntrySize) + StateLayout.Native));
        Transfer(call, type, code, _t.Const(function), frame, depth);
    }

    private void CallReference(in IrInstruction call)
    {
        FunctionType type = _unit.Module.Types[(int)call.Imm];
        LLVMValueRef function = _b.BuildSub(Use(call.A), _t.Const(1));
        LLVMValueRef count = _b.BuildLoad2(_t.I32, Field(StateLayout.FunctionCount));
        TrapIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntUGE, function, count), TrapKind.BadCall);
        LLVMValueRef distance = _b.BuildMul(_b.BuildZExt(function, _t.I64), _t.Const((long)StateLayout.EntrySize));
        LLVMValueRef entry = _b.BuildInBoundsGEP2(_t.I8, FunctionsAddress(), [distance]);
        LLVMValueRef signature = _b.BuildLoad2(_t.I32, _native.Field(entry, StateLayout.Signature));
        TrapIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntNE, signature, _t.Const(_unit.Targets.SignatureOf((int)call.Imm))), TrapKind.BadCall);
        LLVMValueRef cost = _b.BuildSExt(_b.BuildLoad2(_t.I32, _native.Field(entry, StateLayout.Cost)), _t.I64);
        LLVMValueRef depth = ChargeDepth(cost, polls: true, answers: true);
        LLVMValueRef size = _b.BuildSExt(_b.BuildLoad2(_t.I32, _native.Field(entry, StateLayout.Frame)), _t.I64);
        LLVMValueRef frame = _b.BuildInBoundsGEP2(_t.I8, _frame, [size]);
        Transfer(call, type, _b.BuildLoad2(_t.Pointer, _native.Field(entry, StateLayout.Native)), function, frame, depth);
    }

    /// <summary>Calls native code, or by the bridge when there is none.</summary>
    private void Transfer(
        in IrInstruction call, FunctionType type, LLVMValueRef code, LLVMValueRef function, LLVMValueRef frame, LLVMValueRef depth)
    {
        LLVMBasicBlockRef native = NewBlock();
        LLVMBasicBlockRef other = NewBlock();
        LLVMBasicBlockRef done = NewBlock();
        StoreFuel();
        LLVMValueRef[] arguments = Arguments(call, frame, depth, default);
        LLVMValueRef[] bridged = Arguments(call, frame, depth, function);
        LLVMValueRef isNative = _b.BuildICmp(LLVMIntPredicate.LLVMIntNE, code, LLVMValueRef.CreateConstNull(_t.Pointer));
        _module.Metadata.MarkLikely(_b.BuildCondBr(isNative, native, other));
        ContinueIn(native);
        LLVMValueRef first = _b.BuildCall2(_native.SignatureOf(type), code, arguments);
        _b.BuildBr(done);
        _b.PositionAtEnd(other);
        LLVMValueRef second = _module.Call(_native.BridgeOf(type), bridged);
        _b.BuildBr(done);
        _b.PositionAtEnd(native);
        ContinueIn(done);
        LLVMValueRef result = _b.BuildPhi(_native.ResultOf(type));
        result.AddIncoming(first, native);
        result.AddIncoming(second, other);
        Take(call, type, result, function);
    }

    private LLVMValueRef[] Arguments(in IrInstruction call, LLVMValueRef frame, LLVMValueRef depth, LLVMValueRef function)
    {
        (int start, int count) = Operands.List(call);
        List<LLVMValueRef> arguments = [_state, frame, depth];
        if (function.Handle != 0)
        {
            arguments.Add(function);
        }

        for (int i = 0; i < count; i++)
        {
            arguments.Add(Use(_ir.Lists[start + i]));
        }

        return [.. arguments];
    }

    /// <summary>Takes what a native call gave.</summary>
    /// <param name="call">The call.</param>
    /// <param name="type">The callee's type.</param>
    /// <param name="given">Its result, if any, and status.</param>
    /// <param name="function">The callee's number; none for a copy.</param>
    private void Take(in IrInstruction call, FunctionType type, LLVMValueRef given, LLVMValueRef function)
    {
        LoadMemorySize();
        LoadFuel();
        if (type.Results.Length == 0)
        {
            LeaveIfAsked(given);
            TellBehind(function);
            return;
        }

        LeaveIfAsked(_b.BuildExtractValue(given, 1));
        TellBehind(function);
        Define(_ir.Lists[Operands.Results(call).Start], _b.BuildExtractValue(given, 0));
    }

    private void CallHost(in IrInstruction call, int function, FunctionType type)
    {
        TakeSample();
        (int start, int count) = Operands.List(call);
        LLVMValueRef slots = _b.BuildLoad2(_t.Pointer, Field(StateLayout.Slots));
        for (int i = 0; i < count; i++)
        {
            ValueType parameter = type.Parameters[i];
            _native.StoreSlot(slots, i, parameter, _native.Canonical(parameter, Use(_ir.Lists[start + i])));
        }

        LLVMValueRef status = _module.Call(
            _native.Helper("pvm.host", _t.I32, _t.Pointer, _t.I32), _state, _t.Const(_unit.Targets.HostCallOf(function)));
        LoadMemorySize();
        StoreFuel();
        LeaveIfAsked(status);
        TakeSample(function);
        if (type.Results.Length > 0)
        {
            Define(_ir.Lists[Operands.Results(call).Start], _b.BuildLoad2(_native.TypeOf(type.Results[0]), slots));
        }
    }

    /// <summary>What is left of the call depth behind the callee (SPEC.md section 4), or a trap.</summary>
    /// <param name="cost">What the callee costs.</param>
    /// <param name="polls">The same comparison finds that the run is to stop: needless before functions without loops and calls, and where the caller's
    /// own code goes on in a copy.</param>
    /// <param name="answers">In sampled runs it finds that a sample is wanted. Copies take none: what they do is the function's own.</param>
    private LLVMValueRef ChargeDepth(LLVMValueRef cost, bool polls, bool answers)
    {
        LLVMValueRef left = _b.BuildSub(_depth, cost);
        if (TakesSamples && answers)
        {
            AnswerIfBelowFloor(left);
            return left;
        }

        LLVMValueRef floor = _t.Const(0L);
        if (polls)
        {
            floor = _b.BuildLoad2(_t.I64, Field(StateLayout.DepthFloor));
            floor.SetVolatile(true);
        }

        LeaveIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, left, floor), _stop ??= NewExit(), _t.Const(_pc));
        return left;
    }

    private LLVMValueRef FunctionsAddress()
    {
        LLVMValueRef functions = _b.BuildLoad2(_t.Pointer, Field(StateLayout.Functions));
        _module.Metadata.MarkInvariant(functions);
        return functions;
    }

    private void Escape(in IrInstruction escape)
    {
        StoreFuel();
        TellDepth();
        _module.Call(
            _native.Helper("pvm.escape", _t.Void, _t.Pointer, _t.I32, _t.I32, _t.I32, _t.I32, _t.I32), _state, _t.Const((int)escape.Imm),
            _t.Const((int)escape.Imm2), Use(escape.A), _t.Const(_unit.Function), _t.Const(_pc));
        _b.BuildBr(Nothing());
        _isOpen = false;
    }
}
