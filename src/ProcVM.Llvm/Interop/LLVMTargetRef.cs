namespace ProcVM.Llvm;

/// <summary>A target that code can be made for.</summary>
/// <param name="Handle">The pointer of the LLVM-C API; 0 for none.</param>
public readonly unsafe record struct LLVMTargetRef(nint Handle)
{
    public static implicit operator LLVMTarget*(LLVMTargetRef value) => (LLVMTarget*)value.Handle;

    public static implicit operator LLVMTargetRef(LLVMTarget* value) => new((nint)value);

    /// <summary>The triple of the host.</summary>
    public static string DefaultTriple => MarshaledString.TakeMessage(LLVM.GetDefaultTargetTriple());

    /// <summary>The target of a triple; on false the message says why there is none.</summary>
    public static bool TryGetTargetFromTriple(string triple, out LLVMTargetRef target, out string message)
    {
        using MarshaledString text = new(triple);
        LLVMTarget* found = null;
        sbyte* error = null;
        bool exists = LLVM.GetTargetFromTriple(text, &found, &error) == 0;
        target = found;
        message = MarshaledString.TakeMessage(error);
        return exists;
    }

    /// <summary>A machine of this target, with a CPU and features.</summary>
    public LLVMTargetMachineRef CreateTargetMachine(
        string triple, string cpu, string features, LLVMCodeGenOptLevel level, LLVMRelocMode reloc, LLVMCodeModel codeModel)
    {
        using MarshaledString tripleText = new(triple);
        using MarshaledString cpuText = new(cpu);
        using MarshaledString featuresText = new(features);
        return LLVM.CreateTargetMachine(this, tripleText, cpuText, featuresText, level, reloc, codeModel);
    }
}
