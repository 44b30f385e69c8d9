namespace ProcVM.Llvm;

/// <summary>Where an attribute goes; 1 is the first parameter.</summary>
public enum LLVMAttributeIndex : uint
{
    LLVMAttributeReturnIndex = 0,
    LLVMAttributeFirstParamIndex = 1,
    LLVMAttributeFunctionIndex = 0xFFFFFFFF,
}
