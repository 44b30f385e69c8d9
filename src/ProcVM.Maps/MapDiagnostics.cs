using ProcVM.Core;

namespace ProcVM.Maps;

/// <summary>What can be wrong with a syscall map: PVM0300 to PVM0399.</summary>
public static class MapDiagnostics
{
    /// <summary>The text doesn't follow the grammar.</summary>
    public static readonly DiagnosticDescriptor Syntax = Error("PVM0301", "expected {0}, found {1}",
        "The declaration doesn't follow the map grammar (syscall-maps/README.md). A declaration begins in the first column; its other lines are indented or begin with }. The reader goes on with the next declaration.");

    /// <summary>Parentheses or braces too deep.</summary>
    public static readonly DiagnosticDescriptor TooDeep = Error("PVM0302", "brackets are nested deeper than {0}",
        "Maps are read by a recursive parser, so the depth of (), [] and {} is bounded. No real map needs more than four levels.");

    /// <summary>The map is too big.</summary>
    public static readonly DiagnosticDescriptor TooBig = Error("PVM0303", "{0} is longer than {1} characters",
        "Maps are bounded in size: a whole map at 4 million characters, one declaration at 64 thousand. Split the map, or the enumeration.");

    /// <summary>More errors than anyone reads.</summary>
    public static readonly DiagnosticDescriptor TooMany = Error("PVM0304", "more than {0} errors; the rest of the map wasn't read",
        "Correct the errors above first: is the file a syscall map at all?");

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);
}
