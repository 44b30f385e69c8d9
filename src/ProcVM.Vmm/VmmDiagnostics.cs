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

    /// <summary>A program that can't be loaded.</summary>
    public static readonly DiagnosticDescriptor CannotLoad = new("PVM0173", DiagnosticSeverity.Error,
        "cannot load '{0}': {1}",
        "The file is there, but isn't a program that can be started as it is: it may be damaged, not be marked executable (chmod +x), or be for another machine.");

    /// <summary>A program of a kind that comes later.</summary>
    public static readonly DiagnosticDescriptor ForLater = new("PVM0174", DiagnosticSeverity.Error,
        "cannot load '{0}': {1}",
        "This version runs Linux programs for x86-64. 'file PROGRAM' tells what a program is.");

    /// <summary>The host doesn't have what the native engine needs.</summary>
    public static readonly DiagnosticDescriptor NoNativeEngine = new("PVM0175", DiagnosticSeverity.Error,
        "the native engine can't run here: {0}",
        "Linux programs run in processes of their own that the kernel confines (seccomp). 'procvm doctor' tells what this host lacks. "
        + "In a container, its own seccomp profile may be what forbids something.");

    /// <summary>A root directory that can't be opened.</summary>
    public static readonly DiagnosticDescriptor CannotUseRoot = new("PVM0176", DiagnosticSeverity.Error,
        "cannot use '{0}' as the root: {1}",
        "--rootfs names a directory of the host that a foreign program sees as its root. What the program changes there stays in memory and is gone "
        + "when it ends; with :rw behind the name the directory itself is changed.");

    /// <summary>A program that is nowhere.</summary>
    public static readonly DiagnosticDescriptor NotFound = new("PVM0177", DiagnosticSeverity.Error,
        "cannot open '{0}': no such file",
        "With --rootfs, the program is looked for in that root first, and then on the host. FILE is a path; it is never looked up in PATH.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [CannotGrant, NoLlvm, TierGaveUp, CannotLoad, ForLater, NoNativeEngine, CannotUseRoot, NotFound];
}
