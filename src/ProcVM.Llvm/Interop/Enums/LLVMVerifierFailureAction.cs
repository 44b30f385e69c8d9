namespace ProcVM.Llvm;

/// <summary>LLVMVerifierFailureAction, with the numbers of the LLVM-C API.</summary>
public enum LLVMVerifierFailureAction
{
    LLVMAbortProcessAction = 0,
    LLVMPrintMessageAction = 1,
    LLVMReturnStatusAction = 2,
}
