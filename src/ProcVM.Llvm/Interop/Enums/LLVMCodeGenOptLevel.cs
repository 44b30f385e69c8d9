namespace ProcVM.Llvm;

/// <summary>LLVMCodeGenOptLevel, with the numbers of the LLVM-C API.</summary>
public enum LLVMCodeGenOptLevel
{
    LLVMCodeGenLevelNone = 0,
    LLVMCodeGenLevelLess = 1,
    LLVMCodeGenLevelDefault = 2,
    LLVMCodeGenLevelAggressive = 3,
}
