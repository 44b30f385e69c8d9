using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The LLVM-C API as it is, by its own names without the prefix: line tables.</summary>
public static unsafe partial class LLVM
{
    [LibraryImport("libLLVM", EntryPoint = "LLVMCreateDIBuilder")]
    public static partial LLVMOpaqueDIBuilder* CreateDIBuilder(LLVMOpaqueModule* m);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposeDIBuilder")]
    public static partial void DisposeDIBuilder(LLVMOpaqueDIBuilder* builder);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDIBuilderFinalize")]
    public static partial void DIBuilderFinalize(LLVMOpaqueDIBuilder* builder);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDIBuilderCreateFile")]
    public static partial LLVMOpaqueMetadata* DIBuilderCreateFile(
        LLVMOpaqueDIBuilder* builder, sbyte* filename, nuint filenameLen, sbyte* directory, nuint directoryLen);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDIBuilderCreateCompileUnit")]
    public static partial LLVMOpaqueMetadata* DIBuilderCreateCompileUnit(
        LLVMOpaqueDIBuilder* builder, LLVMDWARFSourceLanguage lang, LLVMOpaqueMetadata* fileRef, sbyte* producer,
        nuint producerLen, int isOptimized, sbyte* flags, nuint flagsLen, uint runtimeVer, sbyte* splitName,
        nuint splitNameLen, LLVMDWARFEmissionKind kind, uint dWOId, int splitDebugInlining, int debugInfoForProfiling,
        sbyte* sysRoot, nuint sysRootLen, sbyte* sdk, nuint sDKLen);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDIBuilderCreateFunction")]
    public static partial LLVMOpaqueMetadata* DIBuilderCreateFunction(
        LLVMOpaqueDIBuilder* builder, LLVMOpaqueMetadata* scope, sbyte* name, nuint nameLen, sbyte* linkageName,
        nuint linkageNameLen, LLVMOpaqueMetadata* file, uint lineNo, LLVMOpaqueMetadata* ty, int isLocalToUnit,
        int isDefinition, uint scopeLine, LLVMDIFlags flags, int isOptimized);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDIBuilderCreateSubroutineType")]
    public static partial LLVMOpaqueMetadata* DIBuilderCreateSubroutineType(
        LLVMOpaqueDIBuilder* builder, LLVMOpaqueMetadata* file, LLVMOpaqueMetadata** parameterTypes,
        uint numParameterTypes, LLVMDIFlags flags);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDIBuilderCreateDebugLocation")]
    public static partial LLVMOpaqueMetadata* DIBuilderCreateDebugLocation(
        LLVMOpaqueContext* ctx, uint line, uint column, LLVMOpaqueMetadata* scope, LLVMOpaqueMetadata* inlinedAt);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetSubprogram")]
    public static partial void SetSubprogram(LLVMOpaqueValue* func, LLVMOpaqueMetadata* sp);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDebugMetadataVersion")]
    public static partial uint DebugMetadataVersion();
}
