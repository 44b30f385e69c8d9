namespace ProcVM.Vmm;

/// <summary>The tiers that a P-code instance may use.</summary>
public enum TierChoice
{
    /// <summary>The interpreter, and compiled code for what is hot.</summary>
    Auto,

    /// <summary>The interpreter alone.</summary>
    Interpreter,

    /// <summary>CIL from the first call on; the interpreter for what can't be compiled.</summary>
    Cil,

    /// <summary>Native code by LLVM from the first call on; the interpreter for what can't be compiled.</summary>
    Llvm,
}
