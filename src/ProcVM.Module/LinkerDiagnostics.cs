using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>What can go wrong when modules are joined: PVM0280–0289.</summary>
public static class LinkerDiagnostics
{
    public static readonly DiagnosticDescriptor Unresolved = Error("PVM0280", "{0} needs {1} of {2}, which doesn't export it",
        "A module that was compiled separately names what it uses of another one. The other one was changed since: compile both again.");

    public static readonly DiagnosticDescriptor WrongType = Error("PVM0281", "{0} uses {1} of {2} with the signature {3}, but it has {4}",
        "The other module was changed since this one was compiled. Compile both again.");

    public static readonly DiagnosticDescriptor BadRelocation = Error("PVM0282", "{0}: relocation {1} doesn't point at an i32.const it could patch",
        "The relocations section says which constants are addresses. The file is damaged.");

    public static readonly DiagnosticDescriptor TooLarge = Error("PVM0283", "the linked program is too large: {0}",
        "The bounds of the module format (SPEC.md section 2) hold for a linked program too.");

    public static readonly DiagnosticDescriptor SameName = Error("PVM0284", "two modules are named {0}",
        "Each module that is linked has a name of its own.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All =>
    [
        Unresolved, WrongType, BadRelocation, TooLarge, SameName,
    ];

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);
}
