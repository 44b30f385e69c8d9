namespace ProcVM.Llvm;

/// <summary>Bytes that LLVM owns.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMMemoryBufferRef(nint Handle)
{
    public static implicit operator LLVMOpaqueMemoryBuffer*(LLVMMemoryBufferRef value) => (LLVMOpaqueMemoryBuffer*)value.Handle;

    public static implicit operator LLVMMemoryBufferRef(LLVMOpaqueMemoryBuffer* value) => new((nint)value);

    /// <summary>The bytes, until <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Bytes => new(LLVM.GetBufferStart(this), checked((int)LLVM.GetBufferSize(this)));

    /// <summary>A buffer with a copy of these bytes.</summary>
    public static LLVMMemoryBufferRef CreateCopy(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            using MarshaledString name = new("memory");
            return LLVM.CreateMemoryBufferWithMemoryRangeCopy((sbyte*)start, (nuint)bytes.Length, name);
        }
    }

    /// <summary>Frees it.</summary>
    public void Dispose() => LLVM.DisposeMemoryBuffer(this);
}
