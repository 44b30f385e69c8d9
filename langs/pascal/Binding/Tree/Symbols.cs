using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Binding;

/// <summary>What a name can stand for.</summary>
internal abstract class Symbol(string name)
{
    internal string Name { get; } = name;

    public sealed override string ToString() => Name;
}

/// <summary>A constant.</summary>
internal sealed class ConstantSymbol(string name, BoundExpression value) : Symbol(name)
{
    /// <summary>A <see cref="BoundConstant"/>, or a <see cref="BoundError"/> when its declaration was wrong.</summary>
    internal BoundExpression Value { get; } = value;
}

/// <summary>A type's name.</summary>
internal sealed class TypeSymbol(string name, PascalType type) : Symbol(name)
{
    internal PascalType Type { get; } = type;
}

/// <summary>The routines of one name in one scope.</summary>
internal sealed class RoutineGroup(string name, RoutineSymbol first) : Symbol(name)
{
    internal List<RoutineSymbol> Routines { get; } = [first];
}

/// <summary>A predeclared routine.</summary>
internal sealed class PredeclaredSymbol(string name, Predeclared routine) : Symbol(name)
{
    internal Predeclared Routine { get; } = routine;
}

/// <summary>A name whose declaration was wrong: its uses are not reported.</summary>
internal sealed class ErrorSymbol(string name) : Symbol(name);

/// <summary>Where a variable comes from.</summary>
internal enum VariableKind
{
    /// <summary>Declared in the program or in a unit: exists once. Its owner is the main routine or the unit's initialization.</summary>
    Global,

    /// <summary>Declared in a routine.</summary>
    Local,

    /// <summary>A formal parameter.</summary>
    Parameter,

    /// <summary>A function's result: its name on the left of := and <c>result</c>.</summary>
    Result,

    /// <summary>A low or high bound of a conformant array parameter: an i32 or i64 that the caller passes.</summary>
    Bound,

    /// <summary>Made by the binder: the reference of a with statement, a for-in loop's place.</summary>
    Hidden,
}

/// <summary>A variable, parameter, typed constant or function result.</summary>
internal sealed class VariableSymbol(string name, VariableKind kind, PascalType type, RoutineSymbol owner, SourceSpan span) : Symbol(name)
{
    internal VariableKind Kind { get; } = kind;

    internal PascalType Type { get; set; } = type;

    /// <summary>The routine in whose activation it lives; the main routine or a unit's initialization for global ones.</summary>
    internal RoutineSymbol Owner { get; } = owner;

    internal SourceSpan Span { get; } = span;

    /// <summary>How a parameter is passed.</summary>
    internal ParameterMode Mode { get; set; }

    /// <summary>True when storage holds the address of the value and not the value: var, out and untyped parameters, const
    /// parameters handled by address, and hidden references of with statements.</summary>
    internal bool IsReference { get; set; }

    /// <summary>Used by a routine other than its owner (for a global of a unit: always set). A global without it is used by
    /// the main body alone.</summary>
    internal bool IsCaptured { get; set; }

    /// <summary>An address of it is taken: var or untyped argument, @, with, a file operation.</summary>
    internal bool IsAddressTaken { get; set; }

    /// <summary>Controls some for statement.</summary>
    internal bool IsControl { get; set; }

    /// <summary>Assigned, passed by reference or otherwise changed somewhere, except by its initial value or argument.</summary>
    internal bool IsModified { get; set; }

    /// <summary>Read or passed somewhere.</summary>
    internal bool IsUsed { get; set; }

    /// <summary>A const parameter or a typed constant in {$J-}: never a target.</summary>
    internal bool IsReadOnly { get; set; }

    /// <summary>A typed constant or an initialised global: exists once (also in a routine) and begins with this.</summary>
    internal StaticImage? Image { get; set; }

    /// <summary>Exists once for the program, whatever declares it.</summary>
    internal bool IsStatic => Kind == VariableKind.Global || Image is not null;

    /// <summary>The place of a program parameter among the external files, from 0; −1 for other variables. It is bound to
    /// the command-line argument of that place, or without one to a file of its own name. input and output are not counted.</summary>
    internal int ProgramParameter { get; set; } = -1;

    /// <summary>The standard file it is: 1 input, 2 output, 3 stderr; 0 for other variables.</summary>
    internal int StandardFile { get; set; }

    /// <summary>The unit whose interface or implementation declares it; null in the program and in routines.</summary>
    internal UnitSymbol? Unit { get; set; }

    /// <summary>Another variable's storage, by the dialect's <c>absolute</c>; null otherwise.</summary>
    internal VariableSymbol? Overlays { get; set; }

    /// <summary>In the for statement that it controls, its values there; nothing may change it while set.</summary>
    internal Interval? ControlRange { get; set; }

    /// <summary>A routine nested in the owner changes it.</summary>
    internal bool IsModifiedInside { get; set; }
}

/// <summary>The first bytes of a static variable.</summary>
internal sealed class StaticImage(byte[] bytes)
{
    internal byte[] Bytes { get; } = bytes;

    /// <summary>Offsets of 4-byte addresses of variables, and what to add to them.</summary>
    internal List<(int Offset, VariableSymbol Variable, int Addend)> Addresses { get; } = [];

    /// <summary>Offsets of references to global routines (the static link beside them is 0).</summary>
    internal List<(int Offset, RoutineSymbol Routine)> Routines { get; } = [];
}

/// <summary>A procedure or function, the main program (level 0), or a unit's initialization or finalization (level 0).</summary>
internal sealed class RoutineSymbol(string name, RoutineSymbol? parent, SourceSpan span) : Symbol(name)
{
    /// <summary>The routine it is declared in; the main routine or the unit's initialization for global routines; null for those.</summary>
    internal RoutineSymbol? Parent { get; } = parent;

    internal SourceSpan Span { get; } = span;

    /// <summary>0 for the main routine and units' initializations, 1 for global routines, and so on.</summary>
    internal int Level { get; } = parent is null ? 0 : parent.Level + 1;

    internal RoutineKind Kind { get; set; }

    internal RoutineType Type { get; set; } = new([], VoidType.Instance);

    /// <summary>One variable for each formal parameter, in order.</summary>
    internal VariableSymbol[] Parameters { get; set; } = [];

    /// <summary>Where a function's result is built; null in a procedure.</summary>
    internal VariableSymbol? Result { get; set; }

    /// <summary>All other variables of the routine (hidden ones too), in order; globals for the main routine and units.</summary>
    internal List<VariableSymbol> Locals { get; } = [];

    internal List<LabelSymbol> Labels { get; } = [];

    /// <summary>The routines declared in it, in order.</summary>
    internal List<RoutineSymbol> Nested { get; } = [];

    /// <summary>The body; null for a routine of another module.</summary>
    internal BoundStatement? Body { get; set; }

    /// <summary>The end of the body: where a result that was never given is reported.</summary>
    internal SourceSpan EndSpan { get; set; }

    /// <summary>The unit that declares it; null in the program.</summary>
    internal UnitSymbol? Unit { get; set; }

    /// <summary>True for a unit's finalization.</summary>
    internal bool IsFinalization { get; init; }

    /// <summary>True when users of its unit see it.</summary>
    internal bool IsExported { get; set; }

    /// <summary>Tells routines of the same name in the same scope apart: 0, 1, …</summary>
    internal int OverloadIndex { get; set; }

    /// <summary>Used as a procedural value or argument: it must also be callable through a reference with a static link.</summary>
    internal bool IsUsedAsValue { get; set; }

    /// <summary>Something in it uses a variable or label of an enclosing routine (not of level 0), or calls a routine that
    /// does: it needs its static link.</summary>
    internal bool NeedsStaticLink { get; set; }

    /// <summary>Called or used as a value somewhere.</summary>
    internal bool IsUsed { get; set; }

    /// <summary>A function whose result is not provably given by a plain reading of the body: check when it returns.</summary>
    internal bool ChecksResult { get; set; }

    /// <summary>Each routine that the body calls or uses as a value, once.</summary>
    internal HashSet<RoutineSymbol> Callees { get; } = [];

    /// <summary>The directives at its heading.</summary>
    internal CompilerSwitches Switches { get; set; } = CompilerSwitches.Default;

    /// <summary>Its heading has been read, its block not yet.</summary>
    internal bool IsForward { get; set; }

    /// <summary>The names and variables of a heading whose block comes later.</summary>
    internal List<(Identifier Name, VariableSymbol Variable)>? ForwardVariables { get; set; }

    /// <summary>Its block has a statement that gives the result.</summary>
    internal bool AssignsResult { get; set; }
}

/// <summary>A label of a block.</summary>
internal sealed class LabelSymbol(string name, RoutineSymbol owner, SourceSpan span) : Symbol(name)
{
    internal RoutineSymbol Owner { get; } = owner;

    internal SourceSpan Span { get; } = span;

    /// <summary>Some goto in this block names it.</summary>
    internal bool IsUsed { get; set; }

    /// <summary>It marks a statement.</summary>
    internal bool IsPlaced { get; set; }

    /// <summary>Where it stands is in the outermost statement sequence of its block: gotos of nested routines may lead there.</summary>
    internal bool IsOutermost { get; set; }

    /// <summary>The first goto in a nested routine that names it.</summary>
    internal SourceSpan? EscapeSpan { get; set; }

    /// <summary>Some goto in a nested routine names it.</summary>
    internal bool IsEscapeTarget { get; set; }
}

/// <summary>A unit as its users see it.</summary>
internal sealed class UnitSymbol(string name) : Symbol(name)
{
    /// <summary>The name that users' names are compared with.</summary>
    internal string Key { get; } = name.ToLowerInvariant();

    /// <summary>What the interface declares, by key.</summary>
    internal Scope Interface { get; } = new();
}

/// <summary>A bound program: everything that becomes one module.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Main">The program's block; its locals are the global variables.</param>
/// <param name="Units">The units it uses, in the order of their initialization.</param>
/// <param name="StandardFiles">input, output, stderr, as far as the program has them.</param>
internal sealed record BoundProgram(string Name, RoutineSymbol Main, BoundUnit[] Units, VariableSymbol[] StandardFiles)
{
    /// <summary>True when some goto leaves a routine.</summary>
    internal bool HasEscapes { get; init; }
}

/// <summary>A unit that becomes a module of its own.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Interface">What users are compiled against.</param>
/// <param name="Uses">The units it uses, with the interfaces that they have.</param>
internal sealed record BoundSeparateUnit(BoundUnit Unit, Units.UnitInterface Interface, Units.UnitUse[] Uses)
{
    /// <summary>True when some goto leaves a routine.</summary>
    internal bool HasEscapes { get; init; }
}

/// <summary>A bound unit.</summary>
/// <param name="Symbol">What users see.</param>
/// <param name="Initialization">Owns the unit's variables and routines; its body runs before the program.</param>
/// <param name="Finalization">Runs at the program's end, in reverse order; null without.</param>
internal sealed record BoundUnit(UnitSymbol Symbol, RoutineSymbol Initialization, RoutineSymbol? Finalization)
{
    /// <summary>The code, when the unit was compiled separately; null when it was bound from its source.</summary>
    internal Module.PcodeModule? Module { get; init; }
}
