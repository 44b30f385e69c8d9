using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The LLVM-C API as it is, by its own names without the prefix: targets, passes and code.</summary>
public static unsafe partial class LLVM
{
    [LibraryImport("libLLVM", EntryPoint = "LLVMGetDefaultTargetTriple")]
    public static partial sbyte* GetDefaultTargetTriple();

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetHostCPUName")]
    public static partial sbyte* GetHostCPUName();

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetHostCPUFeatures")]
    public static partial sbyte* GetHostCPUFeatures();

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetTargetFromTriple")]
    public static partial int GetTargetFromTriple(sbyte* triple, LLVMTarget** t, sbyte** errorMessage);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCreateTargetMachine")]
    public static partial LLVMOpaqueTargetMachine* CreateTargetMachine(
        LLVMTarget* t, sbyte* triple, sbyte* cpu, sbyte* features, LLVMCodeGenOptLevel level, LLVMRelocMode reloc,
        LLVMCodeModel codeModel);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposeTargetMachine")]
    public static partial void DisposeTargetMachine(LLVMOpaqueTargetMachine* t);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetTargetMachineTriple")]
    public static partial sbyte* GetTargetMachineTriple(LLVMOpaqueTargetMachine* t);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCreateTargetDataLayout")]
    public static partial LLVMOpaqueTargetData* CreateTargetDataLayout(LLVMOpaqueTargetMachine* t);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCopyStringRepOfTargetData")]
    public static partial sbyte* CopyStringRepOfTargetData(LLVMOpaqueTargetData* td);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposeTargetData")]
    public static partial void DisposeTargetData(LLVMOpaqueTargetData* td);

    [LibraryImport("libLLVM", EntryPoint = "LLVMTargetMachineEmitToMemoryBuffer")]
    public static partial int TargetMachineEmitToMemoryBuffer(
        LLVMOpaqueTargetMachine* t, LLVMOpaqueModule* m, LLVMCodeGenFileType codegen, sbyte** errorMessage,
        LLVMOpaqueMemoryBuffer** outMemBuf);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCreatePassBuilderOptions")]
    public static partial LLVMOpaquePassBuilderOptions* CreatePassBuilderOptions();

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposePassBuilderOptions")]
    public static partial void DisposePassBuilderOptions(LLVMOpaquePassBuilderOptions* options);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPassBuilderOptionsSetVerifyEach")]
    public static partial void PassBuilderOptionsSetVerifyEach(LLVMOpaquePassBuilderOptions* options, int verifyEach);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPassBuilderOptionsSetLoopVectorization")]
    public static partial void PassBuilderOptionsSetLoopVectorization(
        LLVMOpaquePassBuilderOptions* options, int loopVectorization);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPassBuilderOptionsSetSLPVectorization")]
    public static partial void PassBuilderOptionsSetSLPVectorization(
        LLVMOpaquePassBuilderOptions* options, int sLPVectorization);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPassBuilderOptionsSetLoopUnrolling")]
    public static partial void PassBuilderOptionsSetLoopUnrolling(
        LLVMOpaquePassBuilderOptions* options, int loopUnrolling);

    [LibraryImport("libLLVM", EntryPoint = "LLVMRunPasses")]
    public static partial LLVMOpaqueError* RunPasses(
        LLVMOpaqueModule* m, sbyte* passes, LLVMOpaqueTargetMachine* tm, LLVMOpaquePassBuilderOptions* options);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetErrorMessage")]
    public static partial sbyte* GetErrorMessage(LLVMOpaqueError* err);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposeErrorMessage")]
    public static partial void DisposeErrorMessage(sbyte* errMsg);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCreateMemoryBufferWithMemoryRangeCopy")]
    public static partial LLVMOpaqueMemoryBuffer* CreateMemoryBufferWithMemoryRangeCopy(
        sbyte* inputData, nuint inputDataLength, sbyte* bufferName);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetBufferStart")]
    public static partial sbyte* GetBufferStart(LLVMOpaqueMemoryBuffer* memBuf);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetBufferSize")]
    public static partial nuint GetBufferSize(LLVMOpaqueMemoryBuffer* memBuf);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposeMemoryBuffer")]
    public static partial void DisposeMemoryBuffer(LLVMOpaqueMemoryBuffer* memBuf);
}
