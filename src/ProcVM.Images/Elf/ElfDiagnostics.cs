using ProcVM.Core;

namespace ProcVM.Images.Elf;

/// <summary>Why an ELF file can't be loaded: PVM0420–0439.</summary>
public static class ElfDiagnostics
{
    /// <summary>The file isn't what its first bytes promise.</summary>
    public static readonly DiagnosticDescriptor Malformed = new("PVM0420", DiagnosticSeverity.Error,
        "not a valid ELF program: {0}",
        "An ELF file begins with a header that tells where its program headers are, and those tell what is loaded where (System V ABI, chapter 4). "
        + "One of them makes no sense: the file is damaged, cut off, or made by a tool that Linux wouldn't run the output of either.");

    /// <summary>It is valid, and for something else.</summary>
    public static readonly DiagnosticDescriptor OtherMachine = new("PVM0421", DiagnosticSeverity.Error,
        "the ELF file is {0}",
        "ProcVM runs Linux programs for x86-64 and 32-bit x86. A relocatable object (.o) has to be linked first, a shared library is no program, "
        + "and a core file is what is left of one.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All => [Malformed, OtherMachine];
}
