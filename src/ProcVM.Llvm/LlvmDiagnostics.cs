using ProcVM.Core;

namespace ProcVM.Llvm;

/// <summary>What can be wrong with native code: PVM0400–0419.</summary>
public static class LlvmDiagnostics
{
    /// <summary>No x86-64 relocatable object.</summary>
    public static readonly DiagnosticDescriptor NotAnObject = Error("PVM0400", "not an x86-64 ELF object: {0}",
        "Native code is loaded from relocatable ELF objects as LLVM writes them. A cached one of this kind is thrown away.");

    /// <summary>An object that contradicts itself.</summary>
    public static readonly DiagnosticDescriptor Damaged = Error("PVM0401", "the object is damaged: {0}",
        "A size or an offset in the object points outside of it. A cached object that is damaged is thrown away and made again.");

    /// <summary>An object with something the loader doesn't do.</summary>
    public static readonly DiagnosticDescriptor Unsupported = Error("PVM0402", "the loader doesn't do {0}",
        "ProcVM's own code needs only code, constants, data and eight kinds of relocation. The routine runs in another tier.");

    /// <summary>A name that nobody defines.</summary>
    public static readonly DiagnosticDescriptor Unresolved = Error("PVM0403", "native code refers to '{0}', which nothing defines",
        "The code was made for other helper routines than this version has. The routine runs in another tier.");

    /// <summary>No room for code.</summary>
    public static readonly DiagnosticDescriptor NoRoom = Error("PVM0404", "no room for {0} bytes of native code or data",
        "Memory for native code is bounded. Routines that don't fit run in another tier.");

    /// <summary>A distance that doesn't fit a relocation.</summary>
    public static readonly DiagnosticDescriptor OutOfReach = Error("PVM0405", "native code can't reach '{0}' by a relocation of kind {1}",
        "A 32-bit distance or address doesn't fit. The routine runs in another tier.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [NotAnObject, Damaged, Unsupported, Unresolved, NoRoom, OutOfReach];

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);
}
