using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The LLVM-C API as it is, by its own names without the prefix: attributes and metadata.</summary>
public static unsafe partial class LLVM
{
    [LibraryImport("libLLVM", EntryPoint = "LLVMGetEnumAttributeKindForName")]
    public static partial uint GetEnumAttributeKindForName(sbyte* name, nuint sLen);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCreateEnumAttribute")]
    public static partial LLVMOpaqueAttributeRef* CreateEnumAttribute(LLVMOpaqueContext* c, uint kindID, ulong val);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCreateStringAttribute")]
    public static partial LLVMOpaqueAttributeRef* CreateStringAttribute(
        LLVMOpaqueContext* c, sbyte* k, uint kLength, sbyte* v, uint vLength);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAddAttributeAtIndex")]
    public static partial void AddAttributeAtIndex(
        LLVMOpaqueValue* f, LLVMAttributeIndex idx, LLVMOpaqueAttributeRef* a);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAddCallSiteAttribute")]
    public static partial void AddCallSiteAttribute(
        LLVMOpaqueValue* c, LLVMAttributeIndex idx, LLVMOpaqueAttributeRef* a);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetMDKindIDInContext")]
    public static partial uint GetMDKindIDInContext(LLVMOpaqueContext* c, sbyte* name, uint sLen);

    [LibraryImport("libLLVM", EntryPoint = "LLVMMDStringInContext2")]
    public static partial LLVMOpaqueMetadata* MDStringInContext2(LLVMOpaqueContext* c, sbyte* str, nuint sLen);

    [LibraryImport("libLLVM", EntryPoint = "LLVMMDNodeInContext2")]
    public static partial LLVMOpaqueMetadata* MDNodeInContext2(
        LLVMOpaqueContext* c, LLVMOpaqueMetadata** mDs, nuint count);

    [LibraryImport("libLLVM", EntryPoint = "LLVMMetadataAsValue")]
    public static partial LLVMOpaqueValue* MetadataAsValue(LLVMOpaqueContext* c, LLVMOpaqueMetadata* md);

    [LibraryImport("libLLVM", EntryPoint = "LLVMValueAsMetadata")]
    public static partial LLVMOpaqueMetadata* ValueAsMetadata(LLVMOpaqueValue* val);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetMetadata")]
    public static partial void SetMetadata(LLVMOpaqueValue* val, uint kindID, LLVMOpaqueValue* node);

    [LibraryImport("libLLVM", EntryPoint = "LLVMMetadataReplaceAllUsesWith")]
    public static partial void MetadataReplaceAllUsesWith(
        LLVMOpaqueMetadata* tempTargetMetadata, LLVMOpaqueMetadata* replacement);

    [LibraryImport("libLLVM", EntryPoint = "LLVMTemporaryMDNode")]
    public static partial LLVMOpaqueMetadata* TemporaryMDNode(
        LLVMOpaqueContext* ctx, LLVMOpaqueMetadata** data, nuint numElements);
}
