using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Runtime.Execution;

namespace ProcVM.Jit.Llvm;

/// <summary>Ways out: traps, limits, interruption. One exit of each kind for the function, which is told the place.</summary>
internal sealed unsafe partial class NativeEmitter
{
    private Exit? _trap;
    private Exit? _stop;
    private Exit? _fuelSpent;
    private Exit? _leave;
    private LLVMBasicBlockRef _nothing;
    private Return? _return;

    /// <summary>Traps when the condition is true.</summary>
    private void TrapIf(LLVMValueRef condition, TrapKind kind) =>
        LeaveIf(condition, _trap ??= NewExit(), PlaceOfTrap(kind));

    private void Trap(TrapKind kind)
    {
        LeaveTo(_trap ??= NewExit(), PlaceOfTrap(kind));
        _isOpen = false;
    }

    /// <summary>Traps when the condition is true, and tells a value and its bounds.</summary>
    private void TrapIf(LLVMValueRef condition, TrapKind kind, LLVMValueRef value, LLVMValueRef low, LLVMValueRef high)
    {
        LLVMBasicBlockRef outside = NewBlock();
        LLVMBasicBlockRef inside = NewBlock();
        _module.Metadata.MarkUnlikely(_b.BuildCondBr(condition, outside, inside));
        LLVMBasicBlockRef here = _b.InsertBlock;
        _b.PositionAtEnd(outside);
        StoreFuel();
        TellDepth();
        _module.Call(
            _native.ColdHelper("pvm.outside", _t.Pointer, _t.I32, _t.I32, _t.I64, _t.I64, _t.I64), _state, _t.Const(_unit.Function),
            PlaceOfTrap(kind), Widen(value), Widen(low), Widen(high));
        _b.BuildBr(Nothing());
        _b.PositionAtEnd(here);
        ContinueIn(inside);
    }

    private LLVMValueRef Widen(LLVMValueRef value) => value.TypeOf == _t.I64 ? value : _b.BuildSExt(value, _t.I64);

    private LLVMValueRef PlaceOfTrap(TrapKind kind) => _t.Const(((int)kind << NativeExits.OffsetBits) | _pc);

    private void LeaveIf(LLVMValueRef condition, Exit exit, LLVMValueRef place)
    {
        LLVMBasicBlockRef next = NewBlock();
        _module.Metadata.MarkUnlikely(_b.BuildCondBr(condition, exit.Block, next));
        exit.Place.AddIncoming(place, _b.InsertBlock);
        ContinueIn(next);
    }

    private void LeaveTo(Exit exit, LLVMValueRef place)
    {
        _b.BuildBr(exit.Block);
        exit.Place.AddIncoming(place, _b.InsertBlock);
    }

    private Exit NewExit()
    {
        LLVMBasicBlockRef here = _b.InsertBlock;
        LLVMBasicBlockRef block = NewBlock();
        _b.PositionAtEnd(block);
        LLVMValueRef place = _b.BuildPhi(_t.I32);
        _b.PositionAtEnd(here);
        return new Exit(block, place);
    }

    /// <summary>Where the function returns without a result: the state says why.</summary>
    private LLVMBasicBlockRef Nothing()
    {
        if (_nothing.Handle == 0)
        {
            _nothing = NewBlock();
        }

        return _nothing;
    }

    private void EmitExits()
    {
        EmitExit(_trap, "pvm.trap");
        EmitExit(_stop, "pvm.stop");
        EmitExit(_fuelSpent, "pvm.fuel");
        EmitExit(_leave, "pvm.leave");
        if (_nothing.Handle != 0)
        {
            _b.PositionAtEnd(_nothing);
            ReturnStatus(_t.Const(1), default);
        }
    }

    private void EmitExit(Exit? exit, string helper)
    {
        if (exit is not null)
        {
            _b.PositionAtEnd(exit.Block);
            TellDepth();
            if (exit != _leave)
            {
                StoreFuel();
            }

            _module.Call(_native.ColdHelper(helper, _t.Pointer, _t.I32, _t.I32), _state, _t.Const(_unit.Function), exit.Place);
            _b.BuildBr(Nothing());
        }
    }

    private void ReturnStatus(LLVMValueRef status, LLVMValueRef result)
    {
        if (_fromSlots)
        {
            if (result.Handle != 0)
            {
                _native.StoreSlot(_function.Parameter(1), 0, _type.Results[0], result);
            }

            _b.BuildRet(status);
        }
        else if (_type.Results.Length == 0)
        {
            _b.BuildRet(status);
        }
        else
        {
            Return end = _return ??= NewReturn();
            LLVMBasicBlockRef here = _b.InsertBlock;
            _b.BuildBr(end.Block);
            end.Status.AddIncoming(status, here);
            end.Result.AddIncoming(result.Handle != 0 ? result : LLVMValueRef.CreateConstNull(_native.TypeOf(_type.Results[0])), here);
        }
    }

    /// <summary>The one place where a function with a result returns: LLVM, which inlines it, doesn't see through a choice of pairs, but does through two
    /// choices.</summary>
    private Return NewReturn()
    {
        LLVMBasicBlockRef here = _b.InsertBlock;
        LLVMBasicBlockRef block = NewBlock();
        _b.PositionAtEnd(block);
        LLVMValueRef result = _b.BuildPhi(_native.TypeOf(_type.Results[0]));
        LLVMValueRef status = _b.BuildPhi(_t.I32);
        LLVMValueRef both = LLVMValueRef.CreatePoison(_native.ResultOf(_type));
        _b.BuildRet(_b.BuildInsertValue(_b.BuildInsertValue(both, result, 0), status, 1));
        _b.PositionAtEnd(here);
        return new Return(block, result, status);
    }

    /// <summary>Leaves when a call came back with a status.</summary>
    private void LeaveIfAsked(LLVMValueRef status) =>
        LeaveIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntNE, status, _t.Const(0)), _leave ??= NewExit(), _t.Const(_pc));

    /// <summary>In sampled runs what is left of the call depth says which activation it is that leaves.</summary>
    private void TellDepth()
    {
        if (TakesSamples)
        {
            _b.BuildStore(_depth, Field(StateLayout.Depth));
        }
    }

    private void Poll()
    {
        LLVMValueRef flag = _b.BuildLoad2(_t.I32, _native.Field(_state, StateLayout.Interrupt));
        flag.SetVolatile(true);
        LLVMValueRef stop = _b.BuildAnd(flag, _t.Const(EngineState.Stop));
        LeaveIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntNE, stop, _t.Const(0)), _stop ??= NewExit(), _t.Const(_pc));
    }

    private void ChargeFuel(long units)
    {
        LLVMValueRef left = _b.BuildSub(_b.BuildLoad2(_t.I64, _fuel), _t.Const(units));
        LeaveIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, left, _t.Const(0L)), _fuelSpent ??= NewExit(), _t.Const(_pc));
        _b.BuildStore(left, _fuel);
    }

    private void LoadFuel()
    {
        if (_countsFuel)
        {
            _b.BuildStore(_b.BuildLoad2(_t.I64, _native.Field(_state, StateLayout.Fuel)), _fuel);
        }
    }

    private void StoreFuel()
    {
        if (_countsFuel)
        {
            _b.BuildStore(_b.BuildLoad2(_t.I64, _fuel), _native.Field(_state, StateLayout.Fuel));
        }
    }

    /// <summary>A way out, and the place that is told there.</summary>
    private sealed record Exit(LLVMBasicBlockRef Block, LLVMValueRef Place);

    private sealed record Return(LLVMBasicBlockRef Block, LLVMValueRef Result, LLVMValueRef Status);
}
