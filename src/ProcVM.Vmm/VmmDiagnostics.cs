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

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [CannotGrant];
}
