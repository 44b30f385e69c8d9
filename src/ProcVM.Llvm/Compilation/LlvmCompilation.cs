using System.Diagnostics.CodeAnalysis;

namespace ProcVM.Llvm;

/// <summary>What compiling a module came to.</summary>
public sealed record LlvmCompilation
{
    /// <summary>What LLVM said against the module; null when all is well.</summary>
    public string? Error { get; init; }

    /// <summary>True when there is what was asked for.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Succeeded => Error is null;

    /// <summary>The object, which <see cref="ObjectLoader"/> loads; empty when it wasn't asked for.</summary>
    public ReadOnlyMemory<byte> Object { get; init; }

    /// <summary>The IR as it was built; empty when it wasn't asked for.</summary>
    public string SourceIr { get; init; } = "";

    /// <summary>The IR after the passes; empty when it wasn't asked for.</summary>
    public string OptimizedIr { get; init; } = "";

    /// <summary>The assembler's text; empty when it wasn't asked for.</summary>
    public string Assembly { get; init; } = "";

    /// <summary>Time spent in building the module.</summary>
    public TimeSpan BuildTime { get; init; }

    /// <summary>Time spent in passes.</summary>
    public TimeSpan PassTime { get; init; }

    /// <summary>Time spent in making code.</summary>
    public TimeSpan CodeTime { get; init; }
}
