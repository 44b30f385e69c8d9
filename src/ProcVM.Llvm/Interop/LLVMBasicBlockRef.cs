namespace ProcVM.Llvm;

/// <summary>A basic block.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMBasicBlockRef(nint Handle)
{
    public static implicit operator LLVMOpaqueBasicBlock*(LLVMBasicBlockRef value) => (LLVMOpaqueBasicBlock*)value.Handle;

    public static implicit operator LLVMBasicBlockRef(LLVMOpaqueBasicBlock* value) => new((nint)value);

    /// <summary>The function it is in.</summary>
    public LLVMValueRef Parent => LLVM.GetBasicBlockParent(this);

    /// <summary>Its last instruction when that is a terminator; none otherwise.</summary>
    public LLVMValueRef Terminator => LLVM.GetBasicBlockTerminator(this);

    /// <summary>Its first instruction; none when it is empty.</summary>
    public LLVMValueRef FirstInstruction => LLVM.GetFirstInstruction(this);

    /// <summary>Moves it behind another one.</summary>
    public void MoveAfter(LLVMBasicBlockRef position) => LLVM.MoveBasicBlockAfter(this, position);

    /// <summary>Deletes it with its instructions.</summary>
    public void Delete() => LLVM.DeleteBasicBlock(this);
}
