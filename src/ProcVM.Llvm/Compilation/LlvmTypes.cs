namespace ProcVM.Llvm;

/// <summary>The types that code uses all the time, and their constants.</summary>
public sealed class LlvmTypes
{
    internal LlvmTypes(LLVMContextRef context)
    {
        Void = context.VoidType;
        I1 = context.Int1Type;
        I8 = context.Int8Type;
        I16 = context.Int16Type;
        I32 = context.Int32Type;
        I64 = context.Int64Type;
        F32 = context.FloatType;
        F64 = context.DoubleType;
        Pointer = context.GetPointerType();
    }

    /// <summary>No value.</summary>
    public LLVMTypeRef Void { get; }

    /// <summary>A truth value.</summary>
    public LLVMTypeRef I1 { get; }

    /// <summary>8 bits.</summary>
    public LLVMTypeRef I8 { get; }

    /// <summary>16 bits.</summary>
    public LLVMTypeRef I16 { get; }

    /// <summary>32 bits.</summary>
    public LLVMTypeRef I32 { get; }

    /// <summary>64 bits.</summary>
    public LLVMTypeRef I64 { get; }

    /// <summary>IEEE binary32.</summary>
    public LLVMTypeRef F32 { get; }

    /// <summary>IEEE binary64.</summary>
    public LLVMTypeRef F64 { get; }

    /// <summary>An address of the host.</summary>
    public LLVMTypeRef Pointer { get; }

    /// <summary>A truth value.</summary>
    public LLVMValueRef Const(bool value) => LLVMValueRef.CreateConstInt(I1, value ? 1UL : 0);

    /// <summary>A 32-bit number.</summary>
    public LLVMValueRef Const(int value) => LLVMValueRef.CreateConstInt(I32, (uint)value);

    /// <summary>A 64-bit number.</summary>
    public LLVMValueRef Const(long value) => LLVMValueRef.CreateConstInt(I64, (ulong)value);

    /// <summary>A binary64 number. LLVM-C takes every NaN for its own: give NaNs by their bits.</summary>
    public LLVMValueRef Const(double value) => LLVMValueRef.CreateConstReal(F64, value);

    /// <summary>A binary32 number.</summary>
    public LLVMValueRef Const(float value) => LLVMValueRef.CreateConstReal(F32, value);
}
