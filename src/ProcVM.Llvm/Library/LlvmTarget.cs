namespace ProcVM.Llvm;

/// <summary>What code is made for.</summary>
/// <param name="Triple">CPU, vendor, system.</param>
/// <param name="Cpu">LLVM's name of the CPU's kind.</param>
/// <param name="Features">What the CPU has and hasn't, as "+avx2,-sse4a,…".</param>
public sealed record LlvmTarget(string Triple, string Cpu, string Features)
{
    /// <summary>This host; asking the CPU takes a tenth of a millisecond, so it is done once.</summary>
    internal static unsafe LlvmTarget Host() => new(
        LLVMTargetRef.DefaultTriple,
        MarshaledString.TakeMessage(LLVM.GetHostCPUName()),
        MarshaledString.TakeMessage(LLVM.GetHostCPUFeatures()));

    /// <summary>A machine for it, to be disposed.</summary>
    internal LLVMTargetMachineRef CreateMachine(LLVMCodeGenOptLevel level)
    {
        if (!LLVMTargetRef.TryGetTargetFromTriple(Triple, out LLVMTargetRef target, out string message))
        {
            throw new InvalidOperationException($"LLVM has no target for its own host: {message}");
        }

        // Position-independent, small: all code lies within 2 GiB, and what doesn't is reached through stubs and address slots.
        return target.CreateTargetMachine(
            Triple, Cpu, Features, level, LLVMRelocMode.LLVMRelocPIC, LLVMCodeModel.LLVMCodeModelSmall);
    }
}
