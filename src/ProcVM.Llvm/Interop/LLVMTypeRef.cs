namespace ProcVM.Llvm;

/// <summary>A type, which belongs to its context.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMTypeRef(nint Handle)
{
    public static implicit operator LLVMOpaqueType*(LLVMTypeRef value) => (LLVMOpaqueType*)value.Handle;

    public static implicit operator LLVMTypeRef(LLVMOpaqueType* value) => new((nint)value);

    /// <summary>What kind of type it is.</summary>
    public LLVMTypeKind Kind => LLVM.GetTypeKind(this);

    /// <summary>The bits of an integer type.</summary>
    public uint IntWidth => LLVM.GetIntTypeWidth(this);

    /// <summary>The result of a function type.</summary>
    public LLVMTypeRef ReturnType => LLVM.GetReturnType(this);

    /// <summary>A function type.</summary>
    public static LLVMTypeRef CreateFunction(LLVMTypeRef returnType, ReadOnlySpan<LLVMTypeRef> paramTypes, bool isVarArg = false)
    {
        fixed (LLVMTypeRef* types = paramTypes)
        {
            return LLVM.FunctionType(returnType, (LLVMOpaqueType**)types, (uint)paramTypes.Length, isVarArg ? 1 : 0);
        }
    }

    /// <summary>A vector type.</summary>
    public static LLVMTypeRef CreateVector(LLVMTypeRef elementType, uint elementCount) => LLVM.VectorType(elementType, elementCount);

    /// <summary>An array type.</summary>
    public static LLVMTypeRef CreateArray(LLVMTypeRef elementType, uint elementCount) => LLVM.ArrayType(elementType, elementCount);

    /// <summary>As in textual IR.</summary>
    public override string ToString() => Handle == 0 ? "" : MarshaledString.TakeMessage(LLVM.PrintTypeToString(this));
}
