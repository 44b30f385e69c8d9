using ProcVM.Jit.Cache;

namespace ProcVM.Jit.Llvm;

/// <summary>How an <see cref="LlvmTier"/> works.</summary>
public sealed record LlvmTierOptions
{
    /// <summary>Bytes of native code that can be in use at a time.</summary>
    public int CodeBytes { get; init; } = 64 << 20;

    /// <summary>Make code that counts fuel.</summary>
    public bool CountsFuel { get; init; }

    /// <summary>Let LLVM verify each module: for tests.</summary>
    public bool Verify { get; init; }

    /// <summary>Keeps code between runs, and then LLVM is loaded only when something must be compiled; null for neither.</summary>
    public CodeCache? Cache { get; init; }

    /// <summary>Make code with names and lines, and announce it to gdb.</summary>
    public bool TellsDebugger { get; init; }

    /// <summary>Told when LLVM gives up on the compiling thread, which is then lost; null for threads that can't be.</summary>
    public Action<string>? FatalError { get; init; }
}
