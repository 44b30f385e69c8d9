using ProcVM.Core;

namespace ProcVM.Module;

/// <summary>What can be wrong with a module: reader PVM0200–0219, verifier PVM0220–0249.</summary>
public static class ModuleDiagnostics
{
    public static readonly DiagnosticDescriptor NotAModule = Error("PVM0200", "not a P-code module: it doesn't start with \"\\0pvm\"",
        "A P-code module starts with the bytes 00 70 76 6D. `procvm build` makes one from a source, `procvm asm` from P-code text.");

    public static readonly DiagnosticDescriptor WrongVersion = Error("PVM0201", "module version {0} isn't supported; this ProcVM reads version {1}",
        "The module was made for another version of the P-machine. Build it again from its source with this version.");

    public static readonly DiagnosticDescriptor TooLarge = Error("PVM0202", "the module has {0} bytes; the format allows {1}",
        "A module is at most 256 MiB (SPEC.md section 2).");

    public static readonly DiagnosticDescriptor UnknownSection = Error("PVM0203", "unknown section {0}",
        "Sections 1 to 11 are part of every module; sections from 128 on are optional. Anything between isn't P-code of this version.");

    public static readonly DiagnosticDescriptor SectionOrder = Error("PVM0204", "section {0} ({1}) comes after section {2}",
        "Sections come at most once each, in ascending order of their numbers.");

    public static readonly DiagnosticDescriptor SectionSize = Error("PVM0205", "section {0} ({1}) claims {2} bytes, but {3} are left",
        "The file is cut off, or the section's size is wrong.");

    public static readonly DiagnosticDescriptor CutOff = Error("PVM0206", "section {0} ends within {1}",
        "A section's payload is shorter than what it says it holds. The file is damaged.");

    public static readonly DiagnosticDescriptor BadNumber = Error("PVM0207", "section {0}: {1} isn't a LEB128 number of its width",
        "Numbers take at most 5 bytes (10 for 64-bit ones) and have no bits beyond their width.");

    public static readonly DiagnosticDescriptor Bound = Error("PVM0208", "section {0}: {1} {2}; at most {3} can be",
        "Each count of the format has a bound (SPEC.md section 2), and a count can't exceed what the section's bytes can hold.");

    public static readonly DiagnosticDescriptor BadItem = Error("PVM0209", "section {0}: {1}",
        "A type byte, flag or kind has a value that the format doesn't define. The file is damaged or of another version.");

    public static readonly DiagnosticDescriptor BadText = Error("PVM0210", "section {0}: {1} isn't UTF-8",
        "Names in a module are UTF-8.");

    public static readonly DiagnosticDescriptor LeftOver = Error("PVM0212", "section {0}: {1} bytes left over",
        "A section's payload is longer than what it says it holds. The file is damaged.");

    public static readonly DiagnosticDescriptor CodeCount = Error("PVM0213", "{0} functions are declared, but {1} have code",
        "The functions section and the code section have an entry for each function.");

    public static readonly DiagnosticDescriptor Dropped = Warning("PVM0214", "the section {0} is ignored: {1}",
        "Names, lines and other optional sections don't change what a program does. A damaged one is left out, so traps may lack names or lines.");

    public static readonly DiagnosticDescriptor NoSuchIndex = Error("PVM0220", "{0} names {1} {2}, but there are {3}",
        "An index must be smaller than the number of the things it counts. Functions count from the first import.");

    public static readonly DiagnosticDescriptor TooMany = Error("PVM0221", "{0} has {1} {2}; at most {3} are allowed",
        "The bounds of SPEC.md section 2 hold for modules made in memory too.");

    public static readonly DiagnosticDescriptor BadFrame = Error("PVM0222", "{0} has a memory frame of {1} bytes; it must be a multiple of 16, at most {2}",
        "A function's memory frame is a multiple of 16 bytes, at most 16 MiB.");

    public static readonly DiagnosticDescriptor BadMemory = Error("PVM0223", "the memory section is wrong: {0}",
        "Minimum and maximum are pages of 64 KiB, at most 65,536. The stack area consists of multiples of 16 bytes and, when any function has a frame, lies within the minimum.");

    public static readonly DiagnosticDescriptor BadTable = Error("PVM0224", "table {0} has minimum {1} and maximum {2}; minimum <= maximum <= {3} must hold",
        "A table has at most 1,000,000 entries.");

    public static readonly DiagnosticDescriptor ExportedTwice = Error("PVM0225", "{0} is exported twice",
        "Each exported name names one thing.");

    public static readonly DiagnosticDescriptor BadEntry = Error("PVM0226", "the entry {0} isn't a function of this module without parameters and results",
        "The entry is what `procvm run` starts: a function with code, of type [] -> [].");

    public static readonly DiagnosticDescriptor SegmentOutside = Error("PVM0227", "{0} doesn't fit: it ends at {1}, the minimum size is {2}",
        "Active data and element segments lie within the minimum size of the memory or table.");

    public static readonly DiagnosticDescriptor BadEscapeLabel = Error("PVM0228", "{0}: label {1} can't be an escape target: {2}",
        "A label that `escape` may name has an empty operand stack, and its function has a memory frame, by whose address the activation is found.");

    public static readonly DiagnosticDescriptor BadType = Error("PVM0229", "{0} has a type that doesn't exist",
        "Value types are i32, i64, f32 and f64.");

    public static readonly DiagnosticDescriptor UnknownOpcode = Error("PVM0230", "{0}: unknown opcode {1}",
        "OPCODES.md lists the instructions.");

    public static readonly DiagnosticDescriptor BadImmediate = Error("PVM0231", "{0}: the immediate of {1} is cut off or isn't a number of its width",
        "What follows an opcode in the code is described in OPCODES.md.");

    public static readonly DiagnosticDescriptor ImmediateRange = Error("PVM0232", "{0}: {1} has {2} {3}; it must be {4}",
        "Indices name things that exist; ranges have lo <= hi; an offset of frame.addr lies in the frame.");

    public static readonly DiagnosticDescriptor WrongOperands = Error("PVM0233", "{0}: {1} needs {2} on the stack, which holds {3}",
        "The types of an instruction's operands are known at every point. The lists go from bottom to top; \"..\" stands for what lies beneath.");

    public static readonly DiagnosticDescriptor TooDeep = Error("PVM0234", "{0}: the operand stack has more than {1} slots",
        "An operand stack has at most 65,535 slots.");

    public static readonly DiagnosticDescriptor LabelStack = Error("PVM0235", "{0}: {1}: label {2} is declared with {3}, but the stack holds {4}",
        "At a label and at every branch to it the whole operand stack is exactly what the label declares.");

    public static readonly DiagnosticDescriptor LabelTwice = Error("PVM0236", "{0}: label {1} stands here a second time",
        "Each label stands exactly once in its function.");

    public static readonly DiagnosticDescriptor LabelMissing = Error("PVM0237", "{0}: label {1} is declared but stands nowhere",
        "Each label stands exactly once in its function.");

    public static readonly DiagnosticDescriptor FallsThrough = Error("PVM0238", "{0}: the end of the code is reached",
        "A function's last instruction is one after which control doesn't go on: return, br, br_table, trap, unreachable or escape.");

    public static readonly DiagnosticDescriptor DeadCode = Error("PVM0239", "{0}: {1} can't be reached",
        "After return, br, br_table, trap, unreachable or escape comes a label or the end.");

    public static readonly DiagnosticDescriptor ConstantGlobal = Error("PVM0240", "{0}: global {1} is constant",
        "global.set needs a mutable global.");

    public static readonly DiagnosticDescriptor BadEscape = Error("PVM0241", "{0}: escape to label {1} of {2}, which is no escape target",
        "escape names a function with code and a label of it that is declared as escape target.");

    public static readonly DiagnosticDescriptor ReturnStack = Error("PVM0242", "{0}: the function returns {1}, but the stack holds {2}",
        "At return the whole operand stack is exactly the function's results.");

    public static readonly DiagnosticDescriptor MoreErrors = Error("PVM0243", "{0} more functions are wrong",
        "Only the first functions' errors are shown.");

    public static readonly DiagnosticDescriptor NotLinked = Error("PVM0244", "the module is a part of a program: {0} addresses in it are yet to be given",
        "A unit that was compiled separately is linked with the program that uses it: `procvm build` and `procvm run` of the program do that. Alone it can't run.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All =>
    [
        NotAModule, WrongVersion, TooLarge, UnknownSection, SectionOrder, SectionSize, CutOff, BadNumber, Bound,
        BadItem, BadText, LeftOver, CodeCount, Dropped, NoSuchIndex, TooMany, BadFrame, BadMemory, BadTable,
        ExportedTwice, BadEntry, SegmentOutside, BadEscapeLabel, BadType, UnknownOpcode, BadImmediate,
        ImmediateRange, WrongOperands, TooDeep, LabelStack, LabelTwice, LabelMissing, FallsThrough, DeadCode,
        ConstantGlobal, BadEscape, ReturnStack, MoreErrors, NotLinked,
    ];

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);

    private static DiagnosticDescriptor Warning(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Warning, format, explanation);
}
