namespace ProcVM.Llvm;

/// <summary>LLVMVisibility, with the numbers of the LLVM-C API.</summary>
public enum LLVMVisibility
{
    LLVMDefaultVisibility = 0,
    LLVMHiddenVisibility = 1,
    LLVMProtectedVisibility = 2,
}
