using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The LLVM-C API as it is, by its own names without the prefix: constants, globals, functions, blocks and instructions.</summary>
public static unsafe partial class LLVM
{
    [LibraryImport("libLLVM", EntryPoint = "LLVMConstInt")]
    public static partial LLVMOpaqueValue* ConstInt(LLVMOpaqueType* intTy, ulong n, int signExtend);

    [LibraryImport("libLLVM", EntryPoint = "LLVMConstReal")]
    public static partial LLVMOpaqueValue* ConstReal(LLVMOpaqueType* realTy, double n);

    [LibraryImport("libLLVM", EntryPoint = "LLVMConstNull")]
    public static partial LLVMOpaqueValue* ConstNull(LLVMOpaqueType* ty);

    [LibraryImport("libLLVM", EntryPoint = "LLVMConstPointerNull")]
    public static partial LLVMOpaqueValue* ConstPointerNull(LLVMOpaqueType* ty);

    [LibraryImport("libLLVM", EntryPoint = "LLVMConstAllOnes")]
    public static partial LLVMOpaqueValue* ConstAllOnes(LLVMOpaqueType* ty);

    [LibraryImport("libLLVM", EntryPoint = "LLVMConstIntToPtr")]
    public static partial LLVMOpaqueValue* ConstIntToPtr(LLVMOpaqueValue* constantVal, LLVMOpaqueType* toType);

    [LibraryImport("libLLVM", EntryPoint = "LLVMConstArray")]
    public static partial LLVMOpaqueValue* ConstArray(
        LLVMOpaqueType* elementTy, LLVMOpaqueValue** constantVals, uint length);

    [LibraryImport("libLLVM", EntryPoint = "LLVMConstStructInContext")]
    public static partial LLVMOpaqueValue* ConstStructInContext(
        LLVMOpaqueContext* c, LLVMOpaqueValue** constantVals, uint count, int packed);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetPoison")]
    public static partial LLVMOpaqueValue* GetPoison(LLVMOpaqueType* ty);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetUndef")]
    public static partial LLVMOpaqueValue* GetUndef(LLVMOpaqueType* ty);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAddGlobal")]
    public static partial LLVMOpaqueValue* AddGlobal(LLVMOpaqueModule* m, LLVMOpaqueType* ty, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetInitializer")]
    public static partial void SetInitializer(LLVMOpaqueValue* globalVar, LLVMOpaqueValue* constantVal);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetGlobalConstant")]
    public static partial void SetGlobalConstant(LLVMOpaqueValue* globalVar, int isConstant);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetLinkage")]
    public static partial void SetLinkage(LLVMOpaqueValue* global, LLVMLinkage linkage);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetVisibility")]
    public static partial void SetVisibility(LLVMOpaqueValue* global, LLVMVisibility viz);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetSection")]
    public static partial void SetSection(LLVMOpaqueValue* global, sbyte* section);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetAlignment")]
    public static partial void SetAlignment(LLVMOpaqueValue* v, uint bytes);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetVolatile")]
    public static partial void SetVolatile(LLVMOpaqueValue* memoryAccessInst, int isVolatile);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetOrdering")]
    public static partial void SetOrdering(LLVMOpaqueValue* memoryAccessInst, LLVMAtomicOrdering ordering);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetUnnamedAddress")]
    public static partial void SetUnnamedAddress(LLVMOpaqueValue* global, LLVMUnnamedAddr unnamedAddr);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAddFunction")]
    public static partial LLVMOpaqueValue* AddFunction(LLVMOpaqueModule* m, sbyte* name, LLVMOpaqueType* functionTy);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDeleteFunction")]
    public static partial void DeleteFunction(LLVMOpaqueValue* fn);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetParam")]
    public static partial LLVMOpaqueValue* GetParam(LLVMOpaqueValue* fn, uint index);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCountParams")]
    public static partial uint CountParams(LLVMOpaqueValue* fn);

    [LibraryImport("libLLVM", EntryPoint = "LLVMCountBasicBlocks")]
    public static partial uint CountBasicBlocks(LLVMOpaqueValue* fn);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetFunctionCallConv")]
    public static partial void SetFunctionCallConv(LLVMOpaqueValue* fn, uint cc);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetInstructionCallConv")]
    public static partial void SetInstructionCallConv(LLVMOpaqueValue* instr, uint cc);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetTailCall")]
    public static partial void SetTailCall(LLVMOpaqueValue* callInst, int isTailCall);

    [LibraryImport("libLLVM", EntryPoint = "LLVMSetValueName2")]
    public static partial void SetValueName2(LLVMOpaqueValue* val, sbyte* name, nuint nameLen);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetValueName2")]
    public static partial sbyte* GetValueName2(LLVMOpaqueValue* val, nuint* length);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAppendBasicBlockInContext")]
    public static partial LLVMOpaqueBasicBlock* AppendBasicBlockInContext(
        LLVMOpaqueContext* c, LLVMOpaqueValue* fn, sbyte* name);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetEntryBasicBlock")]
    public static partial LLVMOpaqueBasicBlock* GetEntryBasicBlock(LLVMOpaqueValue* fn);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetBasicBlockTerminator")]
    public static partial LLVMOpaqueValue* GetBasicBlockTerminator(LLVMOpaqueBasicBlock* bb);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetBasicBlockParent")]
    public static partial LLVMOpaqueValue* GetBasicBlockParent(LLVMOpaqueBasicBlock* bb);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetFirstInstruction")]
    public static partial LLVMOpaqueValue* GetFirstInstruction(LLVMOpaqueBasicBlock* bb);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetNextInstruction")]
    public static partial LLVMOpaqueValue* GetNextInstruction(LLVMOpaqueValue* inst);

    [LibraryImport("libLLVM", EntryPoint = "LLVMDeleteBasicBlock")]
    public static partial void DeleteBasicBlock(LLVMOpaqueBasicBlock* bb);

    [LibraryImport("libLLVM", EntryPoint = "LLVMMoveBasicBlockAfter")]
    public static partial void MoveBasicBlockAfter(LLVMOpaqueBasicBlock* bb, LLVMOpaqueBasicBlock* movePos);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAddIncoming")]
    public static partial void AddIncoming(
        LLVMOpaqueValue* phiNode, LLVMOpaqueValue** incomingValues, LLVMOpaqueBasicBlock** incomingBlocks, uint count);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAddCase")]
    public static partial void AddCase(LLVMOpaqueValue* @switch, LLVMOpaqueValue* onVal, LLVMOpaqueBasicBlock* dest);

    [LibraryImport("libLLVM", EntryPoint = "LLVMAddDestination")]
    public static partial void AddDestination(LLVMOpaqueValue* indirectBr, LLVMOpaqueBasicBlock* dest);

    [LibraryImport("libLLVM", EntryPoint = "LLVMIsConstant")]
    public static partial int IsConstant(LLVMOpaqueValue* val);

    [LibraryImport("libLLVM", EntryPoint = "LLVMReplaceAllUsesWith")]
    public static partial void ReplaceAllUsesWith(LLVMOpaqueValue* oldVal, LLVMOpaqueValue* newVal);

    [LibraryImport("libLLVM", EntryPoint = "LLVMInstructionEraseFromParent")]
    public static partial void InstructionEraseFromParent(LLVMOpaqueValue* inst);

    [LibraryImport("libLLVM", EntryPoint = "LLVMLookupIntrinsicID")]
    public static partial uint LookupIntrinsicID(sbyte* name, nuint nameLen);

    [LibraryImport("libLLVM", EntryPoint = "LLVMGetIntrinsicDeclaration")]
    public static partial LLVMOpaqueValue* GetIntrinsicDeclaration(
        LLVMOpaqueModule* mod, uint id, LLVMOpaqueType** paramTypes, nuint paramCount);

    [LibraryImport("libLLVM", EntryPoint = "LLVMIntrinsicGetType")]
    public static partial LLVMOpaqueType* IntrinsicGetType(
        LLVMOpaqueContext* ctx, uint id, LLVMOpaqueType** paramTypes, nuint paramCount);
}
