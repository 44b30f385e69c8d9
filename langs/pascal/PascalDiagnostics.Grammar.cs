using ProcVM.Core;

namespace ProcVM.Pascal;

public static partial class PascalDiagnostics
{
    public static readonly DiagnosticDescriptor Expected = Error("PAS030", "{0} expected, but {1} found",
        "The grammar asks for something else at this place. When something is missing at the end of a line, the mark stands behind the last "
        + "thing on that line.");

    public static readonly DiagnosticDescriptor MissingSemicolon = Error("PAS031", "';' expected before {0}",
        "Statements are separated, and declarations ended, by semicolons. The mark shows where it belongs. No semicolon stands before end, until "
        + "or else.");

    public static readonly DiagnosticDescriptor SemicolonBeforeElse = Error("PAS032", "no ';' may stand before 'else'",
        "A semicolon ends the if statement, so that the else after it belongs to nothing. Remove the semicolon:\n"
        + "    if a then x := 1 else x := 2");

    public static readonly DiagnosticDescriptor NotClosed = Error("PAS033", "{0} expected to close the '{1}' of line {2}, but {3} found",
        "Each begin, case and record needs an end, each repeat an until, each ( and [ its counterpart. The line that the message names is "
        + "where the open one begins; the one that is missing may belong to another within it.");

    public static readonly DiagnosticDescriptor EqualForAssign = Error("PAS034", "'=' compares; an assignment is written ':='",
        "x := 1 gives x the value 1; x = 1 is a comparison, which can't be a statement.");

    public static readonly DiagnosticDescriptor AssignForEqual = Error("PAS035", "':=' assigns; {0} is written '='",
        "An expression compares with =, and a constant or type is declared with =. Only a statement assigns, with :=.");

    public static readonly DiagnosticDescriptor ReservedWord = Error("PAS036", "'{0}' is a reserved word and can't be {1}",
        "Reserved words have a meaning of their own and can't name anything. In the dialect, & makes a name of one: &end.");

    public static readonly DiagnosticDescriptor NotAStatement = Error("PAS037", "this is a value, not a statement",
        "A statement assigns (x := …), calls a procedure, or begins with a word as if, while or begin. A value alone does nothing.");

    public static readonly DiagnosticDescriptor NestedTooDeeply = Error("PAS038", "nested too deeply: more than {0} levels",
        "Statements within statements, parentheses within parentheses, types within types, and operators in a row go down at most 1000 levels "
        + "together. Give inner parts names: constants, variables, types, routines.");

    public static readonly DiagnosticDescriptor TooManyErrors = Error("PAS039", "that makes {0} errors; the rest of the program isn't read",
        "Correct the first errors and compile again.");

    public static readonly DiagnosticDescriptor TextAfterEnd = Warning("PAS040", "what follows the final 'end.' is ignored",
        "A program or unit ends with 'end.'. If more was meant to belong to it, there is one 'end' too many before it.");

    public static readonly DiagnosticDescriptor SectionOrder = Error("PAS041", "in ISO 7185 {0} come before {1}, and once",
        "A block declares labels, constants, types, variables and routines in this order, each part once (6.2.1). The dialect (--std procvm) "
        + "takes any order.");

    public static readonly DiagnosticDescriptor LabelRange = Error("PAS042", "the label {0} isn't in 0..9999",
        "A label is a whole number of 0 to 9999 (ISO 7185 6.1.6). Leading zeros don't count.");

    public static readonly DiagnosticDescriptor ParameterType = Error("PAS043", "a parameter's type must be a name",
        "The type of a parameter or result is the name of a type, so that arguments can have the same type. Declare it first:\n"
        + "    type row = array [1..10] of integer;\n"
        + "    procedure show(r: row);\n"
        + "Open arrays (array of integer) and conformant ones (array [a..b: integer] of integer) are parameters' types of their own.");

    public static readonly DiagnosticDescriptor SimpleConstant = Error("PAS044", "ISO 7185 has no expressions as constants",
        "A constant of ISO 7185 is a number or the name of a constant, with or without sign, or a string (6.3). The dialect (--std procvm) "
        + "evaluates expressions.");

    public static readonly DiagnosticDescriptor Unsupported = Error("PAS045", "{0} isn't part of this Pascal",
        "The dialect has the extensions of UCSD Pascal and Turbo Pascal without objects: no classes and objects, exceptions, operators, generics, "
        + "assembler or libraries.");

    public static readonly DiagnosticDescriptor ComparisonChain = Error("PAS046", "comparisons don't follow each other without parentheses in ISO 7185",
        "An expression has one comparison at most (6.7.1): a < b < c isn't one. Write (a < b) and (b < c), or (a < b) = c.");

    public static readonly DiagnosticDescriptor SignPosition = Error("PAS047", "a sign stands only before the first term in ISO 7185",
        "a * -b and a + -b aren't expressions of ISO 7185 (6.7.1). Write a * (-b), or a - b.");

    public static readonly DiagnosticDescriptor NotPackable = Error("PAS048", "only arrays, records, sets and files can be packed",
        "packed stands before array, record, set or file.");

    public static readonly DiagnosticDescriptor AssemblerBlock = Error("PAS049", "assembler isn't part of this Pascal",
        "asm … end holds instructions of one processor; a P-code program runs on any. Write it in Pascal.");

    public static readonly DiagnosticDescriptor UnknownWordAfterHeading = Error("PAS050", "'{0}' isn't known after a routine's heading",
        "After the heading of a procedure or function come its block or the words forward, overload and inline. Calling conventions (cdecl, "
        + "stdcall and the like) are accepted and have no effect.");

    public static readonly DiagnosticDescriptor OneNameWithValue = Error("PAS051", "only one variable can have an initial value in a declaration",
        "a, b: integer = 1 is not possible. Declare them one by one: a: integer = 1; b: integer = 1.");

    public static readonly DiagnosticDescriptor SplitAssign = Error("PAS052", "':=' is written without a space",
        "The sign for assignment is one symbol of two characters.");

    public static readonly DiagnosticDescriptor UnexpectedElse = Error("PAS053", "this 'else' has no 'if'",
        "An else belongs to the if whose statement it directly follows, without a semicolon between. Two statements need begin and end around "
        + "them.");

    public static readonly DiagnosticDescriptor ProcedureResult = Error("PAS055", "a procedure has no result; a function has",
        "A routine that gives a value is declared as a function: function area(r: real): real;");

    public static readonly DiagnosticDescriptor InterfaceBody = Error("PAS054", "a unit's interface has headings of routines only",
        "The interface names what others may use. Blocks of its routines, statements and labels belong to the implementation.");

    public static readonly DiagnosticDescriptor Return = Error("PAS056", "Pascal has no 'return'",
        "A function gives its result by an assignment to its name, and goes on to its end:\n"
        + "    f := n * 2\n"
        + "In the dialect exit leaves a routine, exit(n * 2) gives the result with it.");

    public static readonly DiagnosticDescriptor ArgumentsWithoutParentheses = Error("PAS057", "the arguments of '{0}' stand in parentheses",
        "A call's arguments stand in parentheses, with commas between: writeln('n is ', n).");

    private static DiagnosticDescriptor[] GrammarMessages =>
    [
        Expected, MissingSemicolon, SemicolonBeforeElse, NotClosed, EqualForAssign, AssignForEqual, ReservedWord,
        NotAStatement, NestedTooDeeply, TooManyErrors, TextAfterEnd, SectionOrder, LabelRange, ParameterType,
        SimpleConstant, Unsupported, ComparisonChain, SignPosition, NotPackable, AssemblerBlock,
        UnknownWordAfterHeading, OneNameWithValue, SplitAssign, UnexpectedElse, ProcedureResult, InterfaceBody, Return,
        ArgumentsWithoutParentheses,
    ];
}
