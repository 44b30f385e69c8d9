using ProcVM.Llvm;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Jit.Llvm;

/// <summary>What code of profiled runs does besides (<see cref="Probes"/>).</summary>
internal sealed unsafe partial class NativeEmitter
{
    private bool TakesSamples => _unit.Probes is { TakesSamples: true };

    private LLVMValueRef Site => _t.Const(CallPlace.Of(ProfileTier.Llvm, _unit.Function, Math.Max(_pc, 0)));

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
    /// <param name="hostCall">The host call that is just over; −1 for none.</param>
    private void TakeSample(int hostCall = -1)
    {
        if (!TakesSamples)
        {
            return;
        }

        LLVMValueRef flag = _b.BuildLoad2(_t.I32, Field(StateLayout.Interrupt));
        flag.SetVolatile(true);
        LLVMBasicBlockRef answer = NewBlock();
        LLVMBasicBlockRef back = NewBlock();
        LLVMValueRef wanted = _b.BuildICmp(LLVMIntPredicate.LLVMIntNE, flag, _t.Const(0));
        _module.Metadata.MarkUnlikely(_b.BuildCondBr(wanted, answer, back));
        LLVMBasicBlockRef here = _b.InsertBlock;
        _b.PositionAtEnd(answer);
        _b.BuildStore(_depth, Field(StateLayout.Depth));
        StoreFuel();
        LLVMValueRef status = _module.Call(
            _native.Helper("pvm.answer", _t.I32, _t.Pointer, _t.I64, _t.I32), _state, Site, _t.Const(hostCall));
        _b.BuildCondBr(_b.BuildICmp(LLVMIntPredicate.LLVMIntNE, status, _t.Const(0)), Nothing(), back);
        _b.PositionAtEnd(here);
        ContinueIn(back);
    }

    /// <summary>Tells from where a call is made, by the call depth that it leaves.</summary>
    private void NoteCallSite(LLVMValueRef left)
    {
        if (TakesSamples)
        {
            LLVMValueRef sites = LLVMValueRef.CreateConstIntToPtr(_t.Const((long)_unit.Probes!.CallSites), _t.Pointer);
            _b.BuildStore(Site, _b.BuildInBoundsGEP2(_t.I8, sites, [left]));
        }
    }
}
