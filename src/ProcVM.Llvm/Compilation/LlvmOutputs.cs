namespace ProcVM.Llvm;

/// <summary>What a compilation is to give beside its error.</summary>
[Flags]
public enum LlvmOutputs
{
    /// <summary>Nothing: for checking alone.</summary>
    None = 0,

    /// <summary>The object to load.</summary>
    Object = 1,

    /// <summary>The IR as it was built, as text.</summary>
    SourceIr = 2,

    /// <summary>The IR after the passes, as text.</summary>
    OptimizedIr = 4,

    /// <summary>The code as the assembler's text.</summary>
    Assembly = 8,
}
