namespace ProcVM.Llvm;

/// <summary>A context: types, constants and metadata, for one thread at a time.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMContextRef(nint Handle)
{
    public static implicit operator LLVMOpaqueContext*(LLVMContextRef value) => (LLVMOpaqueContext*)value.Handle;

    public static implicit operator LLVMContextRef(LLVMOpaqueContext* value) => new((nint)value);

    /// <summary>The void type.</summary>
    public LLVMTypeRef VoidType => LLVM.VoidTypeInContext(this);

    /// <summary>A truth value.</summary>
    public LLVMTypeRef Int1Type => LLVM.Int1TypeInContext(this);

    /// <summary>8 bits.</summary>
    public LLVMTypeRef Int8Type => LLVM.Int8TypeInContext(this);

    /// <summary>16 bits.</summary>
    public LLVMTypeRef Int16Type => LLVM.Int16TypeInContext(this);

    /// <summary>32 bits.</summary>
    public LLVMTypeRef Int32Type => LLVM.Int32TypeInContext(this);

    /// <summary>64 bits.</summary>
    public LLVMTypeRef Int64Type => LLVM.Int64TypeInContext(this);

    /// <summary>128 bits.</summary>
    public LLVMTypeRef Int128Type => LLVM.Int128TypeInContext(this);

    /// <summary>IEEE binary32.</summary>
    public LLVMTypeRef FloatType => LLVM.FloatTypeInContext(this);

    /// <summary>IEEE binary64.</summary>
    public LLVMTypeRef DoubleType => LLVM.DoubleTypeInContext(this);

    /// <summary>A new context, which discards value names when asked: it then can't parse textual IR.</summary>
    public static LLVMContextRef Create(bool discardValueNames = false)
    {
        LLVMContextRef context = LLVM.ContextCreate();
        LLVM.ContextSetDiscardValueNames(context, discardValueNames ? 1 : 0);
        return context;
    }

    /// <summary>An integer type.</summary>
    public LLVMTypeRef GetIntType(uint bits) => LLVM.IntTypeInContext(this, bits);

    /// <summary>The pointer type.</summary>
    public LLVMTypeRef GetPointerType(uint addressSpace = 0) => LLVM.PointerTypeInContext(this, addressSpace);

    /// <summary>A structure type.</summary>
    public LLVMTypeRef GetStructType(ReadOnlySpan<LLVMTypeRef> elementTypes, bool packed)
    {
        fixed (LLVMTypeRef* types = elementTypes)
        {
            return LLVM.StructTypeInContext(this, (LLVMOpaqueType**)types, (uint)elementTypes.Length, packed ? 1 : 0);
        }
    }

    /// <summary>A constant structure.</summary>
    public LLVMValueRef GetConstStruct(ReadOnlySpan<LLVMValueRef> values, bool packed)
    {
        fixed (LLVMValueRef* start = values)
        {
            return LLVM.ConstStructInContext(this, (LLVMOpaqueValue**)start, (uint)values.Length, packed ? 1 : 0);
        }
    }

    /// <summary>An empty module.</summary>
    public LLVMModuleRef CreateModuleWithName(string moduleId)
    {
        using MarshaledString name = new(moduleId);
        return LLVM.ModuleCreateWithNameInContext(name, this);
    }

    /// <summary>A builder that stands nowhere.</summary>
    public LLVMBuilderRef CreateBuilder() => LLVM.CreateBuilderInContext(this);

    /// <summary>A new block at a function's end.</summary>
    public LLVMBasicBlockRef AppendBasicBlock(LLVMValueRef function, string name = "")
    {
        using MarshaledString text = new(name);
        return LLVM.AppendBasicBlockInContext(this, function, text);
    }

    /// <summary>An attribute by the number of its kind (<see cref="GetEnumAttributeKind"/>).</summary>
    public LLVMAttributeRef CreateEnumAttribute(uint kindId, ulong value = 0) => LLVM.CreateEnumAttribute(this, kindId, value);

    /// <summary>An attribute that the target reads.</summary>
    public LLVMAttributeRef CreateStringAttribute(string kind, string value)
    {
        using MarshaledString kindText = new(kind);
        using MarshaledString valueText = new(value);
        return LLVM.CreateStringAttribute(this, kindText, (uint)kindText.Length, valueText, (uint)valueText.Length);
    }

    /// <summary>The number of an attribute's kind; 0 when this LLVM doesn't know it.</summary>
    public static uint GetEnumAttributeKind(string name)
    {
        using MarshaledString text = new(name);
        return LLVM.GetEnumAttributeKindForName(text, text.Length);
    }

    /// <summary>The number of a kind of metadata, made when new.</summary>
    public uint GetMDKindID(string name)
    {
        using MarshaledString text = new(name);
        return LLVM.GetMDKindIDInContext(this, text, (uint)text.Length);
    }

    /// <summary>A metadata string.</summary>
    public LLVMMetadataRef GetMDString(string value)
    {
        using MarshaledString text = new(value);
        return LLVM.MDStringInContext2(this, text, text.Length);
    }

    /// <summary>A metadata node.</summary>
    public LLVMMetadataRef GetMDNode(ReadOnlySpan<LLVMMetadataRef> operands)
    {
        fixed (LLVMMetadataRef* start = operands)
        {
            return LLVM.MDNodeInContext2(this, (LLVMOpaqueMetadata**)start, (nuint)operands.Length);
        }
    }

    /// <summary>A metadata node that is equal to no other: its first operand is itself.</summary>
    public LLVMMetadataRef GetDistinctMDNode(ReadOnlySpan<LLVMMetadataRef> operands)
    {
        LLVMMetadataRef place = LLVM.TemporaryMDNode(this, null, 0);
        LLVMMetadataRef node = GetMDNode([place, .. operands]);
        LLVM.MetadataReplaceAllUsesWith(place, node);
        return node;
    }

    /// <summary>Parses textual IR.</summary>
    public bool TryParseIR(string text, out LLVMModuleRef module, out string message)
    {
        LLVMOpaqueModule* parsed = null;
        sbyte* error = null;
        // The buffer is the parser's from here on.
        LLVMMemoryBufferRef buffer = LLVMMemoryBufferRef.CreateCopy(System.Text.Encoding.UTF8.GetBytes(text));
        bool isValid = LLVM.ParseIRInContext(this, buffer, &parsed, &error) == 0;
        module = parsed;
        message = MarshaledString.TakeMessage(error);
        return isValid;
    }

    /// <summary>Frees it; its modules and builders must be gone.</summary>
    public void Dispose() => LLVM.ContextDispose(this);
}
