namespace ProcVM.Llvm;

/// <summary>LLVMCodeGenFileType, with the numbers of the LLVM-C API.</summary>
public enum LLVMCodeGenFileType
{
    LLVMAssemblyFile = 0,
    LLVMObjectFile = 1,
}
