using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The LLVM-C API as it is, by its own names without the prefix: the instruction builder.</summary>
public static unsafe partial class LLVM
{
    [LibraryImport("libLLVM", EntryPoint = "LLVMCreateBuilderInContext")]
    public static partial LLVMOpaqueBuilder* CreateBuilderInContext(LLVMOpaqueContext* c);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDisposeBuilder")]
    public static partial void DisposeBuilder(LLVMOpaqueBuilder* builder);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPositionBuilderAtEnd")]
    public static partial void PositionBuilderAtEnd(LLVMOpaqueBuilder* builder, LLVMOpaqueBasicBlock* block);

    [LibraryImport("libLLVM", EntryPoint = "LLVMPositionBuilderBefore")]
    public static partial void PositionBuilderBefore(LLVMOpaqueBuilder* builder, LLVMOpaqueValue* instr);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetInsertBlock")]
    public static partial LLVMOpaqueBasicBlock* GetInsertBlock(LLVMOpaqueBuilder* builder);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetCurrentDebugLocation2")]
    public static partial void SetCurrentDebugLocation2(LLVMOpaqueBuilder* builder, LLVMOpaqueMetadata* loc);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildRet")]
    public static partial LLVMOpaqueValue* BuildRet(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* v);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildRetVoid")]
    public static partial LLVMOpaqueValue* BuildRetVoid(LLVMOpaqueBuilder* param0);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildBr")]
    public static partial LLVMOpaqueValue* BuildBr(LLVMOpaqueBuilder* param0, LLVMOpaqueBasicBlock* dest);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildCondBr")]
    public static partial LLVMOpaqueValue* BuildCondBr(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* @if, LLVMOpaqueBasicBlock* then, LLVMOpaqueBasicBlock* @else);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildSwitch")]
    public static partial LLVMOpaqueValue* BuildSwitch(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* v, LLVMOpaqueBasicBlock* @else, uint numCases);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildIndirectBr")]
    public static partial LLVMOpaqueValue* BuildIndirectBr(LLVMOpaqueBuilder* b, LLVMOpaqueValue* addr, uint numDests);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildUnreachable")]
    public static partial LLVMOpaqueValue* BuildUnreachable(LLVMOpaqueBuilder* param0);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildBinOp")]
    public static partial LLVMOpaqueValue* BuildBinOp(
        LLVMOpaqueBuilder* b, LLVMOpcode op, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildNSWAdd")]
    public static partial LLVMOpaqueValue* BuildNSWAdd(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildNSWSub")]
    public static partial LLVMOpaqueValue* BuildNSWSub(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildNSWMul")]
    public static partial LLVMOpaqueValue* BuildNSWMul(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildNUWAdd")]
    public static partial LLVMOpaqueValue* BuildNUWAdd(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildNUWSub")]
    public static partial LLVMOpaqueValue* BuildNUWSub(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildNUWMul")]
    public static partial LLVMOpaqueValue* BuildNUWMul(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildNeg")]
    public static partial LLVMOpaqueValue* BuildNeg(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* v, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildNot")]
    public static partial LLVMOpaqueValue* BuildNot(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* v, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildFNeg")]
    public static partial LLVMOpaqueValue* BuildFNeg(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* v, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildCast")]
    public static partial LLVMOpaqueValue* BuildCast(
        LLVMOpaqueBuilder* b, LLVMOpcode op, LLVMOpaqueValue* val, LLVMOpaqueType* destTy, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildIntCast2")]
    public static partial LLVMOpaqueValue* BuildIntCast2(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* val, LLVMOpaqueType* destTy, int isSigned, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildICmp")]
    public static partial LLVMOpaqueValue* BuildICmp(
        LLVMOpaqueBuilder* param0, LLVMIntPredicate op, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildFCmp")]
    public static partial LLVMOpaqueValue* BuildFCmp(
        LLVMOpaqueBuilder* param0, LLVMRealPredicate op, LLVMOpaqueValue* lhs, LLVMOpaqueValue* rhs, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildPhi")]
    public static partial LLVMOpaqueValue* BuildPhi(LLVMOpaqueBuilder* param0, LLVMOpaqueType* ty, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildSelect")]
    public static partial LLVMOpaqueValue* BuildSelect(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* @if, LLVMOpaqueValue* then, LLVMOpaqueValue* @else, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildFreeze")]
    public static partial LLVMOpaqueValue* BuildFreeze(LLVMOpaqueBuilder* param0, LLVMOpaqueValue* val, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildAlloca")]
    public static partial LLVMOpaqueValue* BuildAlloca(LLVMOpaqueBuilder* param0, LLVMOpaqueType* ty, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildArrayAlloca")]
    public static partial LLVMOpaqueValue* BuildArrayAlloca(
        LLVMOpaqueBuilder* param0, LLVMOpaqueType* ty, LLVMOpaqueValue* val, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildLoad2")]
    public static partial LLVMOpaqueValue* BuildLoad2(
        LLVMOpaqueBuilder* param0, LLVMOpaqueType* ty, LLVMOpaqueValue* pointerVal, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildStore")]
    public static partial LLVMOpaqueValue* BuildStore(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* val, LLVMOpaqueValue* ptr);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildGEP2")]
    public static partial LLVMOpaqueValue* BuildGEP2(
        LLVMOpaqueBuilder* b, LLVMOpaqueType* ty, LLVMOpaqueValue* pointer, LLVMOpaqueValue** indices, uint numIndices,
        sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildInBoundsGEP2")]
    public static partial LLVMOpaqueValue* BuildInBoundsGEP2(
        LLVMOpaqueBuilder* b, LLVMOpaqueType* ty, LLVMOpaqueValue* pointer, LLVMOpaqueValue** indices, uint numIndices,
        sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildStructGEP2")]
    public static partial LLVMOpaqueValue* BuildStructGEP2(
        LLVMOpaqueBuilder* b, LLVMOpaqueType* ty, LLVMOpaqueValue* pointer, uint idx, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildMemCpy")]
    public static partial LLVMOpaqueValue* BuildMemCpy(
        LLVMOpaqueBuilder* b, LLVMOpaqueValue* dst, uint dstAlign, LLVMOpaqueValue* src, uint srcAlign,
        LLVMOpaqueValue* size);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildMemMove")]
    public static partial LLVMOpaqueValue* BuildMemMove(
        LLVMOpaqueBuilder* b, LLVMOpaqueValue* dst, uint dstAlign, LLVMOpaqueValue* src, uint srcAlign,
        LLVMOpaqueValue* size);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildMemSet")]
    public static partial LLVMOpaqueValue* BuildMemSet(
        LLVMOpaqueBuilder* b, LLVMOpaqueValue* ptr, LLVMOpaqueValue* val, LLVMOpaqueValue* len, uint align);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildAtomicRMW")]
    public static partial LLVMOpaqueValue* BuildAtomicRMW(
        LLVMOpaqueBuilder* b, LLVMAtomicRMWBinOp op, LLVMOpaqueValue* ptr, LLVMOpaqueValue* val,
        LLVMAtomicOrdering ordering, int singleThread);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildFence")]
    public static partial LLVMOpaqueValue* BuildFence(
        LLVMOpaqueBuilder* b, LLVMAtomicOrdering ordering, int singleThread, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildCall2")]
    public static partial LLVMOpaqueValue* BuildCall2(
        LLVMOpaqueBuilder* param0, LLVMOpaqueType* param1, LLVMOpaqueValue* fn, LLVMOpaqueValue** args, uint numArgs,
        sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildExtractValue")]
    public static partial LLVMOpaqueValue* BuildExtractValue(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* aggVal, uint index, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMBuildInsertValue")]
    public static partial LLVMOpaqueValue* BuildInsertValue(
        LLVMOpaqueBuilder* param0, LLVMOpaqueValue* aggVal, LLVMOpaqueValue* eltVal, uint index, sbyte* name);
}
