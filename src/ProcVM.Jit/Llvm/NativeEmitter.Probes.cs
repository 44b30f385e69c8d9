using ProcVM.Llvm;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Jit.Llvm;

/// <summary>What code of profiled runs does besides (<see cref="Probes"/>).</summary>
internal sealed unsafe partial class NativeEmitter
{
    private bool TakesSamples => _unit.Probes is { TakesSamples: true };

    private void Count(long address)
    {
        LLVMValueRef counter = LLVMValueRef.CreateConstIntToPtr(_t.Const(address), _t.Pointer);
        _b.BuildStore(_b.BuildAdd(_b.BuildLoad2(_t.I64, counter), _t.Const(1L)), counter);
    }

    private void PollLoop()
    {
        if (TakesSamples)
        {
            TakeSample();
        }
        else
        {
            Poll();
        }
    }

    /// <summary>Takes a sample when one is wanted, or leaves when the run is to stop.</summary>
    /// <param name="behind">The host call that is just over; −1 for none.</param>
    private void TakeSample(int behind = -1)
    {
        if (TakesSamples)
        {
            LLVMValueRef flag = _b.BuildLoad2(_t.I32, Field(StateLayout.Interrupt));
            flag.SetVolatile(true);
            AnswerIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntNE, flag, _t.Const(0)), _t.Const(behind));
        }
    }

    /// <summary>Behind a call: takes a sample for the callee, and tells this place when the callee's callers are asked for.</summary>
    private void TellBehind(LLVMValueRef callee)
    {
        if (TakesSamples && callee.Handle != 0)
        {
            LLVMValueRef tell = _b.BuildLoad2(_t.I64, Field(StateLayout.Tell));
            tell.SetVolatile(true);
            AnswerIf(_b.BuildICmp(LLVMIntPredicate.LLVMIntSGT, _depth, tell), callee);
        }
    }

    /// <summary>Before a call: the call depth left is below its floor, because it is used up or something is asked.</summary>
    private void AnswerIfBelowFloor(LLVMValueRef left)
    {
        LLVMValueRef floor = _b.BuildLoad2(_t.I64, Field(StateLayout.DepthFloor));
        floor.SetVolatile(true);
        LLVMBasicBlockRef below = NewBlock();
        LLVMBasicBlockRef asked = NewBlock();
        LLVMBasicBlockRef back = NewBlock();
        _module.Metadata.MarkUnlikely(_b.BuildCondBr(_b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, left, floor), below, back));
        ContinueIn(below);
        Exit stop = _stop ??= NewExit();
        _b.BuildCondBr(_b.BuildICmp(LLVMIntPredicate.LLVMIntSLT, left, _t.Const(0L)), stop.Block, asked);
        stop.Place.AddIncoming(_t.Const(_pc), _b.InsertBlock);
        ContinueIn(asked);
        Answer(_t.Const(-1), back);
        ContinueIn(back);
    }

    private void AnswerIf(LLVMValueRef condition, LLVMValueRef behind)
    {
        LLVMBasicBlockRef answer = NewBlock();
        LLVMBasicBlockRef back = NewBlock();
        _module.Metadata.MarkUnlikely(_b.BuildCondBr(condition, answer, back));
        ContinueIn(answer);
        Answer(behind, back);
        ContinueIn(back);
    }

    private void Answer(LLVMValueRef behind, LLVMBasicBlockRef back)
    {
        StoreFuel();
        _native.CallAnswer(_state, _t.Const(_unit.Function), _t.Const(Math.Max(_pc, 0)), behind, _depth);
        LLVMValueRef leaving = _b.BuildLoad2(_t.I32, Field(StateLayout.Leaving));
        leaving.SetVolatile(true);
        _b.BuildCondBr(_b.BuildICmp(LLVMIntPredicate.LLVMIntNE, leaving, _t.Const(0)), Nothing(), back);
    }
}
