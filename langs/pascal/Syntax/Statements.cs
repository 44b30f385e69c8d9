using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>A statement.</summary>
public abstract class StatementSyntax : SyntaxNode
{
    private protected StatementSyntax(SourceSpan span, CompilerSwitches switches)
        : base(span) => Switches = switches;

    /// <summary>The directives in force at the statement's first token.</summary>
    public CompilerSwitches Switches { get; }
}

/// <summary>Nothing, between two semicolons; also what is left of a statement whose error has been reported.</summary>
public sealed class EmptyStatementSyntax(SourceSpan span, CompilerSwitches switches) : StatementSyntax(span, switches);

/// <summary><c>begin … end</c>.</summary>
public sealed class CompoundStatementSyntax(SourceSpan span, CompilerSwitches switches, StatementSyntax[] statements)
    : StatementSyntax(span, switches)
{
    /// <summary>The statements in order; empty ones are left out unless they carry a label.</summary>
    public StatementSyntax[] Statements { get; } = statements;
}

/// <summary><c>label: statement</c>.</summary>
public sealed class LabeledStatementSyntax(SourceSpan span, CompilerSwitches switches, Identifier label, StatementSyntax statement)
    : StatementSyntax(span, switches)
{
    /// <summary>The label.</summary>
    public Identifier Label { get; } = label;

    /// <summary>What it marks.</summary>
    public StatementSyntax Statement { get; } = statement;
}

/// <summary><c>goto label</c>.</summary>
public sealed class GotoStatementSyntax(SourceSpan span, CompilerSwitches switches, Identifier label) : StatementSyntax(span, switches)
{
    /// <summary>Where to.</summary>
    public Identifier Label { get; } = label;
}

/// <summary><c>target := value</c>.</summary>
public sealed class AssignmentStatementSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax target, ExpressionSyntax value)
    : StatementSyntax(span, switches)
{
    /// <summary>The variable, or the function whose result is set.</summary>
    public ExpressionSyntax Target { get; } = target;

    /// <summary>The value.</summary>
    public ExpressionSyntax Value { get; } = value;
}

/// <summary>A call as a statement; <c>exit</c>, <c>break</c> and <c>continue</c> are calls too.</summary>
public sealed class CallStatementSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax call) : StatementSyntax(span, switches)
{
    /// <summary>A <see cref="CallExpressionSyntax"/>, or the routine alone when there are no arguments.</summary>
    public ExpressionSyntax Call { get; } = call;
}

/// <summary><c>with r, s do body</c>.</summary>
public sealed class WithStatementSyntax(SourceSpan span, CompilerSwitches switches, ExpressionSyntax[] records, StatementSyntax body)
    : StatementSyntax(span, switches)
{
    /// <summary>The record variables, at least one, outermost first.</summary>
    public ExpressionSyntax[] Records { get; } = records;

    /// <summary>The statement in which their fields are visible.</summary>
    public StatementSyntax Body { get; } = body;
}
