using ProcVM.Core.Text;

namespace ProcVM.Pascal.Binding;

/// <summary>A statement whose names and types are known.</summary>
internal abstract class BoundStatement(SourceSpan span)
{
    internal SourceSpan Span { get; } = span;
}

/// <summary>Statements in order; none is an empty statement.</summary>
internal sealed class BoundBlock(SourceSpan span, BoundStatement[] statements) : BoundStatement(span)
{
    internal BoundStatement[] Statements { get; } = statements;
}

/// <summary>target := value. Both have the same type, or: the target is a string[n] and the value any string type or char (cut off at
/// the capacity); the target is an array of char and the value a string constant exactly as long.</summary>
internal sealed class BoundAssignment(SourceSpan span, BoundPlace target, BoundExpression value) : BoundStatement(span)
{
    internal BoundPlace Target { get; } = target;

    internal BoundExpression Value { get; } = value;
}

/// <summary>A call; a function's result is dropped.</summary>
internal sealed class BoundCallStatement(SourceSpan span, BoundExpression call) : BoundStatement(span)
{
    /// <summary>A <see cref="BoundCall"/>, <see cref="BoundIndirectCall"/> or <see cref="BoundIntrinsic"/>.</summary>
    internal BoundExpression Call { get; } = call;
}

/// <summary>if.</summary>
internal sealed class BoundIf(SourceSpan span, BoundExpression condition, BoundStatement then, BoundStatement? otherwise)
    : BoundStatement(span)
{
    internal BoundExpression Condition { get; } = condition;

    internal BoundStatement Then { get; } = then;

    internal BoundStatement? Else { get; } = otherwise;
}

/// <summary>case; the labels of all arms are distinct.</summary>
internal sealed class BoundCase(SourceSpan span, BoundExpression selector, BoundCaseArm[] arms, BoundStatement? otherwise)
    : BoundStatement(span)
{
    internal BoundExpression Selector { get; } = selector;

    internal BoundCaseArm[] Arms { get; } = arms;

    /// <summary>Null without else part.</summary>
    internal BoundStatement? Else { get; } = otherwise;

    /// <summary>Without else part, a selector without label traps <c>case</c> (ISO); else it does nothing.</summary>
    internal bool ChecksMatch { get; init; }
}

/// <summary>An arm of a case statement.</summary>
internal sealed record BoundCaseArm((long Low, long High)[] Labels, BoundStatement Body);

/// <summary>while.</summary>
internal sealed class BoundWhile(SourceSpan span, BoundExpression condition, BoundStatement body) : BoundStatement(span)
{
    internal BoundExpression Condition { get; } = condition;

    internal BoundStatement Body { get; } = body;
}

/// <summary>repeat.</summary>
internal sealed class BoundRepeat(SourceSpan span, BoundStatement body, BoundExpression condition) : BoundStatement(span)
{
    internal BoundStatement Body { get; } = body;

    internal BoundExpression Condition { get; } = condition;
}

/// <summary>for variable := first to/downto last do. first and last are of the variable's host type (or int64 where wider) and
/// are evaluated once, in this order; when the loop runs at all both must lie in <see cref="Low"/>..<see cref="High"/>, which is checked
/// then (trap range) where <see cref="ChecksRange"/> says so.</summary>
internal sealed class BoundFor(SourceSpan span, BoundVariable variable, BoundExpression first, BoundExpression last, BoundStatement body)
    : BoundStatement(span)
{
    /// <summary>A variable that the body doesn't change.</summary>
    internal BoundVariable Variable { get; } = variable;

    internal BoundExpression First { get; } = first;

    internal BoundExpression Last { get; } = last;

    internal BoundStatement Body { get; } = body;

    internal bool IsDown { get; init; }

    internal bool ChecksRange { get; init; }

    internal long Low { get; init; }

    internal long High { get; init; }
}

/// <summary>with place do: the address is computed once into a hidden reference variable, which field accesses in the body name.
/// (A chain of records nests.)</summary>
internal sealed class BoundWith(SourceSpan span, VariableSymbol reference, BoundPlace record, BoundStatement body) : BoundStatement(span)
{
    /// <summary>Hidden, IsReference, of the record's type.</summary>
    internal VariableSymbol Reference { get; } = reference;

    internal BoundPlace Record { get; } = record;

    internal BoundStatement Body { get; } = body;
}

/// <summary>label: statement.</summary>
internal sealed class BoundLabeled(SourceSpan span, LabelSymbol label, BoundStatement statement) : BoundStatement(span)
{
    internal LabelSymbol Label { get; } = label;

    internal BoundStatement Statement { get; } = statement;
}

/// <summary>goto, within the routine or (<see cref="IsEscape"/>) out of it.</summary>
internal sealed class BoundGoto(SourceSpan span, LabelSymbol label, bool isEscape) : BoundStatement(span)
{
    internal LabelSymbol Label { get; } = label;

    internal bool IsEscape { get; } = isEscape;
}

/// <summary>break: leaves the innermost while, repeat or for.</summary>
internal sealed class BoundBreak(SourceSpan span) : BoundStatement(span);

/// <summary>continue: goes on with the innermost while, repeat or for.</summary>
internal sealed class BoundContinue(SourceSpan span) : BoundStatement(span);

/// <summary>exit: leaves the routine (with the result as it is; exit(value) assigns it before). In the main program it ends the program.</summary>
internal sealed class BoundExit(SourceSpan span) : BoundStatement(span);

/// <summary>What is left of a statement whose error has been reported, and the empty statement.</summary>
internal sealed class BoundEmpty(SourceSpan span) : BoundStatement(span);
