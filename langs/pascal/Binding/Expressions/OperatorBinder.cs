using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Operators: which operation two operand types mean, and its constant result where both are constants.</summary>
internal sealed class OperatorBinder(Binder binder)
{
    private readonly ArithmeticBinder _arithmetic = new(binder);
    private readonly ComparisonBinder _comparison = new(binder);

    internal BoundExpression BindUnary(UnaryExpressionSyntax syntax)
    {
        if (syntax.Operator == UnaryOperator.AddressOf)
        {
            return binder.Places.BindAddress(syntax);
        }

        BoundExpression operand = binder.Expressions.BindValue(syntax.Operand);
        return Unary(syntax.Span, syntax.Operator, operand, syntax.Switches);
    }

    internal BoundExpression BindBinary(BinaryExpressionSyntax syntax)
    {
        BoundExpression left = binder.Expressions.BindValue(syntax.Left);
        BoundExpression right = binder.Expressions.BindValue(syntax.Right);
        if (left.Type.IsError || right.Type.IsError)
        {
            return new BoundError(syntax.Span);
        }

        // a = 1 and b = 2 is (a = (1 and b)) = 2.
        bool isChain = IsComparison(syntax.Operator) && syntax.Left is BinaryExpressionSyntax inner && IsComparison(inner.Operator);
        Operation operation = new(syntax.Span, syntax.OperatorSpan, syntax.Operator, syntax.Switches)
        {
            Hint = isChain ? "each comparison in parentheses: (a = 1) and (b = 2)" : null,
        };
        return Binary(operation, left, right);
    }

    /// <summary>left op right, for operands without error.</summary>
    internal BoundExpression Binary(in Operation operation, BoundExpression left, BoundExpression right)
    {
        BoundExpression? result = operation.Operator switch
        {
            BinaryOperator.In => BindIn(operation, left, right),
            <= BinaryOperator.GreaterOrEqual => _comparison.Bind(operation, left, right),
            _ when left.Type is SetType a && right.Type is SetType b => binder.Sets.Combine(operation, left, a, right, b),
            BinaryOperator.And or BinaryOperator.Or or BinaryOperator.Xor when IsBoolean(left) && IsBoolean(right) => Logical(operation, left, right),
            BinaryOperator.Add when !binder.IsIso && IsText(left) && IsText(right) => Concatenate(operation.Span, left, right),
            _ => _arithmetic.Bind(operation, left, right),
        };
        if (result is null)
        {
            binder.Report.AddWithHint(
                D.BadOperands, operation.OperatorSpan, operation.Hint, Spell(operation.Operator), left.Type, right.Type);
        }

        return result ?? new BoundError(operation.OperatorSpan);
    }

    private static bool IsComparison(BinaryOperator op) => op is >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual;

    internal static string Spell(BinaryOperator op) => op switch
    {
        BinaryOperator.Equal => "=",
        BinaryOperator.NotEqual => "<>",
        BinaryOperator.Less => "<",
        BinaryOperator.Greater => ">",
        BinaryOperator.LessOrEqual => "<=",
        BinaryOperator.GreaterOrEqual => ">=",
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.ShiftLeft => "shl",
        BinaryOperator.ShiftRight => "shr",
        BinaryOperator.SymmetricDifference => "><",
        _ => op.ToString().ToLowerInvariant(),
    };

    internal static bool IsBoolean(BoundExpression expression) => expression.Type is OrdinalType { Host: BooleanType };

    /// <summary>True for what the dialect treats as a string: strings, chars, arrays of char.</summary>
    internal static bool IsText(BoundExpression expression) => expression.Type is StringType or LiteralStringType
        or OrdinalType { Host: CharType } or ArrayType { IsCharArray: true } or OpenArrayType { Element: CharType }
        or ConformantArrayType { Element: CharType };

    private BoundExpression Unary(SourceSpan span, UnaryOperator op, BoundExpression operand, CompilerSwitches switches)
    {
        if (operand.Type.IsError)
        {
            return new BoundError(span);
        }

        BoundExpression? result = (op, operand.Type) switch
        {
            (UnaryOperator.Not, OrdinalType { Host: BooleanType }) => Not(span, operand),
            (UnaryOperator.Not, OrdinalType { IsInteger: true }) when !binder.IsIso => _arithmetic.Complement(span, operand),
            (UnaryOperator.Minus or UnaryOperator.Plus, _) when Conversions.IsNumber(operand.Type) =>
                _arithmetic.Sign(span, operand, op == UnaryOperator.Minus, switches),
            _ => null,
        };
        string spelling = op switch { UnaryOperator.Not => "not", UnaryOperator.Minus => "-", _ => "+" };
        return result ?? binder.Fail(span, D.BadOperand, spelling, operand.Type);
    }

    private BoundExpression Not(SourceSpan span, BoundExpression operand)
    {
        if (operand is BoundOrdinal constant)
        {
            return new BoundOrdinal(span, binder.Universe.Boolean, constant.Value ^ 1);
        }

        return new BoundUnary(span, binder.Universe.Boolean, BoundUnaryOperator.Not, operand) { KnownRange = new Interval(0, 1) };
    }

    private BoundExpression Logical(in Operation operation, BoundExpression left, BoundExpression right)
    {
        BooleanType type = binder.Universe.Boolean;
        BoundOperator op = operation.Operator switch
        {
            BinaryOperator.And => BoundOperator.And,
            BinaryOperator.Or => BoundOperator.Or,
            _ => BoundOperator.Xor,
        };
        bool isShort = op != BoundOperator.Xor && !Binder.Has(operation.Switches, CompilerSwitches.FullBooleans);
        if (left is BoundOrdinal a && right is BoundOrdinal b)
        {
            return new BoundOrdinal(operation.Span, type, ConstantFolding.Bits(op, a.Value, b.Value, 32) ?? 0);
        }

        return new BoundBinary(operation.Span, type, op, left, right) { IsShortCircuit = isShort, KnownRange = new Interval(0, 1) };
    }

    private BoundExpression? BindIn(in Operation operation, BoundExpression left, BoundExpression right)
    {
        if (right.Type is not SetType set || left.Type is not OrdinalType member || (set.Base is { } host && !TypeRules.AreCompatible(member, host)))
        {
            return null;
        }

        if (left is BoundOrdinal value && right is BoundSet constant)
        {
            bool isIn = value.Value is >= 0 and <= SetType.LastMember && (constant.Words[value.Value >> 6] >> (int)(value.Value & 63) & 1) != 0;
            return new BoundOrdinal(operation.Span, binder.Universe.Boolean, isIn ? 1 : 0);
        }

        return new BoundBinary(operation.Span, binder.Universe.Boolean, BoundOperator.In, left, right) { KnownRange = new Interval(0, 1) };
    }

    private BoundExpression Concatenate(SourceSpan span, BoundExpression left, BoundExpression right)
    {
        if (ConstantFolding.TextOf(left) is { } a && ConstantFolding.TextOf(right) is { } b)
        {
            string text = a + b;
            return text.Length > 255
                ? binder.Fail(span, D.StringTooLong, text.Length, 255)
                : binder.Expressions.TextConstant(span, text);
        }

        left = AsPart(left);
        right = AsPart(right);
        BoundExpression[] parts = left is BoundConcatenation chain ? [.. chain.Parts, right] : [left, right];
        return new BoundConcatenation(span, binder.Universe.String, parts);
    }

    private BoundExpression AsPart(BoundExpression part) => part.Type is StringType or LiteralStringType or OrdinalType
        ? part
        : binder.Conversions.ToString(part, binder.Universe.String) ?? part;
}

/// <summary>An operator with its places and switches.</summary>
/// <param name="Span">The whole expression.</param>
/// <param name="OperatorSpan">The operator alone.</param>
/// <param name="Operator">Which.</param>
/// <param name="Switches">The switches in force.</param>
internal readonly record struct Operation(SourceSpan Span, SourceSpan OperatorSpan, BinaryOperator Operator, CompilerSwitches Switches)
{
    /// <summary>What to try when it can't be applied.</summary>
    internal string? Hint { get; init; }
}
