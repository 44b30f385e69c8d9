using ProcVM.Core;

namespace ProcVM.Cli;

/// <summary>What can be wrong with a command line and its files: PVM0001–0099, and PVM0211.</summary>
public static class CliDiagnostics
{
    public static readonly DiagnosticDescriptor UnknownCommand = Error("PVM0001", "there is neither a command nor a file '{0}'{1}",
        "The first word is a command, as run or build, or the file to run. A file is a path: it isn't looked up in PATH.");

    public static readonly DiagnosticDescriptor UnknownOption = Error("PVM0002", "unknown option '{0}' of procvm {1}{2}",
        "Options of procvm come before FILE. What follows FILE is the guest's and isn't looked at. `--` ends the options, for a FILE whose name begins with a dash.");

    public static readonly DiagnosticDescriptor MissingValue = Error("PVM0003", "option {0} needs a value",
        "The value follows the option, after a space or after '='.");

    public static readonly DiagnosticDescriptor NeedlessValue = Error("PVM0004", "option {0} takes no value",
        "Write the option alone, without '='.");

    public static readonly DiagnosticDescriptor BadValue = Error("PVM0005", "option {0} can't be '{1}': it is {2}",
        "Sizes are bytes or a number with K, M or G; durations are a number with ms, s, m or h; the help of a command lists the words an option takes.");

    public static readonly DiagnosticDescriptor MissingOperand = Error("PVM0006", "procvm {0} needs {1}",
        "The command was called without what it works on.");

    public static readonly DiagnosticDescriptor SurplusOperand = Error("PVM0007", "procvm {0} can't take '{1}' as well",
        "The command works on fewer files than it was given.");

    public static readonly DiagnosticDescriptor NotInThisVersion = Error("PVM0008", "not in this version: {0}",
        "The command line is stable, but this part of ProcVM isn't built yet. CHANGELOG.md says which version brings what. The exit status is 125.");

    public static readonly DiagnosticDescriptor UnknownCode = Error("PVM0009", "there is no message with the code '{0}'{1}",
        "Codes look like PVM0211 or PAS104; every error shows its own.");

    public static readonly DiagnosticDescriptor CannotWrite = Error("PVM0010", "cannot write '{0}': {1}",
        "The file to write can't be made or is full. Check the directory, its permissions and the space left.");

    public static readonly DiagnosticDescriptor MissingOutput = Error("PVM0011", "procvm {0} needs -o OUT",
        "A module isn't text, so it is never written on the standard output unless OUT is '-'.");

    public static readonly DiagnosticDescriptor NotAProgram = Error("PVM0012", "'{0}' is {1}, which ProcVM can't run",
        "ProcVM runs Pascal sources and P-code modules. It tells a file's kind by its content, not by its name.");

    public static readonly DiagnosticDescriptor TooLarge = Error("PVM0013", "'{0}' is larger than {1}",
        "Sources and modules are at most 256 MiB.");

    public static readonly DiagnosticDescriptor Conflict = Error("PVM0015", "{0} and {1} can't be used together",
        "The two options ask for things that exclude each other.");

    public static readonly DiagnosticDescriptor NotAModule = Error("PVM0016", "'{0}' is {1}; procvm {2} needs {3}",
        "dis and verify work on P-code modules, asm on P-code text, build on sources.");

    public static readonly DiagnosticDescriptor IsAUnit = Error("PVM0017", "'{0}' is the unit {1}: link it with a program",
        "A unit has no code of its own to run. `procvm run` or `procvm build` of a program that uses it finds it beside the program's source, or in a directory that -Fu names.");

    public static readonly DiagnosticDescriptor NoRoutine = Error("PVM0018", "'{0}' has no routine '{1}'{2}",
        "`procvm dis --tier` takes names of routines as the source writes them; case doesn't matter. `procvm dis FILE` lists them all.");

    public static readonly DiagnosticDescriptor Internal = Error("PVM0099", "internal error: {0}",
        "This is a bug in ProcVM, not in your program. Run again with PROCVM_DEBUG=1 and report what it prints, with the program that shows it. The exit status is 125.");

    public static readonly DiagnosticDescriptor CannotOpen = Error("PVM0211", "cannot open '{0}': {1}",
        "The file isn't there (exit status 127), or is a directory, or may not be read (126). FILE is a path, never looked up in PATH.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        UnknownCommand, UnknownOption, MissingValue, NeedlessValue, BadValue, MissingOperand, SurplusOperand, NotInThisVersion,
        UnknownCode, CannotWrite, MissingOutput, NotAProgram, TooLarge, Conflict, NotAModule, IsAUnit, NoRoutine, Internal, CannotOpen,
    ];

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);
}
