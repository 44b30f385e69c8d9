namespace ProcVM.Llvm;

/// <summary>LLVMDiagnosticSeverity, with the numbers of the LLVM-C API.</summary>
public enum LLVMDiagnosticSeverity
{
    LLVMDSError = 0,
    LLVMDSWarning = 1,
    LLVMDSRemark = 2,
    LLVMDSNote = 3,
}
