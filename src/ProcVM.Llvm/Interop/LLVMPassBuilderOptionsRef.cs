namespace ProcVM.Llvm;

/// <summary>What <see cref="LLVMModuleRef.TryRunPasses"/> is told beside the passes.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMPassBuilderOptionsRef(nint Handle)
{
    public static implicit operator LLVMOpaquePassBuilderOptions*(LLVMPassBuilderOptionsRef value) => (LLVMOpaquePassBuilderOptions*)value.Handle;

    public static implicit operator LLVMPassBuilderOptionsRef(LLVMOpaquePassBuilderOptions* value) => new((nint)value);

    /// <summary>Options with their defaults.</summary>
    public static LLVMPassBuilderOptionsRef Create() => LLVM.CreatePassBuilderOptions();

    /// <summary>Verify the module after each pass.</summary>
    public void SetVerifyEach(bool value) => LLVM.PassBuilderOptionsSetVerifyEach(this, value ? 1 : 0);

    /// <summary>Turn loops into vector code.</summary>
    public void SetLoopVectorization(bool value) => LLVM.PassBuilderOptionsSetLoopVectorization(this, value ? 1 : 0);

    /// <summary>Turn straight code into vector code.</summary>
    public void SetSLPVectorization(bool value) => LLVM.PassBuilderOptionsSetSLPVectorization(this, value ? 1 : 0);

    /// <summary>Unroll loops.</summary>
    public void SetLoopUnrolling(bool value) => LLVM.PassBuilderOptionsSetLoopUnrolling(this, value ? 1 : 0);

    /// <summary>Frees them.</summary>
    public void Dispose() => LLVM.DisposePassBuilderOptions(this);
}
