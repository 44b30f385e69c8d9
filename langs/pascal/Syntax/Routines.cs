using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Procedure or function.</summary>
public enum RoutineKind
{
    /// <summary>Called as a statement.</summary>
    Procedure,

    /// <summary>Gives a value.</summary>
    Function,
}

/// <summary>The words after a routine's heading.</summary>
[Flags]
public enum RoutineDirectives
{
    /// <summary>No word.</summary>
    None = 0,

    /// <summary><c>forward</c>: the block follows later.</summary>
    Forward = 1,

    /// <summary><c>overload</c></summary>
    Overload = 2,

    /// <summary><c>inline</c></summary>
    Inline = 4,
}

/// <summary>A procedure or function: a heading with a block, with <c>forward</c>, or alone in a unit's interface.</summary>
public sealed class RoutineDeclarationSyntax : DeclarationSyntax
{
    /// <summary>A routine; <paramref name="body"/> is null where there is a heading alone.</summary>
    public RoutineDeclarationSyntax(SourceSpan span, RoutineHeadingSyntax heading, RoutineDirectives directives, BlockSyntax? body)
        : base(span)
    {
        Heading = heading;
        Directives = directives;
        Body = body;
    }

    /// <summary>Name, parameters, result.</summary>
    public RoutineHeadingSyntax Heading { get; }

    /// <summary>The words after the heading.</summary>
    public RoutineDirectives Directives { get; }

    /// <summary>The block; null after <c>forward</c> and in an interface.</summary>
    public BlockSyntax? Body { get; }
}

/// <summary><c>function name(parameters): result</c>.</summary>
public sealed class RoutineHeadingSyntax : SyntaxNode
{
    /// <summary>A heading; <paramref name="parameters"/> is null when there is no parameter list at all, as in the
    /// block of a routine declared forward.</summary>
    public RoutineHeadingSyntax(SourceSpan span, RoutineKind kind, Identifier name, ParameterSyntax[]? parameters, TypeSyntax? result)
        : base(span)
    {
        Kind = kind;
        Name = name;
        Parameters = parameters;
        Result = result;
    }

    /// <summary>Procedure or function.</summary>
    public RoutineKind Kind { get; }

    /// <summary>The name.</summary>
    public Identifier Name { get; }

    /// <summary>The formal parameters; null without a list.</summary>
    public ParameterSyntax[]? Parameters { get; }

    /// <summary>The result type; null for a procedure, and for the block of a function declared forward.</summary>
    public TypeSyntax? Result { get; }
}

/// <summary>How an argument reaches a parameter.</summary>
public enum ParameterMode
{
    /// <summary>By copying the value.</summary>
    Value,

    /// <summary><c>var</c>: by reference.</summary>
    Var,

    /// <summary><c>const</c>: readable only.</summary>
    Const,

    /// <summary><c>out</c>: by reference, for a result.</summary>
    Out,
}

/// <summary>A section of a formal parameter list.</summary>
public abstract class ParameterSyntax : SyntaxNode
{
    private protected ParameterSyntax(SourceSpan span)
        : base(span)
    {
    }
}

/// <summary><c>var a, b: type = value</c>.</summary>
public sealed class VariableParameterSyntax : ParameterSyntax
{
    /// <summary>Value, var, const or out parameters.</summary>
    public VariableParameterSyntax(
        SourceSpan span,
        ParameterMode mode,
        Identifier[] names,
        TypeSyntax? type,
        ExpressionSyntax? defaultValue)
        : base(span)
    {
        Mode = mode;
        Names = names;
        Type = type;
        DefaultValue = defaultValue;
    }

    /// <summary>How the argument is passed.</summary>
    public ParameterMode Mode { get; }

    /// <summary>The names, at least one.</summary>
    public Identifier[] Names { get; }

    /// <summary>The type; null for untyped var, const and out parameters.</summary>
    public TypeSyntax? Type { get; }

    /// <summary>The value that a missing argument takes, a constant.</summary>
    public ExpressionSyntax? DefaultValue { get; }
}

/// <summary>A procedural parameter in ISO's form: <c>function f(x: real): real</c>.</summary>
public sealed class RoutineParameterSyntax(SourceSpan span, RoutineHeadingSyntax heading) : ParameterSyntax(span)
{
    /// <summary>The parameter's own heading.</summary>
    public RoutineHeadingSyntax Heading { get; } = heading;
}
