namespace ProcVM.Llvm;

/// <summary>A value: a constant, a global, a function, a parameter or an instruction.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMValueRef(nint Handle)
{
    public static implicit operator LLVMOpaqueValue*(LLVMValueRef value) => (LLVMOpaqueValue*)value.Handle;

    public static implicit operator LLVMValueRef(LLVMOpaqueValue* value) => new((nint)value);

    /// <summary>Its type.</summary>
    public LLVMTypeRef TypeOf => LLVM.TypeOf(this);

    /// <summary>The type of what a function or global is, which isn't its pointer.</summary>
    public LLVMTypeRef GlobalValueType => LLVM.GlobalGetValueType(this);

    /// <summary>True for a constant.</summary>
    public bool IsConstant => LLVM.IsConstant(this) != 0;

    /// <summary>How many parameters a function has.</summary>
    public uint ParamsCount => LLVM.CountParams(this);

    /// <summary>How many blocks a function has: none when it is declared only.</summary>
    public uint BasicBlocksCount => LLVM.CountBasicBlocks(this);

    /// <summary>A function's first block.</summary>
    public LLVMBasicBlockRef EntryBasicBlock => LLVM.GetEntryBasicBlock(this);

    /// <summary>The function behind this one in its module.</summary>
    public LLVMValueRef NextFunction => LLVM.GetNextFunction(this);

    /// <summary>Its name; empty when it has none.</summary>
    public string Name
    {
        get
        {
            nuint length;
            sbyte* text = LLVM.GetValueName2(this, &length);
            return System.Text.Encoding.UTF8.GetString((byte*)text, (int)length);
        }
    }

    /// <summary>A constant integer.</summary>
    public static LLVMValueRef CreateConstInt(LLVMTypeRef type, ulong value, bool signExtend = false) =>
        LLVM.ConstInt(type, value, signExtend ? 1 : 0);

    /// <summary>A constant floating-point number.</summary>
    public static LLVMValueRef CreateConstReal(LLVMTypeRef type, double value) => LLVM.ConstReal(type, value);

    /// <summary>Zero of a type.</summary>
    public static LLVMValueRef CreateConstNull(LLVMTypeRef type) => LLVM.ConstNull(type);

    /// <summary>All bits set.</summary>
    public static LLVMValueRef CreateConstAllOnes(LLVMTypeRef type) => LLVM.ConstAllOnes(type);

    /// <summary>A constant address.</summary>
    public static LLVMValueRef CreateConstIntToPtr(LLVMValueRef value, LLVMTypeRef type) => LLVM.ConstIntToPtr(value, type);

    /// <summary>A constant array.</summary>
    public static LLVMValueRef CreateConstArray(LLVMTypeRef elementType, ReadOnlySpan<LLVMValueRef> values)
    {
        fixed (LLVMValueRef* start = values)
        {
            return LLVM.ConstArray(elementType, (LLVMOpaqueValue**)start, (uint)values.Length);
        }
    }

    /// <summary>A value that nobody may look at.</summary>
    public static LLVMValueRef CreatePoison(LLVMTypeRef type) => LLVM.GetPoison(type);

    /// <summary>A parameter of a function.</summary>
    public LLVMValueRef GetParam(uint index) => LLVM.GetParam(this, index);

    /// <summary>Names it.</summary>
    public void SetName(string name)
    {
        using MarshaledString text = new(name);
        LLVM.SetValueName2(this, text, text.Length);
    }

    /// <summary>Sets the linkage of a function or global.</summary>
    public void SetLinkage(LLVMLinkage linkage) => LLVM.SetLinkage(this, linkage);

    /// <summary>Sets the visibility of a function or global.</summary>
    public void SetVisibility(LLVMVisibility visibility) => LLVM.SetVisibility(this, visibility);

    /// <summary>Sets the value a global has at first.</summary>
    public void SetInitializer(LLVMValueRef value) => LLVM.SetInitializer(this, value);

    /// <summary>Makes a global a constant.</summary>
    public void SetGlobalConstant(bool value) => LLVM.SetGlobalConstant(this, value ? 1 : 0);

    /// <summary>Sets the alignment, in bytes, of a global, a load, a store or an alloca.</summary>
    public void SetAlignment(uint bytes) => LLVM.SetAlignment(this, bytes);

    /// <summary>Makes a load or store one that is neither removed nor moved.</summary>
    public void SetVolatile(bool value) => LLVM.SetVolatile(this, value ? 1 : 0);

    /// <summary>Makes a load or store atomic; its alignment must be its size.</summary>
    public void SetOrdering(LLVMAtomicOrdering ordering) => LLVM.SetOrdering(this, ordering);

    /// <summary>Sets the number of a function's calling convention.</summary>
    public void SetFunctionCallConv(uint convention) => LLVM.SetFunctionCallConv(this, convention);

    /// <summary>Sets the number of a call's calling convention.</summary>
    public void SetInstructionCallConv(uint convention) => LLVM.SetInstructionCallConv(this, convention);

    /// <summary>Lets a call be a tail call.</summary>
    public void SetTailCall(bool value) => LLVM.SetTailCall(this, value ? 1 : 0);

    /// <summary>Adds an attribute to a function, its result or a parameter (1 is the first).</summary>
    public void AddAttributeAtIndex(LLVMAttributeIndex index, LLVMAttributeRef attribute) =>
        LLVM.AddAttributeAtIndex(this, index, attribute);

    /// <summary>Adds an attribute to a call, its result or an argument.</summary>
    public void AddCallSiteAttribute(LLVMAttributeIndex index, LLVMAttributeRef attribute) =>
        LLVM.AddCallSiteAttribute(this, index, attribute);

    /// <summary>Attaches metadata to an instruction.</summary>
    public void SetMetadata(uint kindId, LLVMValueRef node) => LLVM.SetMetadata(this, kindId, node);

    /// <summary>Attaches the description of a function that debuggers read.</summary>
    public void SetSubprogram(LLVMMetadataRef subprogram) => LLVM.SetSubprogram(this, subprogram);

    /// <summary>Adds an incoming value to a phi.</summary>
    public void AddIncoming(LLVMValueRef value, LLVMBasicBlockRef block)
    {
        LLVMOpaqueValue* incoming = value;
        LLVMOpaqueBasicBlock* from = block;
        LLVM.AddIncoming(this, &incoming, &from, 1);
    }

    /// <summary>Adds a case to a switch.</summary>
    public void AddCase(LLVMValueRef onValue, LLVMBasicBlockRef destination) => LLVM.AddCase(this, onValue, destination);

    /// <summary>Adds a destination to an indirect branch.</summary>
    public void AddDestination(LLVMBasicBlockRef destination) => LLVM.AddDestination(this, destination);

    /// <summary>Puts another value in its place wherever it is used.</summary>
    public void ReplaceAllUsesWith(LLVMValueRef value) => LLVM.ReplaceAllUsesWith(this, value);

    /// <summary>Removes an instruction.</summary>
    public void InstructionEraseFromParent() => LLVM.InstructionEraseFromParent(this);

    /// <summary>As in textual IR.</summary>
    public override string ToString() => Handle == 0 ? "" : MarshaledString.TakeMessage(LLVM.PrintValueToString(this));
}
