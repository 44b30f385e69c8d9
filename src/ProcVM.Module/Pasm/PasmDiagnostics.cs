using ProcVM.Core;

namespace ProcVM.Module.Pasm;

/// <summary>What can be wrong with P-code text (PASM.md): PVM0250–0269.</summary>
public static class PasmDiagnostics
{
    public static readonly DiagnosticDescriptor Expected = Error("PVM0250", "{0} expected, not {1}",
        "The line doesn't have the form that PASM.md gives for its directive or instruction.");

    public static readonly DiagnosticDescriptor UnknownInstruction = Error("PVM0251", "unknown instruction '{0}'",
        "OPCODES.md lists the instructions and their immediates.");

    public static readonly DiagnosticDescriptor UnknownDirective = Error("PVM0252", "unknown directive '{0}'",
        "PASM.md lists the directives.");

    public static readonly DiagnosticDescriptor BadToken = Error("PVM0253", "{0}",
        "A character that begins nothing, a string without end, or an escape that doesn't exist. Strings know \\n \\t \\r \\\\ \\\" \\xHH and \\u{H}.");

    public static readonly DiagnosticDescriptor OutOfRange = Error("PVM0254", "{0} doesn't fit {1}",
        "The number is too large or too small for its place.");

    public static readonly DiagnosticDescriptor Undefined = Error("PVM0255", "there is no {0} named '{1}'",
        "Functions (@), globals ($), parameters and locals (%) and labels are named where they are declared; a plain number is an index.");

    public static readonly DiagnosticDescriptor Ambiguous = Error("PVM0256", "several {0}s are named '{1}'",
        "A name that is given twice can't be referred to. Use the index.");

    public static readonly DiagnosticDescriptor LabelTwice = Error("PVM0257", "label '{0}' is already declared or stands elsewhere",
        "Each label stands exactly once in its function.");

    public static readonly DiagnosticDescriptor TooMany = Error("PVM0258", "more than {0} {1}",
        "The bounds of the format are in SPEC.md section 2.");

    public static readonly DiagnosticDescriptor Misplaced = Error("PVM0259", "{0}",
        "Some lines belong between .func and .end, all others outside of them.");

    public static readonly DiagnosticDescriptor Trailing = Error("PVM0260", "{0} is more than the line can hold",
        "The line was complete before.");

    public static readonly DiagnosticDescriptor Twice = Error("PVM0261", "{0} is given twice",
        "A module has at most one of it.");

    public static readonly DiagnosticDescriptor Order = Error("PVM0262", "{0}",
        "Line marks come in the order of the code; each relocation has 5 bytes of code of its own.");

    public static readonly DiagnosticDescriptor Version = Error("PVM0263", "P-code version {0} isn't supported",
        "This ProcVM assembles version 1.");

    public static readonly DiagnosticDescriptor Stopped = Error("PVM0264", "too many errors; the rest isn't shown",
        "Correct the errors above and assemble again.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All =>
    [
        Expected, UnknownInstruction, UnknownDirective, BadToken, OutOfRange, Undefined, Ambiguous, LabelTwice,
        TooMany, Misplaced, Trailing, Twice, Order, Version, Stopped,
    ];

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);
}
