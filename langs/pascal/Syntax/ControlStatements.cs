using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary><c>if condition then … else …</c>.</summary>
public sealed class IfStatementSyntax : StatementSyntax
{
    /// <summary>An if statement, with an else part or without.</summary>
    public IfStatementSyntax(
        SourceSpan span,
        CompilerSwitches switches,
        ExpressionSyntax condition,
        StatementSyntax thenPart,
        StatementSyntax? elsePart)
        : base(span, switches)
    {
        Condition = condition;
        Then = thenPart;
        Else = elsePart;
    }

    /// <summary>The condition.</summary>
    public ExpressionSyntax Condition { get; }

    /// <summary>What is done when it holds.</summary>
    public StatementSyntax Then { get; }

    /// <summary>What is done otherwise, if anything.</summary>
    public StatementSyntax? Else { get; }
}

/// <summary><c>case selector of … end</c>.</summary>
public sealed class CaseStatementSyntax : StatementSyntax
{
    /// <summary>A case statement, with an else part or without.</summary>
    public CaseStatementSyntax(
        SourceSpan span,
        CompilerSwitches switches,
        ExpressionSyntax selector,
        CaseArmSyntax[] arms,
        CompoundStatementSyntax? elsePart)
        : base(span, switches)
    {
        Selector = selector;
        Arms = arms;
        Else = elsePart;
    }

    /// <summary>The ordinal value that selects.</summary>
    public ExpressionSyntax Selector { get; }

    /// <summary>The arms in order.</summary>
    public CaseArmSyntax[] Arms { get; }

    /// <summary>The statements after <c>else</c> or <c>otherwise</c>; null without.</summary>
    public CompoundStatementSyntax? Else { get; }
}

/// <summary><c>1, 3..5: statement</c>.</summary>
public sealed class CaseArmSyntax(SourceSpan span, RangeSyntax[] labels, StatementSyntax statement) : SyntaxNode(span)
{
    /// <summary>The values, constants.</summary>
    public RangeSyntax[] Labels { get; } = labels;

    /// <summary>What is done for them.</summary>
    public StatementSyntax Statement { get; } = statement;
}

/// <summary><c>while condition do body</c>.</summary>
public sealed class WhileStatementSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax condition, StatementSyntax body)
    : StatementSyntax(span, switches)
{
    /// <summary>The condition, tested before each turn.</summary>
    public ExpressionSyntax Condition { get; } = condition;

    /// <summary>The body.</summary>
    public StatementSyntax Body { get; } = body;
}

/// <summary><c>repeat … until condition</c>.</summary>
public sealed class RepeatStatementSyntax(SourceSpan span, CompilerSwitches switches, StatementSyntax[] statements, ExpressionSyntax condition)
    : StatementSyntax(span, switches)
{
    /// <summary>The body.</summary>
    public StatementSyntax[] Statements { get; } = statements;

    /// <summary>The condition, tested after each turn.</summary>
    public ExpressionSyntax Condition { get; } = condition;
}

/// <summary><c>for variable := first to last do body</c>.</summary>
public sealed class ForStatementSyntax : StatementSyntax
{
    /// <summary>A counting loop.</summary>
    public ForStatementSyntax(
        SourceSpan span,
        CompilerSwitches switches,
        Identifier variable,
        ForRangeSyntax range,
        StatementSyntax body)
        : base(span, switches)
    {
        Variable = variable;
        Range = range;
        Body = body;
    }

    /// <summary>The control variable.</summary>
    public Identifier Variable { get; }

    /// <summary>The values it takes.</summary>
    public ForRangeSyntax Range { get; }

    /// <summary>The body.</summary>
    public StatementSyntax Body { get; }
}

/// <summary>The values of a counting loop.</summary>
/// <param name="First">The first value.</param>
/// <param name="Last">The last value.</param>
/// <param name="IsDown">True for <c>downto</c>.</param>
public readonly record struct ForRangeSyntax(ExpressionSyntax First, ExpressionSyntax Last, bool IsDown);

/// <summary><c>for variable in collection do body</c>, of the dialect.</summary>
public sealed class ForInStatementSyntax : StatementSyntax
{
    /// <summary>A loop over the members of a set, the elements of an array or string, or the values of a type.</summary>
    public ForInStatementSyntax(
        SourceSpan span,
        CompilerSwitches switches,
        Identifier variable,
        ExpressionSyntax collection,
        StatementSyntax body)
        : base(span, switches)
    {
        Variable = variable;
        Collection = collection;
        Body = body;
    }

    /// <summary>The variable that takes the values.</summary>
    public Identifier Variable { get; }

    /// <summary>What holds them: an expression, or the name of an ordinal type.</summary>
    public ExpressionSyntax Collection { get; }

    /// <summary>The body.</summary>
    public StatementSyntax Body { get; }
}
