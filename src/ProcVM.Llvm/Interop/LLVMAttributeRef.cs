namespace ProcVM.Llvm;

/// <summary>An attribute of a function, a parameter or a result.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMAttributeRef(nint Handle)
{
    public static implicit operator LLVMOpaqueAttributeRef*(LLVMAttributeRef value) => (LLVMOpaqueAttributeRef*)value.Handle;

    public static implicit operator LLVMAttributeRef(LLVMOpaqueAttributeRef* value) => new((nint)value);
}
