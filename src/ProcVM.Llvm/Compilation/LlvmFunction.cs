namespace ProcVM.Llvm;

/// <summary>A function with the type that calls of it need.</summary>
/// <param name="Value">The function.</param>
/// <param name="Type">Its type.</param>
public sealed record LlvmFunction(LLVMValueRef Value, LLVMTypeRef Type)
{
    /// <summary>A parameter, the first being 0.</summary>
    public LLVMValueRef Parameter(int index) => Value.GetParam((uint)index);
}
