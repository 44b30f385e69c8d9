namespace ProcVM.Llvm;

/// <summary>A metadata node, which belongs to its context.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMMetadataRef(nint Handle)
{
    public static implicit operator LLVMOpaqueMetadata*(LLVMMetadataRef value) => (LLVMOpaqueMetadata*)value.Handle;

    public static implicit operator LLVMMetadataRef(LLVMOpaqueMetadata* value) => new((nint)value);

    /// <summary>A value as metadata.</summary>
    public static LLVMMetadataRef FromValue(LLVMValueRef value) => LLVM.ValueAsMetadata(value);

    /// <summary>The metadata as a value, which <see cref="LLVMValueRef.SetMetadata"/> takes.</summary>
    public LLVMValueRef AsValue(LLVMContextRef context) => LLVM.MetadataAsValue(context, this);
}
