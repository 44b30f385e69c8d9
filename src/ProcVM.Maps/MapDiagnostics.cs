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

    /// <summary>A type that nobody declares.</summary>
    public static readonly DiagnosticDescriptor UnknownType = Error("PVM0310", "there is no type '{0}'",
        "A row uses a type that is neither built in nor declared by this map or its parents. Built-in types are listed in syscall-maps/README.md; declare others with type, struct, union, enum or flags.");

    /// <summary>Two types of one name.</summary>
    public static readonly DiagnosticDescriptor DuplicateType = Error("PVM0311", "type '{0}' is declared twice",
        "Types of all maps that are loaded together share one set of names.");

    /// <summary>Two calls of one name.</summary>
    public static readonly DiagnosticDescriptor DuplicateCall = Error("PVM0312", "'{0}' is declared twice in {1}",
        "Within a personality or a library each call's name is unique; so is an interrupt's number with its register values. An A/W pair takes two names.");

    /// <summary>Two calls of one number.</summary>
    public static readonly DiagnosticDescriptor DuplicateNumber = Error("PVM0313", "{0} numbers both '{1}' and '{2}' in {3}",
        "A guest calls by number, so a number may stand for one call only. Ordinals of a library likewise.");

    /// <summary>A length that names no parameter or field.</summary>
    public static readonly DiagnosticDescriptor UnknownLength = Error("PVM0314", "the length names '{0}', which is no {1}",
        "A buffer's length in brackets is made of numbers and of other parameters' names (in a structure: of other fields' names); 'used' may also name 'result'.");

    /// <summary>A structure whose size isn't the stated one.</summary>
    public static readonly DiagnosticDescriptor WrongSize = Error("PVM0315", "'{0}' takes {1} bytes in {2}, not {3}",
        "The structure states its size and its fields come to another one under the personality's rules for pointers, longs and alignment. Correct the fields, add padding, or say packed.");

    /// <summary>A field whose offset isn't the stated one.</summary>
    public static readonly DiagnosticDescriptor WrongOffset = Error("PVM0316", "field '{0}' lies at offset {1} in {2}, not at {3}",
        "The field states its offset and the fields before it come to another one.");

    /// <summary>A partial call whose row doesn't say what is missing.</summary>
    public static readonly DiagnosticDescriptor PartialWithoutNote = Error("PVM0317", "'{0}' is partial, but the row doesn't say what is missing",
        "Users read the note in the compatibility table: partial \"no O_TMPFILE\".");

    /// <summary>A handler that doesn't exist.</summary>
    public static readonly DiagnosticDescriptor UnknownHandler = Error("PVM0318", "there is no handler '{0}'",
        "The row names a handler method that this program doesn't have. A map can give new names and numbers to existing handlers; it can't bring code along.");

    /// <summary>A handler with another number of arguments.</summary>
    public static readonly DiagnosticDescriptor WrongArity = Error("PVM0319", "handler '{0}' takes {1} arguments; the row gives {2}",
        "The parameters of a row, without those that only tell another's length, and its constant arguments are the handler's arguments, in order.");

    /// <summary>A handler with other argument types.</summary>
    public static readonly DiagnosticDescriptor WrongType = Error("PVM0320", "handler '{0}' takes {1} as '{2}'; the row gives {3}",
        "A row's parameter types must be those of the handler.");

    /// <summary>A named value that nobody declares.</summary>
    public static readonly DiagnosticDescriptor UnknownValue = Error("PVM0321", "there is no value '{0}'",
        "Errors, constant results, constant arguments and cases are numbers or members of an enum or flags declaration.");

    /// <summary>A personality that nobody declares, or its own ancestor.</summary>
    public static readonly DiagnosticDescriptor UnknownPersonality = Error("PVM0322", "there is no personality '{0}'",
        "A personality must be declared in one of the maps that are loaded together, and no personality may be its own ancestor.");

    /// <summary>Two parameters of one name.</summary>
    public static readonly DiagnosticDescriptor DuplicateParameter = Error("PVM0323", "'{0}' has two parameters named '{1}'",
        "Names tell parameters apart in traces, lengths and variants.");

    /// <summary>A variant about something that is no parameter.</summary>
    public static readonly DiagnosticDescriptor BadVariant = Error("PVM0324", "'{0}' is no parameter of '{1}'",
        "A variant's selector, and the parameters that a case describes anew, are parameters of the call.");

    /// <summary>An address without in, out or inout.</summary>
    public static readonly DiagnosticDescriptor MissingDirection = Error("PVM0325", "parameter '{0}' is a {1}: say in, out or inout",
        "Texts, buffers and structures are passed by address; the row says whether the call reads or writes them.");

    /// <summary>A call that no gate leads to.</summary>
    public static readonly DiagnosticDescriptor NoGate = Error("PVM0326", "'{0}' can't be called: {1} has no gate for it",
        "A numbered call needs a gate that says which register holds the number, an interrupt row a gate of its vector (the personality's or its own), a named call a gate import, an export a gate libcall.");

    /// <summary>A number outside its range.</summary>
    public static readonly DiagnosticDescriptor OutOfRange = Error("PVM0327", "{0} {1} is out of range",
        "Interrupt vectors run from 0 to 255, ordinals from 1 to 65535, sizes from 0 to a mebibyte; alignments are powers of two up to 64; a pointer has 2, 4 or 8 bytes.");

    /// <summary>A type made of itself.</summary>
    public static readonly DiagnosticDescriptor Recursive = Error("PVM0328", "'{0}' contains itself",
        "A structure, or an alias, is made of itself: it has no size. Point to it with ptr instead.");

    /// <summary>Two fields or members of one name.</summary>
    public static readonly DiagnosticDescriptor DuplicateMember = Error("PVM0329", "'{0}' has two {1} named '{2}'",
        "Fields of a structure and members of an enumeration have different names.");

    /// <summary>A call that claims support and names nothing that serves it.</summary>
    public static readonly DiagnosticDescriptor NotServed = Error("PVM0330", "nothing serves '{0}': give it a handler, an error or a constant, or say none",
        "A row that claims support names what serves it after =>.");

    /// <summary>Two cases of one value.</summary>
    public static readonly DiagnosticDescriptor DuplicateCase = Error("PVM0331", "'{0}' has two cases for '{1}'",
        "Each value of the selector has one meaning.");

    /// <summary>A forward to an export that doesn't exist.</summary>
    public static readonly DiagnosticDescriptor UnknownForward = Error("PVM0332", "'{0}' has no export '{1}'",
        "A forward names an export of a library in the loaded maps; a library that no loaded map declares isn't checked.");

    /// <summary>Two personalities of one name.</summary>
    public static readonly DiagnosticDescriptor DuplicatePersonality = Error("PVM0333", "personality '{0}' is declared twice",
        "Two maps that are loaded together may not declare the same personality.");

    /// <summary>An enumeration carried by something else than an integer.</summary>
    public static readonly DiagnosticDescriptor NotAnInteger = Error("PVM0334", "'{0}' can't be carried by '{1}'",
        "Enumerations and flags are carried by an integer type.");

    /// <summary>A register that doesn't exist.</summary>
    public static readonly DiagnosticDescriptor UnknownRegister = Error("PVM0335", "there is no register '{0}'",
        "Gates, parameters and results name x86 registers in lower case; a pair is written high:low or segment:offset.");

    /// <summary>A call before any personality.</summary>
    public static readonly DiagnosticDescriptor NoPersonality = Error("PVM0336", "'{0}' stands before any personality",
        "A call belongs to the personality declared above it in the same map.");

    /// <summary>A row that the P-machine can't have.</summary>
    public static readonly DiagnosticDescriptor Unsupported = Error("PVM0337", "{0}",
        "The rows of pvm.map, and of maps that are added to it, are host calls: their types, lengths and targets are those that syscall-maps/README.md lists under \"P-machine imports\".");

    /// <summary>A copy of a row that doesn't exist.</summary>
    public static readonly DiagnosticDescriptor UnknownRow = Error("PVM0338", "{0} has no call '{1}'",
        "A row may be a copy of another personality's: that personality must be declared in one of the maps that are loaded together, and have the call; so must the structure be there that another one lays out anew.");

    /// <summary>A field that the structure doesn't have.</summary>
    public static readonly DiagnosticDescriptor NoSuchField = Error("PVM0339", "'{0}' has no field '{1}'",
        "A structure that lays out another one anew has fields of the same names; what the other one has and it hasn't is zero, what it needs beyond them is padding, '_'.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All =>
    [
        Syntax, TooDeep, TooBig, TooMany, UnknownType, DuplicateType, DuplicateCall, DuplicateNumber, UnknownLength,
        WrongSize, WrongOffset, PartialWithoutNote, UnknownHandler, WrongArity, WrongType, UnknownValue,
        UnknownPersonality, DuplicateParameter, BadVariant, MissingDirection, NoGate, OutOfRange, Recursive,
        DuplicateMember, NotServed, DuplicateCase, UnknownForward, DuplicatePersonality, NotAnInteger,
        UnknownRegister, NoPersonality, Unsupported, UnknownRow, NoSuchField,
    ];

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);
}
