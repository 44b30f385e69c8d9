using ProcVM.Core;

namespace ProcVM.Personality.Pvm;

/// <summary>What can be wrong with a module's imports: PVM0340 to PVM0342.</summary>
public static class PvmImportDiagnostics
{
    /// <summary>An import that the map doesn't have.</summary>
    public static readonly DiagnosticDescriptor Unknown = new("PVM0340", DiagnosticSeverity.Error, "there is no host call '{0}.{1}'",
        "A module imports its host calls by name, and this ProcVM offers only those of syscall-maps/pvm/pvm.map. The module was made for another version, or by hand.");

    /// <summary>An import with another signature than the map's.</summary>
    public static readonly DiagnosticDescriptor WrongSignature = new("PVM0341", DiagnosticSeverity.Error, "host call '{0}.{1}' is imported as {2}; it is {3}",
        "The parameter and result types of an import must be exactly those of the host call. The module was made for another version, or by hand.");

    /// <summary>A row of a further map that no shipped row can serve.</summary>
    public static readonly DiagnosticDescriptor NotServed = new("PVM0342", DiagnosticSeverity.Error, "'{0}' hasn't the parameters of a call that '{1}' serves",
        "A map given with --map names calls that the P-machine has under other names. Their parameters and results are those of the row of "
        + "syscall-maps/pvm/pvm.map with the same handler, in its order.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [Unknown, WrongSignature, NotServed];
}
