namespace ProcVM.Llvm;

/// <summary>How an <see cref="LlvmCompiler"/> works.</summary>
public sealed record LlvmCompilerOptions
{
    /// <summary>Verify each module before LLVM compiles it: a malformed one would end the process. Costs some per cent of the
    /// compile time; debug builds always do.</summary>
    public bool Verify { get; init; }

    /// <summary>Keep the names given to values, for people who read the IR; and let IR be parsed.</summary>
    public bool KeepNames { get; init; }

    /// <summary>A context keeps types and constants for ever: after this many modules it is replaced.</summary>
    public int ModulesPerContext { get; init; } = 100;
}
