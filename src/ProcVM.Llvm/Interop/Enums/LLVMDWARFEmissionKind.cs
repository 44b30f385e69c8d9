namespace ProcVM.Llvm;

/// <summary>LLVMDWARFEmissionKind, with the numbers of the LLVM-C API.</summary>
public enum LLVMDWARFEmissionKind
{
    LLVMDWARFEmissionNone = 0,
    LLVMDWARFEmissionFull = 1,
    LLVMDWARFEmissionLineTablesOnly = 2,
}
