using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Binding;

/// <summary>The comparisons = &lt;&gt; &lt; &gt; &lt;= &gt;=.</summary>
internal sealed class ComparisonBinder(Binder binder)
{
    private readonly ArithmeticBinder _arithmetic = new(binder);

    private Universe Types => binder.Universe;

    /// <summary>left op right; null when the types can't be compared so.</summary>
    internal BoundExpression? Bind(in Operation operation, BoundExpression left, BoundExpression right)
    {
        BoundOperator op = operation.Operator switch
        {
            BinaryOperator.Equal => BoundOperator.Equal,
            BinaryOperator.NotEqual => BoundOperator.NotEqual,
            BinaryOperator.Less => BoundOperator.Less,
            BinaryOperator.Greater => BoundOperator.Greater,
            BinaryOperator.LessOrEqual => BoundOperator.LessOrEqual,
            _ => BoundOperator.GreaterOrEqual,
        };
        bool isEquality = op is BoundOperator.Equal or BoundOperator.NotEqual;
        return (left.Type, right.Type) switch
        {
            (OrdinalType a, OrdinalType b) when TypeRules.AreCompatible(a, b) => Ordinals(operation, op, left, right),
            _ when Conversions.IsNumber(left.Type) && Conversions.IsNumber(right.Type) => Reals(operation, op, left, right),
            (SetType a, SetType b) when TypeRules.AreCompatible(a, b, binder.IsIso) && op is not (BoundOperator.Less or BoundOperator.Greater) =>
                binder.Sets.Compare(operation, op, left, a, right, b),
            _ when OperatorBinder.IsText(left) && OperatorBinder.IsText(right) => Texts(operation, op, left, right),
            _ when isEquality => References(operation, op, left, right),
            _ => null,
        };
    }

    private BoundExpression Result(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right) =>
        new BoundBinary(operation.Span, Types.Boolean, op, left, right) { KnownRange = new Interval(0, 1) };

    private BoundOrdinal Truth(in Operation operation, BoundOperator op, int sign) =>
        new(operation.Span, Types.Boolean, ConstantFolding.Compare(op, sign) == true ? 1 : 0);

    private BoundExpression Ordinals(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right)
    {
        if (left is BoundOrdinal a && right is BoundOrdinal b)
        {
            return Truth(operation, op, ConstantFolding.ValueOf(a).CompareTo(ConstantFolding.ValueOf(b)));
        }

        OrdinalType x = (OrdinalType)left.Type;
        OrdinalType y = (OrdinalType)right.Type;
        OrdinalType type = !x.IsInteger ? x.Host : ComparisonType(left, right, x, y);
        return Result(operation, op, binder.Conversions.Represent(left, type), binder.Conversions.Represent(right, type));
    }

    private IntegerType ComparisonType(BoundExpression left, BoundExpression right, OrdinalType x, OrdinalType y)
    {
        bool isCardinal = (x == Types.Cardinal && right.Range.IsInside(0, uint.MaxValue) && y.Size <= 4)
            || (y == Types.Cardinal && left.Range.IsInside(0, uint.MaxValue) && x.Size <= 4)
            || (x == Types.Cardinal && right is BoundOrdinal && right.Range.IsInside(0, uint.MaxValue))
            || (y == Types.Cardinal && left is BoundOrdinal && left.Range.IsInside(0, uint.MaxValue));
        return isCardinal ? Types.Cardinal : _arithmetic.CommonType(left, right);
    }

    private BoundExpression Reals(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right)
    {
        RealType type = _arithmetic.CommonReal(left, right);
        left = binder.Conversions.ToReal(left, type);
        right = binder.Conversions.ToReal(right, type);
        return left is BoundReal a && right is BoundReal b
            ? Truth(operation, op, a.Value.CompareTo(b.Value))
            : Result(operation, op, left, right);
    }

    private BoundExpression? Texts(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right)
    {
        if (ConstantFolding.TextOf(left) is { } a && ConstantFolding.TextOf(right) is { } b)
        {
            return binder.IsIso && a.Length != b.Length ? null : Truth(operation, op, string.CompareOrdinal(a, b));
        }

        if (IsoLength(left) is { } m && IsoLength(right) is { } n && m == n)
        {
            PascalType type = left.Type is ArrayType ? left.Type : right.Type;
            return Result(operation, op, AsArray(left, type), AsArray(right, type));
        }

        if (binder.IsIso)
        {
            return null;
        }

        BoundExpression? x = binder.Conversions.ToString(left, Types.String);
        BoundExpression? y = binder.Conversions.ToString(right, Types.String);
        return x is null || y is null || x.Type.IsError || y.Type.IsError ? null : Result(operation, op, x, y);
    }

    /// <summary>The length of a string of ISO Pascal: a packed array [1..n] of char, or a literal.</summary>
    private static int? IsoLength(BoundExpression expression) => expression.Type switch
    {
        ArrayType { IsIsoString: true } array => array.Length,
        LiteralStringType literal => literal.Length,
        _ => null,
    };

    private static BoundExpression AsArray(BoundExpression expression, PascalType type) =>
        expression is BoundString text ? new BoundString(text.Span, type, text.Value)
        : ReferenceEquals(expression.Type, type) ? expression
        : new BoundConversion(ConversionKind.Same, type, expression);

    private BoundExpression? References(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right)
    {
        if (left.Type == Types.Nil && right.Type == Types.Nil)
        {
            return Truth(operation, op, 0);
        }

        bool isReference = left.Type is PointerType or DynamicArrayType or RoutineType || right.Type is PointerType or DynamicArrayType or RoutineType;
        if (!isReference)
        {
            return null;
        }

        PascalType type = left.Type == Types.Nil || (right.Type is not PointerType { Target: null } && left.Type == Types.Pointer) ? right.Type : left.Type;
        BoundExpression? a = binder.Conversions.TryAssign(left, type, operation.Switches);
        BoundExpression? b = binder.Conversions.TryAssign(right, type, operation.Switches);
        return a is null || b is null ? null : Result(operation, op, a, b);
    }
}
