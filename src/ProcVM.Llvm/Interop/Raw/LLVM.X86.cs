using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The LLVM-C API as it is, by its own names without the prefix: the x86 target.</summary>
public static unsafe partial class LLVM
{
    [LibraryImport("libLLVM", EntryPoint = "LLVMInitializeX86TargetInfo")]
    public static partial void InitializeX86TargetInfo();

    [LibraryImport("libLLVM", EntryPoint = "LLVMInitializeX86Target")]
    public static partial void InitializeX86Target();

    [LibraryImport("libLLVM", EntryPoint = "LLVMInitializeX86TargetMC")]
    public static partial void InitializeX86TargetMC();

    [LibraryImport("libLLVM", EntryPoint = "LLVMInitializeX86AsmPrinter")]
    public static partial void InitializeX86AsmPrinter();
}
