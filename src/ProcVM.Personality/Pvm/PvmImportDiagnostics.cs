using ProcVM.Core;

namespace ProcVM.Personality.Pvm;

/// <summary>What can be wrong with a module's imports: PVM0340 and PVM0341.</summary>
public static class PvmImportDiagnostics
{
    /// <summary>An import that the map doesn't have.</summary>
    public static readonly DiagnosticDescriptor Unknown = new("PVM0340", DiagnosticSeverity.Error, "there is no host call '{0}.{1}'",
        "A module imports its host calls by name, and this ProcVM offers only those of syscall-maps/pvm/pvm.map. The module was made for another version, or by hand.");

    /// <summary>An import with another signature than the map's.</summary>
    public static readonly DiagnosticDescriptor WrongSignature = new("PVM0341", DiagnosticSeverity.Error, "host call '{0}.{1}' is imported as {2}; it is {3}",
        "The parameter and result types of an import must be exactly those of the host call. The module was made for another version, or by hand.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [Unknown, WrongSignature];
}
