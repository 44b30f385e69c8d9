using ProcVM.Core;

namespace ProcVM.Vmm;

/// <summary>Why an instance can't be made: PVM0170–0199.</summary>
public static class VmmDiagnostics
{
    /// <summary>A directory that can't be opened.</summary>
    public static readonly DiagnosticDescriptor CannotGrant = new("PVM0170", DiagnosticSeverity.Error,
        "cannot grant the directory '{0}': {1}",
        "--dir grants a directory of the host that exists and may be read. Without --dir a program is granted the current directory; "
        + "--dir none grants nothing.");

    /// <summary>The LLVM tier is wanted, and the host has no libLLVM.</summary>
    public static readonly DiagnosticDescriptor NoLlvm = new("PVM0171", DiagnosticSeverity.Error,
        "there is no LLVM tier: {0}",
        "--tier llvm needs libLLVM 16 or newer, best 19, on an x86-64 Linux host that allows executable memory; procvm doctor says what is missing. Without "
        + "--tier the program runs in the tiers that there are.");

    /// <summary>A tier gave up on a function.</summary>
    public static readonly DiagnosticDescriptor TierGaveUp = new("PVM0172", DiagnosticSeverity.Warning,
        "a part of the program ran in a slower tier: {0}",
        "A compiler of the tiers above the interpreter gave up on a function, which then ran in the tier below, with the same result. Please report it; "
        + "it is told once for a run.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [CannotGrant, NoLlvm, TierGaveUp];
}
