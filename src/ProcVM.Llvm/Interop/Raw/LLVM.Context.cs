using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The LLVM-C API as it is, by its own names without the prefix: contexts, modules and what they report.</summary>
public static unsafe partial class LLVM
{
    [LibraryImport("libLLVM", EntryPoint = "LLVMContextCreate")]
    public static partial LLVMOpaqueContext* ContextCreate();

    [LibraryImport("libLLVM", EntryPoint = "LLVMContextDispose")]
    public static partial void ContextDispose(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMContextSetDiscardValueNames")]
    public static partial void ContextSetDiscardValueNames(LLVMOpaqueContext* c, int discard);

    [LibraryImport("libLLVM", EntryPoint = "LLVMContextSetDiagnosticHandler")]
    public static partial void ContextSetDiagnosticHandler(
        LLVMOpaqueContext* c, delegate* unmanaged[Cdecl]<LLVMOpaqueDiagnosticInfo*, void*, void> handler,
        void* diagnosticContext);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetDiagInfoDescription")]
    public static partial sbyte* GetDiagInfoDescription(LLVMOpaqueDiagnosticInfo* di);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetDiagInfoSeverity")]
    public static partial LLVMDiagnosticSeverity GetDiagInfoSeverity(LLVMOpaqueDiagnosticInfo* di);

    [LibraryImport("libLLVM", EntryPoint = "LLVMModuleCreateWithNameInContext")]
    public static partial LLVMOpaqueModule* ModuleCreateWithNameInContext(sbyte* moduleID, LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCloneModule")]
    public static partial LLVMOpaqueModule* CloneModule(LLVMOpaqueModule* m);

    [LibraryImport("libLLVM", EntryPoint = "LLVMLinkModules2")]
    public static partial int LinkModules2(LLVMOpaqueModule* dest, LLVMOpaqueModule* src);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposeModule")]
    public static partial void DisposeModule(LLVMOpaqueModule* m);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetTarget")]
    public static partial void SetTarget(LLVMOpaqueModule* m, sbyte* triple);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetDataLayout")]
    public static partial void SetDataLayout(LLVMOpaqueModule* m, sbyte* dataLayoutStr);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAddModuleFlag")]
    public static partial void AddModuleFlag(
        LLVMOpaqueModule* m, LLVMModuleFlagBehavior behavior, sbyte* key, nuint keyLen, LLVMOpaqueMetadata* val);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPrintModuleToString")]
    public static partial sbyte* PrintModuleToString(LLVMOpaqueModule* m);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPrintValueToString")]
    public static partial sbyte* PrintValueToString(LLVMOpaqueValue* val);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPrintTypeToString")]
    public static partial sbyte* PrintTypeToString(LLVMOpaqueType* val);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposeMessage")]
    public static partial void DisposeMessage(sbyte* message);

    [LibraryImport("libLLVM", EntryPoint = "LLVMVerifyModule")]
    public static partial int VerifyModule(LLVMOpaqueModule* m, LLVMVerifierFailureAction action, sbyte** outMessage);

    [LibraryImport("libLLVM", EntryPoint = "LLVMParseIRInContext")]
    public static partial int ParseIRInContext(
        LLVMOpaqueContext* contextRef, LLVMOpaqueMemoryBuffer* memBuf, LLVMOpaqueModule** outM, sbyte** outMessage);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetNamedFunction")]
    public static partial LLVMOpaqueValue* GetNamedFunction(LLVMOpaqueModule* m, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetFirstFunction")]
    public static partial LLVMOpaqueValue* GetFirstFunction(LLVMOpaqueModule* m);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetNextFunction")]
    public static partial LLVMOpaqueValue* GetNextFunction(LLVMOpaqueValue* fn);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetVersion")]
    public static partial void GetVersion(uint* major, uint* minor, uint* patch);

    [LibraryImport("libLLVM", EntryPoint = "LLVMInstallFatalErrorHandler")]
    public static partial void InstallFatalErrorHandler(delegate* unmanaged[Cdecl]<sbyte*, void> handler);

    [LibraryImport("libLLVM", EntryPoint = "LLVMParseCommandLineOptions")]
    public static partial void ParseCommandLineOptions(int argc, sbyte** argv, sbyte* overview);
}
