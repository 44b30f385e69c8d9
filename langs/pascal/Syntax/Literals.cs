using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>A whole number; never negative.</summary>
public sealed class IntegerLiteralSyntax(SourceSpan span, CompilerSwitches switches, ulong value) : ExpressionSyntax(span, switches, 0)
{
    /// <summary>The value; a literal above 2^64-1 has been reported and reads as 0.</summary>
    public ulong Value { get; } = value;
}

/// <summary>A real number; never negative.</summary>
public sealed class RealLiteralSyntax(SourceSpan span, CompilerSwitches switches, double value) : ExpressionSyntax(span, switches, 0)
{
    /// <summary>The nearest double.</summary>
    public double Value { get; } = value;
}

/// <summary>A character string: <c>'it''s'</c>, <c>#13#10</c>, <c>^C</c> and sequences of them.</summary>
public sealed class StringLiteralSyntax(SourceSpan span, CompilerSwitches switches, string value) : ExpressionSyntax(span, switches, 0)
{
    /// <summary>One char for each byte of the guest's string, 0..255; letters beyond ASCII are there as UTF-8. Of length 1 it is
    /// a char constant; of length 0 it exists in the dialect alone.</summary>
    public string Value { get; } = value;
}

/// <summary>The pointer that points nowhere.</summary>
public sealed class NilExpressionSyntax(SourceSpan span, CompilerSwitches switches) : ExpressionSyntax(span, switches, 0);
