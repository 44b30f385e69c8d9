using ProcVM.Core;

namespace ProcVM.Pascal.Binding;

/// <summary>What can be wrong with what a program means: names PAS100-129, types PAS130-179, statements and arguments PAS180-289,
/// warnings PAS290-299.</summary>
internal static class BindingDiagnostics
{
    internal static readonly DiagnosticDescriptor Undeclared = Error(
        "PAS100",
        "'{0}' isn't declared",
        "A name must be declared before it is used: as a constant, type, variable or routine of this block or one "
        + "around it, or in the interface of a unit that is used. Upper and lower case are the same.");

    internal static readonly DiagnosticDescriptor DeclaredTwice = Error(
        "PAS101",
        "'{0}' is declared already in this region",
        "A name stands for one thing in a block, a record, a parameter list or a heading. Give the second one "
        + "another name. (Routines of one name may differ in their parameters in the dialect.)");

    internal static readonly DiagnosticDescriptor UsedBefore = Error(
        "PAS102",
        "'{0}' is used here and declared later in the same block",
        "In ISO 7185 (6.2.2.9) a name's declaration rules its whole block, also what stands before it. A name of "
        + "an outer block can't be used first and then declared again: rename one of them.");

    internal static readonly DiagnosticDescriptor TypeAsValue = Error(
        "PAS103",
        "'{0}' is a type, not a value",
        "A type's name stands where a type is wanted, or, in the dialect, before a parenthesis as a typecast.");

    internal static readonly DiagnosticDescriptor UnitAsValue = Error(
        "PAS104",
        "'{0}' is a unit; name something in it, as in {0}.name",
        "A unit's name only qualifies the names that its interface declares.");

    internal static readonly DiagnosticDescriptor NotType = Error(
        "PAS105",
        "'{0}' isn't a type",
        "The name stands for a constant, variable or routine, but a type is wanted here.");

    internal static readonly DiagnosticDescriptor NotUnit = Error(
        "PAS106",
        "'{0}' isn't a unit",
        "Only a unit's name stands before the dot of a qualified type name.");

    internal static readonly DiagnosticDescriptor NotInUnit = Error(
        "PAS107",
        "unit '{0}' has no '{1}' in its interface",
        "A unit shows its users what its interface declares; what its implementation declares stays inside.");

    internal static readonly DiagnosticDescriptor UnitMissing = Error(
        "PAS108",
        "there is no unit '{0}'",
        "A unit x is looked for as x.pcode, compiled, or x.pas beside the source that uses it and in the directories that -Fu names. uses x in 'file' names another place.");

    internal static readonly DiagnosticDescriptor UnitNamed = Error(
        "PAS109",
        "the file found for unit '{0}' holds unit '{1}'",
        "A unit's file is named as the unit.");

    internal static readonly DiagnosticDescriptor CircularUnits = Error(
        "PAS110",
        "the interfaces of '{0}' and of this unit use each other",
        "Two units may use each other when at least one does so in its implementation.");

    internal static readonly DiagnosticDescriptor NoStandardFile = Error(
        "PAS111",
        "'{0}' is no parameter of the program",
        "ISO 7185 (6.10): a program that reads from input or writes to output, also by leaving the file out, "
        + "names it in its heading: program name(input, output);");

    internal static readonly DiagnosticDescriptor ParameterUndeclared = Error(
        "PAS112",
        "program parameter '{0}' isn't declared as a variable",
        "Each program parameter but input and output is declared as a variable of the program's block (6.10).");

    internal static readonly DiagnosticDescriptor ForwardMissing = Error(
        "PAS113",
        "'{0}' is declared forward, but has no block",
        "A routine declared forward, or in a unit's interface, needs its block later in the same block or in the "
        + "unit's implementation.");

    internal static readonly DiagnosticDescriptor ForwardDiffers = Error(
        "PAS114",
        "this heading of '{0}' differs from the one before",
        "Where the block repeats the heading of a routine declared forward, parameters and result must be the "
        + "same.");

    internal static readonly DiagnosticDescriptor ForwardRepeated = Error(
        "PAS115",
        "the block of '{0}' repeats its parameters or result",
        "In ISO 7185 (6.6.1) the parameters and result of a routine declared forward stand in the first heading "
        + "alone.");

    internal static readonly DiagnosticDescriptor ResultMissing = Error(
        "PAS116",
        "function '{0}' has no result type",
        "A function's heading ends with a colon and the type of its result.");

    internal static readonly DiagnosticDescriptor ResultNotAssigned = Error(
        "PAS117",
        "function '{0}' never gets its result",
        "The block of a function assigns its result at least once: {0} := value (6.6.2).");

    internal static readonly DiagnosticDescriptor ResultType = Error(
        "PAS118",
        "a function's result can't be of type '{0}'",
        "In ISO 7185 a function gives an ordinal, a real or a pointer (6.6.2). The dialect allows all types but "
        + "those with files in them.");

    internal static readonly DiagnosticDescriptor ResultOutside = Error(
        "PAS119",
        "the result of '{0}' can be set within the function alone",
        "Outside its block a function's name is a call, and calls can't be assigned to.");

    internal static readonly DiagnosticDescriptor Ambiguous = Error(
        "PAS120",
        "the call of '{0}' fits several routines equally well ({1})",
        "Convert an argument so that it has exactly the type of one routine's parameter.");

    internal static readonly DiagnosticDescriptor NoOverload = Error(
        "PAS121",
        "no routine '{0}' takes arguments ({1})",
        "None of the routines of this name has parameters that these arguments fit.");

    internal static readonly DiagnosticDescriptor TypeMismatch = Error(
        "PAS130",
        "'{0}' expected, but this is '{1}'",
        "The types aren't assignment-compatible (6.4.6). Structured types are the same only when they have the "
        + "same name; an integer becomes a real by itself, a real becomes an integer through trunc or round.");

    internal static readonly DiagnosticDescriptor NoValue = Error(
        "PAS131",
        "a procedure gives no value",
        "Only a function's call stands in an expression.");

    internal static readonly DiagnosticDescriptor NotOrdinal = Error(
        "PAS132",
        "an ordinal type is wanted, but this is '{0}'",
        "Integers, chars, booleans, enumerated types and their subranges are ordinal; reals, strings and "
        + "structured types aren't.");

    internal static readonly DiagnosticDescriptor NotNumber = Error(
        "PAS133",
        "a number is wanted, but this is '{0}'",
        "The routine works on integers and reals.");

    internal static readonly DiagnosticDescriptor NotBoolean = Error(
        "PAS134",
        "a condition is boolean, but this is '{0}'",
        "if, while, until and assert want a boolean: a comparison, say.");

    internal static readonly DiagnosticDescriptor NotConstant = Error(
        "PAS135",
        "this isn't a constant",
        "The value must be known when the program is compiled. Variables and most calls aren't.");

    internal static readonly DiagnosticDescriptor NotVariable = Error(
        "PAS136",
        "this isn't a variable",
        "Only a variable, a component of one, or what a pointer points to can be changed or passed by reference. "
        + "A value, an expression in parentheses or a function's result can't.");

    internal static readonly DiagnosticDescriptor NotArray = Error(
        "PAS137",
        "'{0}' can't be indexed",
        "Arrays and strings have elements.");

    internal static readonly DiagnosticDescriptor NotRecord = Error(
        "PAS138",
        "'{0}' has no fields",
        "Records have fields.");

    internal static readonly DiagnosticDescriptor NoField = Error(
        "PAS139",
        "'{0}' has no field '{1}'",
        "The record's type declares no field of this name.");

    internal static readonly DiagnosticDescriptor NotPointer = Error(
        "PAS140",
        "'{0}' is no pointer",
        "The mark ^ follows pointers and files. new and dispose take pointers to a type.");

    internal static readonly DiagnosticDescriptor NotFile = Error(
        "PAS141",
        "{0} is wanted, but this is '{1}'",
        "The routine works on files. eoln, page, readln and writeln work on text files alone.");

    internal static readonly DiagnosticDescriptor NotSet = Error(
        "PAS142",
        "a set is wanted, but this is '{0}'",
        "include and exclude change set variables.");

    internal static readonly DiagnosticDescriptor NotRoutine = Error(
        "PAS143",
        "this can't be called",
        "A procedure, a function or a variable of a procedural type can be called.");

    internal static readonly DiagnosticDescriptor BadOperands = Error(
        "PAS144",
        "'{0}' can't be applied to '{1}' and '{2}'",
        "The operator isn't defined for operands of these types (6.7.2).");

    internal static readonly DiagnosticDescriptor BadOperand = Error(
        "PAS145",
        "'{0}' can't be applied to '{1}'",
        "The operator isn't defined for an operand of this type (6.7.2).");

    internal static readonly DiagnosticDescriptor BadCast = Error(
        "PAS146",
        "'{0}' can't be seen as '{1}'",
        "A typecast goes between ordinals, between pointers, between a pointer and an integer, or between "
        + "variables of the same size.");

    internal static readonly DiagnosticDescriptor NotAssignable = Error(
        "PAS147",
        "a variable of type '{0}' can't be assigned",
        "Files, and structures with files in them, can't be copied (6.4.6).");

    internal static readonly DiagnosticDescriptor OutOfRange = Error(
        "PAS148",
        "{0} is outside '{1}'",
        "The constant isn't one of the values of the type.");

    internal static readonly DiagnosticDescriptor ConstantOverflow = Error(
        "PAS149",
        "{0} doesn't fit any integer type here",
        "ISO Pascal's integers lie in -maxint..maxint; the dialect's reach from -2^63 to 2^64-1.");

    internal static readonly DiagnosticDescriptor DivisionByZero = Warning(
        "PAS150",
        "division by zero",
        "The divisor is the constant 0 (or, of ISO's mod, not positive).");

    internal static readonly DiagnosticDescriptor EmptyRange = Error(
        "PAS151",
        "the first value is above the last",
        "A subrange and a case range go from a lower to a higher value.");

    internal static readonly DiagnosticDescriptor TooLarge = Error(
        "PAS152",
        "this {0} is larger than {1} bytes",
        "No variable may be larger than 1 GiB. Check the index types' bounds.");

    internal static readonly DiagnosticDescriptor SetBase = Error(
        "PAS153",
        "a set of '{0}' is too large",
        "The members' ordinals must lie in 0..255.");

    internal static readonly DiagnosticDescriptor SetMemberOutside = Error(
        "PAS154",
        "{0} can't be a member of a set",
        "The ordinals of a set's members lie in 0..255.");

    internal static readonly DiagnosticDescriptor SetMemberOutOfRange = Error(
        "PAS155",
        "member {0} is outside '{1}'",
        "The constant set has a member that the variable's base type doesn't have.");

    internal static readonly DiagnosticDescriptor StringCapacity = Error(
        "PAS156",
        "a string's capacity lies in 1..255, not {0}",
        "string[n] holds up to n characters, at most 255.");

    internal static readonly DiagnosticDescriptor StringTooLong = Error(
        "PAS157",
        "the string has {0} characters; at most {1} fit",
        "Short strings hold 255 characters.");

    internal static readonly DiagnosticDescriptor WrongStringLength = Error(
        "PAS158",
        "a string of {0} characters for an array of {1}",
        "In ISO Pascal a string and the array it goes to have the same number of components. Pad it with blanks.");

    internal static readonly DiagnosticDescriptor FileInside = Error(
        "PAS159",
        "a file can't be in {0}",
        "Files are variables of their own, or in arrays and in the fixed part of records; not in files, variants "
        + "or dynamic arrays (6.4.3.5).");

    internal static readonly DiagnosticDescriptor VariantsIncomplete = Error(
        "PAS160",
        "the variants don't name every value of '{0}'",
        "In ISO 7185 (6.4.3.3) each value of the tag's type selects a variant. Add it with an empty field list: "
        + "value: ();");

    internal static readonly DiagnosticDescriptor EnumOrder = Error(
        "PAS161",
        "the value of '{0}' isn't above the one before",
        "Values that a declaration gives its enumerated constants grow, and fit 32 bits.");

    internal static readonly DiagnosticDescriptor IndexOutside = Error(
        "PAS162",
        "index {0} is outside '{1}'",
        "The element doesn't exist.");

    internal static readonly DiagnosticDescriptor NotMeasurable = Error(
        "PAS163",
        "{0} can't be applied to '{1}'",
        "high and low apply to ordinal types, arrays and strings, length to strings and arrays, setlength to "
        + "strings and dynamic arrays.");

    internal static readonly DiagnosticDescriptor NotEnumerable = Error(
        "PAS164",
        "for can't go through '{0}'",
        "for x in … goes through sets, arrays, strings and the values of an ordinal type.");

    internal static readonly DiagnosticDescriptor ArgumentCount = Error(
        "PAS180",
        "'{0}' takes {1} arguments, but {2} are given",
        "The call must have an argument for each parameter that has no default value.");

    internal static readonly DiagnosticDescriptor VarArgumentType = Error(
        "PAS181",
        "a var parameter of type '{0}' can't be a variable of type '{1}'",
        "The variable's type must be the parameter's type itself (6.6.3.3): what is compatible isn't enough, "
        + "since the routine may change it.");

    internal static readonly DiagnosticDescriptor PackedComponent = Error(
        "PAS182",
        "a component of a packed variable can't be passed to a var parameter",
        "ISO 7185 6.6.3.3. Copy it into a variable of its own.");

    internal static readonly DiagnosticDescriptor TagField = Error(
        "PAS183",
        "a tag field can't be passed to a var parameter",
        "ISO 7185 6.6.3.3: setting it would change the active variant unseen.");

    internal static readonly DiagnosticDescriptor NotCongruent = Error(
        "PAS184",
        "'{0}' is wanted, but the routine is '{1}'",
        "A procedural parameter's argument has the same parameters in the same sections and the same result "
        + "(6.6.3.6).");

    internal static readonly DiagnosticDescriptor PredeclaredAsArgument = Error(
        "PAS185",
        "the predeclared routine '{0}' can't be an argument",
        "Wrap it in a routine of your own.");

    internal static readonly DiagnosticDescriptor NotConformable = Error(
        "PAS186",
        "the array doesn't conform: {0}",
        "ISO 7185 6.6.3.8: index types are compatible and bounds inside, elements of the same type, packed like "
        + "the schema.");

    internal static readonly DiagnosticDescriptor ConformantByValue = Error(
        "PAS187",
        "a conformant array can't be passed by value",
        "ISO 7185 6.6.3.7.2: its size isn't known here. Pass it to a var parameter.");

    internal static readonly DiagnosticDescriptor ConformantSection = Error(
        "PAS188",
        "'{0}' differs from '{1}' in the same parameter section",
        "Arguments for parameters declared together in a conformant schema have the same type (6.6.3.7).");

    internal static readonly DiagnosticDescriptor ConformantHere = Error(
        "PAS189",
        "a conformant array schema is a parameter's type alone",
        "Elsewhere an array has fixed bounds.");

    internal static readonly DiagnosticDescriptor FileByValue = Error(
        "PAS190",
        "a value parameter can't be of type '{0}'",
        "Files can't be copied: make it a var parameter.");

    internal static readonly DiagnosticDescriptor WidthHere = Error(
        "PAS191",
        "a field width stands in write, writeln and str alone",
        "The form value:width:decimals belongs to output.");

    internal static readonly DiagnosticDescriptor DecimalsHere = Error(
        "PAS192",
        "only a real has decimals",
        "The second number after a colon is for reals.");

    internal static readonly DiagnosticDescriptor RangeHere = Error(
        "PAS193",
        "a range can't be an element of an open array",
        "List the elements one by one.");

    internal static readonly DiagnosticDescriptor NotReadable = Error(
        "PAS194",
        "a variable of type '{0}' can't be read",
        "A text file gives integers, reals, chars and, in the dialect, strings.");

    internal static readonly DiagnosticDescriptor NotWritable = Error(
        "PAS195",
        "a value of type '{0}' can't be written",
        "A text file takes integers, reals, chars, booleans and strings.");

    internal static readonly DiagnosticDescriptor UntypedFile = Error(
        "PAS196",
        "'{0}' doesn't work on an untyped file",
        "Use blockread and blockwrite.");

    internal static readonly DiagnosticDescriptor NeedsUntypedFile = Error(
        "PAS197",
        "'{0}' works on untyped files alone",
        "Declare the file as: f: file;");

    internal static readonly DiagnosticDescriptor FunctionAsStatement = Error(
        "PAS198",
        "'{0}' is a function: its result must be used",
        "In ISO Pascal a statement calls a procedure. In the dialect this holds for predeclared functions.");

    internal static readonly DiagnosticDescriptor ReadOnly = Error(
        "PAS199",
        "'{0}' can't be changed",
        "const parameters, bound identifiers of conformant arrays and procedural parameters keep their value.");

    internal static readonly DiagnosticDescriptor ControlVariableChanged = Error(
        "PAS200",
        "'{0}' controls this loop and can't be changed in it",
        "ISO 7185 6.8.3.9: the body of a for statement doesn't assign its control variable, read into it, pass it "
        + "by reference or use it in another for.");

    internal static readonly DiagnosticDescriptor ControlThreatened = Error(
        "PAS201",
        "'{0}' is changed by a procedure within this block and can't control a loop",
        "ISO 7185 6.8.3.9: no routine declared in the block may assign the control variable. Use a variable of "
        + "its own for the loop.");

    internal static readonly DiagnosticDescriptor ControlNotVariable = Error(
        "PAS202",
        "'{0}' isn't a variable",
        "A for statement needs a variable that counts.");

    internal static readonly DiagnosticDescriptor ControlNotLocal = Error(
        "PAS203",
        "'{0}' isn't declared in this block as a variable",
        "ISO 7185 6.8.3.9: a control variable is local to the block with the loop, and no parameter.");

    internal static readonly DiagnosticDescriptor LabelOverlap = Error(
        "PAS204",
        "{0} stands twice among the labels",
        "The labels of a case statement or variant part are distinct.");

    internal static readonly DiagnosticDescriptor UndeclaredLabel = Error(
        "PAS205",
        "label '{0}' isn't declared",
        "Labels are declared before their use: label 1, 2;");

    internal static readonly DiagnosticDescriptor LabelElsewhere = Error(
        "PAS206",
        "label '{0}' belongs to an outer block",
        "A label marks a statement of the block that declares it.");

    internal static readonly DiagnosticDescriptor LabelTwice = Error(
        "PAS207",
        "label '{0}' marks a statement already",
        "A label marks one statement.");

    internal static readonly DiagnosticDescriptor LabelMissing = Error(
        "PAS208",
        "label '{0}' marks no statement",
        "The label is declared, but nothing in its block is marked by it.");

    internal static readonly DiagnosticDescriptor GotoInto = Error(
        "PAS209",
        "a goto can't lead into the statement that label '{0}' is in",
        "ISO 7185 6.8.1: a goto leads to a statement around it, to one in a statement sequence around it, or from "
        + "a nested routine to the outermost statements of a block.");

    internal static readonly DiagnosticDescriptor NotInLoop = Error(
        "PAS210",
        "'{0}' stands outside a loop",
        "break and continue belong to the while, repeat or for around them.");

    internal static readonly DiagnosticDescriptor ExitValue = Error(
        "PAS211",
        "exit with a value belongs in a function",
        "A procedure has no result.");

    internal static readonly DiagnosticDescriptor NoVariants = Error(
        "PAS212",
        "'{0}' has no further variants",
        "new and dispose take a tag value for each variant part, from the outside in.");

    internal static readonly DiagnosticDescriptor NoSuchVariant = Error(
        "PAS213",
        "no variant is selected by {0}",
        "The tag values of new and dispose are labels of the record's variants.");

    internal static readonly DiagnosticDescriptor PackTypes = Error(
        "PAS214",
        "pack and unpack don't take '{0}' and '{1}'",
        "They take an array that isn't packed and a packed one of the same component type (6.6.5.4).");

    internal static readonly DiagnosticDescriptor InitializerHere = Error(
        "PAS215",
        "a list of values stands in a declaration alone",
        "Typed constants and initialised variables begin with lists; a statement assigns element by element.");

    internal static readonly DiagnosticDescriptor InitializerForm = Error(
        "PAS216",
        "the value of '{0}' has another form",
        "An array's value is (a, b, c), a record's (field: value; field: value).");

    internal static readonly DiagnosticDescriptor InitializerCount = Error(
        "PAS217",
        "the array has {0} elements, but {1} values are given",
        "Every element gets its value.");

    internal static readonly DiagnosticDescriptor NotInitializable = Error(
        "PAS218",
        "'{0}' can't be given an initial value",
        "Files, dynamic arrays and very large variables begin empty.");

    internal static readonly DiagnosticDescriptor DefaultInMiddle = Error(
        "PAS219",
        "a parameter without default value follows one that has one",
        "Arguments are left out from the end: parameters with default values come last.");

    internal static readonly DiagnosticDescriptor PackedSchema = Error(
        "PAS220",
        "a packed conformant array has one index",
        "ISO 7185 6.6.3.7.1: only the innermost dimension can be packed: array [a..b: t] of packed array [c..d: "
        + "u] of e.");

    internal static readonly DiagnosticDescriptor RandSeed = Error(
        "PAS221",
        "randseed can be set, not read",
        "randseed := n makes random give the same numbers each time.");

    internal static readonly DiagnosticDescriptor TypeTooDeep = Error(
        "PAS222",
        "types are nested in types more than {0} levels deep",
        "An array of arrays of records … goes down so many levels at most, by name or not. Use pointers.");

    internal static readonly DiagnosticDescriptor TooMany = Error(
        "PAS223",
        "there are more than {0} {1}",
        "The compiler takes no more.");

    internal static readonly DiagnosticDescriptor NotOverlaid = Error(
        "PAS224",
        "'{0}' isn't a variable of this routine or a global one",
        "absolute gives a variable the storage of another: one declared before it in the same routine (a parameter too), or outside "
        + "of all routines. There are no fixed addresses.");

    internal static readonly DiagnosticDescriptor ResultNeverGiven = Warning(
        "PAS293",
        "function '{0}' never gets its result",
        "Its callers get zeros. A function gives its result by assigning it: {0} := value, result := value, or exit(value).");

    internal static readonly DiagnosticDescriptor ConstantChanged = Error(
        "PAS225",
        "'{0}' is a constant: nothing can change it",
        "A constant keeps its value. Declare a variable (var), or in the dialect a typed constant (const n: integer = 1), which is a variable "
        + "with an initial value.");

    internal static readonly DiagnosticDescriptor OverlayLarger = Warning(
        "PAS292",
        "'{0}' is larger than '{1}', whose storage it has",
        "What lies beyond the smaller variable belongs to others. Only a var parameter may be overlaid by something larger: its argument "
        + "decides how much there is.");

    internal static readonly DiagnosticDescriptor IndexNeverInside = Warning(
        "PAS291",
        "index {0} is outside '{1}'",
        "The statement, when it is reached, ends the program with an index error.");

    internal static readonly DiagnosticDescriptor AlwaysOutOfRange = Warning(
        "PAS290",
        "this value is never one of '{0}'",
        "The statement, when it is reached, ends the program with a range error.");

    /// <summary>All of them, for <c>procvm explain</c>.</summary>
    internal static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        Undeclared, DeclaredTwice, UsedBefore, TypeAsValue, UnitAsValue, NotType,
        NotUnit, NotInUnit, UnitMissing, UnitNamed, CircularUnits, NoStandardFile,
        ParameterUndeclared, ForwardMissing, ForwardDiffers, ForwardRepeated, ResultMissing, ResultNotAssigned,
        ResultType, ResultOutside, Ambiguous, NoOverload, TypeMismatch, NoValue,
        NotOrdinal, NotNumber, NotBoolean, NotConstant, NotVariable, NotArray,
        NotRecord, NoField, NotPointer, NotFile, NotSet, NotRoutine,
        BadOperands, BadOperand, BadCast, NotAssignable, OutOfRange, ConstantOverflow,
        DivisionByZero, EmptyRange, TooLarge, SetBase, SetMemberOutside, SetMemberOutOfRange,
        StringCapacity, StringTooLong, WrongStringLength, FileInside, VariantsIncomplete, EnumOrder,
        IndexOutside, NotMeasurable, NotEnumerable, ArgumentCount, VarArgumentType, PackedComponent,
        TagField, NotCongruent, PredeclaredAsArgument, NotConformable, ConformantByValue, ConformantSection,
        ConformantHere, FileByValue, WidthHere, DecimalsHere, RangeHere, NotReadable,
        NotWritable, UntypedFile, NeedsUntypedFile, FunctionAsStatement, ReadOnly, ControlVariableChanged,
        ControlThreatened, ControlNotVariable, ControlNotLocal, LabelOverlap, UndeclaredLabel, LabelElsewhere,
        LabelTwice, LabelMissing, GotoInto, NotInLoop, ExitValue, NoVariants,
        NoSuchVariant, PackTypes, InitializerHere, InitializerForm, InitializerCount, NotInitializable,
        DefaultInMiddle, PackedSchema, RandSeed, TypeTooDeep, TooMany, IndexNeverInside,
        AlwaysOutOfRange, NotOverlaid, ConstantChanged, OverlayLarger, ResultNeverGiven,
    ];

    private static DiagnosticDescriptor Error(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Error, format, explanation);

    private static DiagnosticDescriptor Warning(string code, string format, string explanation) =>
        new(code, DiagnosticSeverity.Warning, format, explanation);
}
