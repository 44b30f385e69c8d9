using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Anything that stands for a value or a variable.</summary>
public abstract class ExpressionSyntax : SyntaxNode
{
    private protected ExpressionSyntax(SourceSpan span, CompilerSwitches switches, int childHeight)
        : base(span)
    {
        Switches = switches;
        Height = (ushort)(childHeight + 1);
    }

    /// <summary>The directives in force at the expression's first token.</summary>
    public CompilerSwitches Switches { get; }

    /// <summary>Nodes on the longest way down, this one included; the parser keeps it below its limit, so that
    /// recursive walks are safe.</summary>
    internal ushort Height { get; }

    private protected static int Highest(ReadOnlySpan<ExpressionSyntax> children)
    {
        int height = 0;
        foreach (ExpressionSyntax child in children)
        {
            height = Math.Max(height, child.Height);
        }

        return height;
    }
}

/// <summary>A place where an expression was expected and an error has been reported.</summary>
public sealed class ErrorExpressionSyntax(SourceSpan span, CompilerSwitches switches) : ExpressionSyntax(span, switches, 0);

/// <summary>A name: a constant, a variable, a call without arguments, a type before its parenthesis.</summary>
public sealed class NameExpressionSyntax(Identifier name, CompilerSwitches switches) : ExpressionSyntax(name.Span, switches, 0)
{
    /// <summary>The name.</summary>
    public Identifier Name { get; } = name;
}

/// <summary>An expression in parentheses: a value, never a variable.</summary>
public sealed class ParenthesizedExpressionSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax inner)
    : ExpressionSyntax(span, switches, inner.Height)
{
    /// <summary>What the parentheses hold.</summary>
    public ExpressionSyntax Inner { get; } = inner;
}

/// <summary>An operator before its operand.</summary>
public sealed class UnaryExpressionSyntax(SourceSpan span, CompilerSwitches switches, UnaryOperator op, ExpressionSyntax operand)
    : ExpressionSyntax(span, switches, operand.Height)
{
    /// <summary>The operator.</summary>
    public UnaryOperator Operator { get; } = op;

    /// <summary>The operand.</summary>
    public ExpressionSyntax Operand { get; } = operand;
}

/// <summary>An operator between two operands.</summary>
public sealed class BinaryExpressionSyntax : ExpressionSyntax
{
    /// <summary>A binary expression; <paramref name="operatorSpan"/> is the operator's own place.</summary>
    public BinaryExpressionSyntax(
        SourceSpan span,
        ExpressionSyntax left,
        BinaryOperator op,
        SourceSpan operatorSpan,
        ExpressionSyntax right,
        CompilerSwitches switches)
        : base(span, switches, Math.Max(left.Height, right.Height))
    {
        Left = left;
        Operator = op;
        OperatorSpan = operatorSpan;
        Right = right;
    }

    /// <summary>The left operand.</summary>
    public ExpressionSyntax Left { get; }

    /// <summary>The operator.</summary>
    public BinaryOperator Operator { get; }

    /// <summary>Where the operator is written.</summary>
    public SourceSpan OperatorSpan { get; }

    /// <summary>The right operand.</summary>
    public ExpressionSyntax Right { get; }
}

/// <summary>A set constructor or, in the dialect, an array constructor: <c>[1, 3..5]</c>.</summary>
public sealed class SetExpressionSyntax(SourceSpan span, CompilerSwitches switches, RangeSyntax[] members)
    : ExpressionSyntax(span, switches, Highest(members))
{
    /// <summary>The members, perhaps none.</summary>
    public RangeSyntax[] Members { get; } = members;

    private static int Highest(RangeSyntax[] members)
    {
        int height = 0;
        foreach (RangeSyntax member in members)
        {
            height = Math.Max(height, Math.Max(member.Low.Height, member.High?.Height ?? 0));
        }

        return height;
    }
}

/// <summary>A value or a range of values: a member of a set constructor, a label of a case.</summary>
/// <param name="Low">The value, or the least.</param>
/// <param name="High">The greatest; null for a single value.</param>
public readonly record struct RangeSyntax(ExpressionSyntax Low, ExpressionSyntax? High)
{
    /// <summary>From the first bound to the last.</summary>
    public SourceSpan Span => High is null || High.Span.Source != Low.Span.Source
        ? Low.Span
        : Low.Span with { Length = High.Span.Start + High.Span.Length - Low.Span.Start };
}
