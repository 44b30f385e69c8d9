namespace ProcVM.Llvm;

/// <summary>Builds instructions, at one place at a time. Names cost time: leave them away unless somebody reads the IR.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMBuilderRef(nint Handle)
{
    public static implicit operator LLVMOpaqueBuilder*(LLVMBuilderRef value) => (LLVMOpaqueBuilder*)value.Handle;

    public static implicit operator LLVMBuilderRef(LLVMOpaqueBuilder* value) => new((nint)value);

    /// <summary>The block it builds in.</summary>
    public LLVMBasicBlockRef InsertBlock => LLVM.GetInsertBlock(this);

    /// <summary>Builds at a block's end from now on.</summary>
    public void PositionAtEnd(LLVMBasicBlockRef block) => LLVM.PositionBuilderAtEnd(this, block);

    /// <summary>Builds before an instruction from now on.</summary>
    public void PositionBefore(LLVMValueRef instruction) => LLVM.PositionBuilderBefore(this, instruction);

    /// <summary>Gives what is built next a place in the source; none ends that.</summary>
    public void SetCurrentDebugLocation2(LLVMMetadataRef location) => LLVM.SetCurrentDebugLocation2(this, location);

    /// <summary><c>ret void</c>.</summary>
    public LLVMValueRef BuildRetVoid() => LLVM.BuildRetVoid(this);

    /// <summary><c>ret</c>.</summary>
    public LLVMValueRef BuildRet(LLVMValueRef value) => LLVM.BuildRet(this, value);

    /// <summary><c>br</c>.</summary>
    public LLVMValueRef BuildBr(LLVMBasicBlockRef destination) => LLVM.BuildBr(this, destination);

    /// <summary>A conditional <c>br</c>.</summary>
    public LLVMValueRef BuildCondBr(LLVMValueRef condition, LLVMBasicBlockRef then, LLVMBasicBlockRef otherwise) =>
        LLVM.BuildCondBr(this, condition, then, otherwise);

    /// <summary><c>switch</c>, with its cases to be added.</summary>
    public LLVMValueRef BuildSwitch(LLVMValueRef value, LLVMBasicBlockRef otherwise, uint numCases) =>
        LLVM.BuildSwitch(this, value, otherwise, numCases);

    /// <summary><c>unreachable</c>.</summary>
    public LLVMValueRef BuildUnreachable() => LLVM.BuildUnreachable(this);

    /// <summary><c>add</c>.</summary>
    public LLVMValueRef BuildAdd(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMAdd, lhs, rhs, name);

    /// <summary><c>sub</c>.</summary>
    public LLVMValueRef BuildSub(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMSub, lhs, rhs, name);

    /// <summary><c>mul</c>.</summary>
    public LLVMValueRef BuildMul(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMMul, lhs, rhs, name);

    /// <summary><c>udiv</c>.</summary>
    public LLVMValueRef BuildUDiv(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMUDiv, lhs, rhs, name);

    /// <summary><c>sdiv</c>.</summary>
    public LLVMValueRef BuildSDiv(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMSDiv, lhs, rhs, name);

    /// <summary><c>urem</c>.</summary>
    public LLVMValueRef BuildURem(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMURem, lhs, rhs, name);

    /// <summary><c>srem</c>.</summary>
    public LLVMValueRef BuildSRem(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMSRem, lhs, rhs, name);

    /// <summary><c>shl</c>.</summary>
    public LLVMValueRef BuildShl(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMShl, lhs, rhs, name);

    /// <summary><c>lshr</c>.</summary>
    public LLVMValueRef BuildLShr(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMLShr, lhs, rhs, name);

    /// <summary><c>ashr</c>.</summary>
    public LLVMValueRef BuildAShr(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMAShr, lhs, rhs, name);

    /// <summary><c>and</c>.</summary>
    public LLVMValueRef BuildAnd(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMAnd, lhs, rhs, name);

    /// <summary><c>or</c>.</summary>
    public LLVMValueRef BuildOr(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMOr, lhs, rhs, name);

    /// <summary><c>xor</c>.</summary>
    public LLVMValueRef BuildXor(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMXor, lhs, rhs, name);

    /// <summary><c>fadd</c>.</summary>
    public LLVMValueRef BuildFAdd(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMFAdd, lhs, rhs, name);

    /// <summary><c>fsub</c>.</summary>
    public LLVMValueRef BuildFSub(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMFSub, lhs, rhs, name);

    /// <summary><c>fmul</c>.</summary>
    public LLVMValueRef BuildFMul(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMFMul, lhs, rhs, name);

    /// <summary><c>fdiv</c>.</summary>
    public LLVMValueRef BuildFDiv(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMFDiv, lhs, rhs, name);

    /// <summary><c>frem</c>.</summary>
    public LLVMValueRef BuildFRem(LLVMValueRef lhs, LLVMValueRef rhs, string name = "") =>
        BuildBinOp(LLVMOpcode.LLVMFRem, lhs, rhs, name);

    /// <summary>An instruction of two operands.</summary>
    public LLVMValueRef BuildBinOp(LLVMOpcode op, LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildBinOp(this, op, lhs, rhs, text);
    }

    /// <summary><c>add nsw</c>: the result fits, signed.</summary>
    public LLVMValueRef BuildNSWAdd(LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNSWAdd(this, lhs, rhs, text);
    }

    /// <summary><c>sub nsw</c>: the result fits, signed.</summary>
    public LLVMValueRef BuildNSWSub(LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNSWSub(this, lhs, rhs, text);
    }

    /// <summary><c>mul nsw</c>: the result fits, signed.</summary>
    public LLVMValueRef BuildNSWMul(LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNSWMul(this, lhs, rhs, text);
    }

    /// <summary><c>add nuw</c>: the result fits, unsigned.</summary>
    public LLVMValueRef BuildNUWAdd(LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNUWAdd(this, lhs, rhs, text);
    }

    /// <summary><c>sub nuw</c>: the result fits, unsigned.</summary>
    public LLVMValueRef BuildNUWSub(LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNUWSub(this, lhs, rhs, text);
    }

    /// <summary><c>mul nuw</c>: the result fits, unsigned.</summary>
    public LLVMValueRef BuildNUWMul(LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNUWMul(this, lhs, rhs, text);
    }

    /// <summary><c>neg</c>.</summary>
    public LLVMValueRef BuildNeg(LLVMValueRef value, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNeg(this, value, text);
    }

    /// <summary><c>not</c>.</summary>
    public LLVMValueRef BuildNot(LLVMValueRef value, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildNot(this, value, text);
    }

    /// <summary><c>fneg</c>.</summary>
    public LLVMValueRef BuildFNeg(LLVMValueRef value, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFNeg(this, value, text);
    }

    /// <summary><c>freeze</c>.</summary>
    public LLVMValueRef BuildFreeze(LLVMValueRef value, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFreeze(this, value, text);
    }

    /// <summary><c>trunc</c>.</summary>
    public LLVMValueRef BuildTrunc(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMTrunc, value, type, name);

    /// <summary><c>zext</c>.</summary>
    public LLVMValueRef BuildZExt(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMZExt, value, type, name);

    /// <summary><c>sext</c>.</summary>
    public LLVMValueRef BuildSExt(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMSExt, value, type, name);

    /// <summary><c>fptoui</c>.</summary>
    public LLVMValueRef BuildFPToUI(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMFPToUI, value, type, name);

    /// <summary><c>fptosi</c>.</summary>
    public LLVMValueRef BuildFPToSI(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMFPToSI, value, type, name);

    /// <summary><c>uitofp</c>.</summary>
    public LLVMValueRef BuildUIToFP(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMUIToFP, value, type, name);

    /// <summary><c>sitofp</c>.</summary>
    public LLVMValueRef BuildSIToFP(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMSIToFP, value, type, name);

    /// <summary><c>fptrunc</c>.</summary>
    public LLVMValueRef BuildFPTrunc(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMFPTrunc, value, type, name);

    /// <summary><c>fpext</c>.</summary>
    public LLVMValueRef BuildFPExt(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMFPExt, value, type, name);

    /// <summary><c>ptrtoint</c>.</summary>
    public LLVMValueRef BuildPtrToInt(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMPtrToInt, value, type, name);

    /// <summary><c>inttoptr</c>.</summary>
    public LLVMValueRef BuildIntToPtr(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMIntToPtr, value, type, name);

    /// <summary><c>bitcast</c>.</summary>
    public LLVMValueRef BuildBitCast(LLVMValueRef value, LLVMTypeRef type, string name = "") =>
        BuildCast(LLVMOpcode.LLVMBitCast, value, type, name);

    /// <summary>A conversion.</summary>
    public LLVMValueRef BuildCast(LLVMOpcode op, LLVMValueRef value, LLVMTypeRef type, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildCast(this, op, value, type, text);
    }

    /// <summary><c>icmp</c>.</summary>
    public LLVMValueRef BuildICmp(LLVMIntPredicate predicate, LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildICmp(this, predicate, lhs, rhs, text);
    }

    /// <summary><c>fcmp</c>.</summary>
    public LLVMValueRef BuildFCmp(LLVMRealPredicate predicate, LLVMValueRef lhs, LLVMValueRef rhs, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildFCmp(this, predicate, lhs, rhs, text);
    }

    /// <summary><c>phi</c>, with its incoming values to be added.</summary>
    public LLVMValueRef BuildPhi(LLVMTypeRef type, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildPhi(this, type, text);
    }

    /// <summary><c>select</c>.</summary>
    public LLVMValueRef BuildSelect(LLVMValueRef condition, LLVMValueRef then, LLVMValueRef otherwise, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildSelect(this, condition, then, otherwise, text);
    }

    /// <summary><c>alloca</c>.</summary>
    public LLVMValueRef BuildAlloca(LLVMTypeRef type, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildAlloca(this, type, text);
    }

    /// <summary><c>alloca</c> of several.</summary>
    public LLVMValueRef BuildArrayAlloca(LLVMTypeRef type, LLVMValueRef count, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildArrayAlloca(this, type, count, text);
    }

    /// <summary><c>load</c>.</summary>
    public LLVMValueRef BuildLoad2(LLVMTypeRef type, LLVMValueRef pointer, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildLoad2(this, type, pointer, text);
    }

    /// <summary><c>store</c>.</summary>
    public LLVMValueRef BuildStore(LLVMValueRef value, LLVMValueRef pointer) => LLVM.BuildStore(this, value, pointer);

    /// <summary><c>getelementptr</c>.</summary>
    public LLVMValueRef BuildGEP2(LLVMTypeRef type, LLVMValueRef pointer, ReadOnlySpan<LLVMValueRef> indices, string name = "")
    {
        using MarshaledString text = new(name);
        fixed (LLVMValueRef* start = indices)
        {
            return LLVM.BuildGEP2(this, type, pointer, (LLVMOpaqueValue**)start, (uint)indices.Length, text);
        }
    }

    /// <summary><c>getelementptr inbounds</c>.</summary>
    public LLVMValueRef BuildInBoundsGEP2(LLVMTypeRef type, LLVMValueRef pointer, ReadOnlySpan<LLVMValueRef> indices, string name = "")
    {
        using MarshaledString text = new(name);
        fixed (LLVMValueRef* start = indices)
        {
            return LLVM.BuildInBoundsGEP2(this, type, pointer, (LLVMOpaqueValue**)start, (uint)indices.Length, text);
        }
    }

    /// <summary>A copy between places that don't overlap.</summary>
    public LLVMValueRef BuildMemCpy(LLVMValueRef to, uint toAlign, LLVMValueRef from, uint fromAlign, LLVMValueRef size) =>
        LLVM.BuildMemCpy(this, to, toAlign, from, fromAlign, size);

    /// <summary>A copy between places that may overlap.</summary>
    public LLVMValueRef BuildMemMove(LLVMValueRef to, uint toAlign, LLVMValueRef from, uint fromAlign, LLVMValueRef size) =>
        LLVM.BuildMemMove(this, to, toAlign, from, fromAlign, size);

    /// <summary>Sets bytes to a value.</summary>
    public LLVMValueRef BuildMemSet(LLVMValueRef pointer, LLVMValueRef value, LLVMValueRef size, uint align) =>
        LLVM.BuildMemSet(this, pointer, value, size, align);

    /// <summary>An atomic change of memory; gives what was there.</summary>
    public LLVMValueRef BuildAtomicRMW(
        LLVMAtomicRMWBinOp op, LLVMValueRef pointer, LLVMValueRef value, LLVMAtomicOrdering ordering, bool singleThread) =>
        LLVM.BuildAtomicRMW(this, op, pointer, value, ordering, singleThread ? 1 : 0);

    /// <summary><c>call</c>.</summary>
    public LLVMValueRef BuildCall2(LLVMTypeRef type, LLVMValueRef function, ReadOnlySpan<LLVMValueRef> arguments, string name = "")
    {
        using MarshaledString text = new(name);
        fixed (LLVMValueRef* start = arguments)
        {
            return LLVM.BuildCall2(this, type, function, (LLVMOpaqueValue**)start, (uint)arguments.Length, text);
        }
    }

    /// <summary><c>extractvalue</c>.</summary>
    public LLVMValueRef BuildExtractValue(LLVMValueRef aggregate, uint index, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildExtractValue(this, aggregate, index, text);
    }

    /// <summary><c>insertvalue</c>.</summary>
    public LLVMValueRef BuildInsertValue(LLVMValueRef aggregate, LLVMValueRef element, uint index, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.BuildInsertValue(this, aggregate, element, index, text);
    }

    /// <summary>Frees it.</summary>
    public void Dispose() => LLVM.DisposeBuilder(this);
}
