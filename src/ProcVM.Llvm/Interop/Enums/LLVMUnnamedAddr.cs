namespace ProcVM.Llvm;

/// <summary>LLVMUnnamedAddr, with the numbers of the LLVM-C API.</summary>
public enum LLVMUnnamedAddr
{
    LLVMNoUnnamedAddr = 0,
    LLVMLocalUnnamedAddr = 1,
    LLVMGlobalUnnamedAddr = 2,
}
