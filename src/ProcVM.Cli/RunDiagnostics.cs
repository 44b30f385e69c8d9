using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Cli;

/// <summary>How a run can end other than by the guest's own exit: traps PVM0101–0149 (100 + the trap's number), limits
/// PVM0150–0169.</summary>
public static class RunDiagnostics
{
    public static readonly DiagnosticDescriptor FuelSpent = Error("PVM0150", "the program has used up its fuel of {0} instructions (--fuel {0})",
        "--fuel bounds the instructions a program may execute: of P-code, or of the x86 processor, for which Linux programs are interpreted. The count of a P-code "
        + "program is the same in every run and on every machine. The exit status is 122.");

    public static readonly DiagnosticDescriptor TimedOut = Error("PVM0151", "the program was stopped after {0} (--timeout {0})",
        "--timeout bounds the time a program may take, waiting included. The exit status is 124.");

    public static readonly DiagnosticDescriptor MemoryLimit = Error("PVM0152", "the program needs more memory than its limit of {0} (--memory {0})",
        "--memory bounds the memory of a program: its variables, its stack and its heap. It ended the program because an allocation had nowhere to go. The exit status is 137.");

    public static readonly DiagnosticDescriptor Sandbox = Error("PVM0153", "the sandbox ended the program: {0}",
        "The program did something that nothing in its rights allows, as calling a host call that its module doesn't import. The exit status is 123.");

    public static readonly DiagnosticDescriptor CannotStart = Error("PVM0154", "the program can't start: {0}",
        "The module is well formed, but what it needs isn't there: an import that no map declares or whose signature differs, or more memory than the limit. The exit status is 126.");

    private static readonly (TrapKind Kind, string Name, string Explanation)[] s_traps =
    [
        (TrapKind.Unreachable, "unreachable", "The program reached an instruction that its compiler held to be unreachable."),
        (TrapKind.Overflow, "overflow", "The result of an integer operation doesn't fit its type. {$Q-} wraps around instead."),
        (TrapKind.Division, "division", "A division or modulus by zero, or `mod` by a number that isn't positive."),
        (TrapKind.Range, "range", "A value was given to a variable of a subrange or enumerated type that doesn't have it. {$R-} drops the check."),
        (TrapKind.Index, "index", "An index lies outside the bounds of its array. {$R-} drops the check, and then a wrong index overwrites something else."),
        (TrapKind.Nil, "nil", "A pointer that is nil was dereferenced. Give it a value with `new` first."),
        (TrapKind.Variant, "variant", "A field was used that belongs to another variant of the record than the tag says."),
        (TrapKind.Memory, "memory", "An access outside the memory of the program. Checked Pascal can't do that: look at code under {$R-} and at untyped pointers."),
        (TrapKind.Stack, "stack", "Calls are nested too deeply, as in a recursion that doesn't end. The stack is part of the module; its size is set when it is compiled."),
        (TrapKind.BadCall, "badcall", "A call through a procedural variable that was never given a routine."),
        (TrapKind.Conversion, "conversion", "A real number is not a number, or too large for the integer type it is converted to."),
        (TrapKind.OutOfMemory, "outofmemory", "The heap can't grow: the memory limit is reached (--memory)."),
        (TrapKind.Case, "case", "No constant of a `case` statement equals its selector, and it has no `else`."),
        (TrapKind.Set, "set", "A value was put into a set whose base type doesn't have it."),
        (TrapKind.String, "string", "A string is longer than what it is given to can hold."),
        (TrapKind.Io, "io", "A file operation failed, or came at the wrong time: reading past the end, a file that isn't open, a name outside the granted directories (--dir). {$I-} and ioresult let the program handle it."),
        (TrapKind.Assertion, "assertion", "An assertion of the program doesn't hold."),
        (TrapKind.Undefined, "undefined", "A function ended without giving its result, or something was used before it had a value."),
        (TrapKind.Domain, "domain", "An argument outside a function's domain, as ln(0) or sqrt(-1)."),
        (TrapKind.Pointer, "pointer", "A pointer that `new` didn't give, or whose block was disposed already, was disposed."),
        (TrapKind.Escape, "escape", "A goto out of a routine into a block that isn't active any more."),
        (TrapKind.Table, "table", "An access outside a table of function references."),
    ];

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [FuelSpent, TimedOut, MemoryLimit, Sandbox, CannotStart, .. Array.ConvertAll(s_traps, row => ForTrap(row.Kind))];

    /// <summary>A trap kind's name, as users see it and tests name it.</summary>
    public static string NameOf(TrapKind kind) => Find(kind).Name;

    /// <summary>The descriptor of a trap kind; {0} is the trap's own message.</summary>
    public static DiagnosticDescriptor ForTrap(TrapKind kind)
    {
        (_, string name, string explanation) = Find(kind);
        return Error($"PVM{100 + (int)kind:D4}", $"trap {name}: {{0}}", explanation + " The exit status of every trap is 134.");
    }

    private static (TrapKind Kind, string Name, string Explanation) Find(TrapKind kind)
    {
        foreach ((TrapKind Kind, string Name, string Explanation) row in s_traps)
        {
            if (row.Kind == kind)
            {
                return row;
            }
        }

        return s_traps[0];
    }

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);
}
