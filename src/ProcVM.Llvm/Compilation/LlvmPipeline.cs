namespace ProcVM.Llvm;

/// <summary>How much work goes into code.</summary>
public enum LlvmPipeline
{
    /// <summary>A few cheap passes and quick code generation: about half the time of the least that LLVM calls optimised, for
    /// code about 1.2 times slower than <see cref="Full"/>'s.</summary>
    Quick,

    /// <summary>LLVM's own <c>default&lt;O2&gt;</c>.</summary>
    Full,
}
