namespace ProcVM.Llvm;

/// <summary>The layout of data on a target.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMTargetDataRef(nint Handle)
{
    public static implicit operator LLVMOpaqueTargetData*(LLVMTargetDataRef value) => (LLVMOpaqueTargetData*)value.Handle;

    public static implicit operator LLVMTargetDataRef(LLVMOpaqueTargetData* value) => new((nint)value);

    /// <summary>Frees it.</summary>
    public void Dispose() => LLVM.DisposeTargetData(this);
}
