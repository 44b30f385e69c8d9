namespace ProcVM.Llvm;

/// <summary>How an <see cref="LlvmCompiler"/> works.</summary>
public sealed record LlvmCompilerOptions
{
    /// <summary>Verify each module before LLVM compiles it: a malformed one would end the process. Costs some per cent of the
    /// compile time; debug builds always do.</summary>
    public bool Verify { get; init; }

    /// <summary>Keep the names given to values, for people who read the IR; and let IR be parsed.</summary>
    public bool KeepNames { get; init; }

    /// <summary>Told when LLVM gives up in the middle of a compilation, as when it has no instruction for an operation. The
    /// compiling thread, which must be a background thread, then never returns from <see cref="LlvmCompiler.Compile"/>; what it
    /// held is lost, everything else goes on. Without a receiver the process ends with status 125.</summary>
    public Action<string>? FatalError { get; init; }

    /// <summary>A context keeps types and constants for ever: after this many modules it is replaced.</summary>
    public int ModulesPerContext { get; init; } = 100;
}
