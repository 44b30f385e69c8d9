using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>Arithmetic and bit operators on integers and reals.</summary>
/// <remarks>Integers of up to 32 bits are computed with in 32 bits, unless an operand is a cardinal: then, as with int64, in 64.
/// Bit operations and shifts of cardinals stay cardinals. Reals are computed in 64 bits, but singles among themselves and with
/// integers in 32.</remarks>
internal sealed class ArithmeticBinder(Binder binder)
{
    private Universe Types => binder.Universe;

    /// <summary>left op right for numbers; null when the operator isn't one for them.</summary>
    internal BoundExpression? Bind(in Operation operation, BoundExpression left, BoundExpression right)
    {
        if (!Conversions.IsNumber(left.Type) || !Conversions.IsNumber(right.Type))
        {
            return null;
        }

        bool isReal = left.Type is RealType || right.Type is RealType;
        return operation.Operator switch
        {
            BinaryOperator.Divide => Real(operation, BoundOperator.Divide, left, right),
            BinaryOperator.Add => isReal ? Real(operation, BoundOperator.Add, left, right) : Integer(operation, BoundOperator.Add, left, right),
            BinaryOperator.Subtract => isReal
                ? Real(operation, BoundOperator.Subtract, left, right)
                : Integer(operation, BoundOperator.Subtract, left, right),
            BinaryOperator.Multiply => isReal
                ? Real(operation, BoundOperator.Multiply, left, right)
                : Integer(operation, BoundOperator.Multiply, left, right),
            BinaryOperator.Div when !isReal => Integer(operation, BoundOperator.Quotient, left, right),
            BinaryOperator.Mod when !isReal =>
                Integer(operation, binder.IsIso ? BoundOperator.Modulus : BoundOperator.Remainder, left, right),
            BinaryOperator.And when !isReal && !binder.IsIso => Bits(operation, BoundOperator.And, left, right),
            BinaryOperator.Or when !isReal && !binder.IsIso => Bits(operation, BoundOperator.Or, left, right),
            BinaryOperator.Xor when !isReal && !binder.IsIso => Bits(operation, BoundOperator.Xor, left, right),
            BinaryOperator.ShiftLeft when !isReal => Shift(operation, BoundOperator.ShiftLeft, left, right),
            BinaryOperator.ShiftRight when !isReal => Shift(operation, BoundOperator.ShiftRight, left, right),
            _ => null,
        };
    }

    /// <summary>+operand or -operand.</summary>
    internal BoundExpression Sign(SourceSpan span, BoundExpression operand, bool isMinus, CompilerSwitches switches)
    {
        if (operand.Type is RealType real)
        {
            return (operand, isMinus) switch
            {
                (BoundReal constant, _) => new BoundReal(span, real, isMinus ? -constant.Value : constant.Value),
                (_, true) => new BoundUnary(span, operand.Type, BoundUnaryOperator.Negate, operand),
                _ => new BoundConversion(ConversionKind.Same, operand.Type, operand),
            };
        }

        IntegerType type = TypeOf((OrdinalType)operand.Type);
        if (operand is BoundOrdinal ordinal)
        {
            Int128 value = ConstantFolding.ValueOf(ordinal);
            return Constant(span, isMinus ? -value : value, null);
        }

        type = isMinus && !type.IsSigned ? Types.Int64 : type;
        operand = binder.Conversions.Represent(operand, type);
        if (!isMinus)
        {
            return new BoundConversion(ConversionKind.Same, type, operand);
        }

        Interval exact = -operand.Range;
        bool canOverflow = !exact.IsInside(type.Low, type.High) || exact.High == long.MaxValue;
        return new BoundUnary(span, type, BoundUnaryOperator.Negate, operand)
        {
            ChecksOverflow = canOverflow && Binder.Has(switches, CompilerSwitches.OverflowChecks),
            KnownRange = canOverflow ? type.StorageRange : exact,
        };
    }

    /// <summary>not operand, bit by bit.</summary>
    internal BoundExpression Complement(SourceSpan span, BoundExpression operand)
    {
        IntegerType type = TypeOf((OrdinalType)operand.Type);
        if (operand is BoundOrdinal ordinal)
        {
            return new BoundOrdinal(span, type, Conversions.Wrap(~ordinal.Value, type));
        }

        operand = binder.Conversions.Represent(operand, type);
        return new BoundUnary(span, type, BoundUnaryOperator.Not, operand);
    }

    /// <summary>The type in which integers of two types are computed.</summary>
    internal IntegerType CommonType(BoundExpression left, BoundExpression right)
    {
        OrdinalType a = (OrdinalType)left.Type;
        OrdinalType b = (OrdinalType)right.Type;
        if (a.IsQWord || b.IsQWord)
        {
            return IsUnsigned(left) && IsUnsigned(right) ? Types.QWord : Types.Int64;
        }

        return a.Size == 8 || b.Size == 8 || IsCardinal(a) || IsCardinal(b) ? Types.Int64 : Types.Integer;
    }

    /// <summary>The type in which two numbers, one at least a real, are computed or compared.</summary>
    internal RealType CommonReal(BoundExpression left, BoundExpression right)
    {
        bool hasSingle = left.Type is RealType { IsSingle: true } || right.Type is RealType { IsSingle: true };
        bool hasReal = left.Type is RealType { IsSingle: false } || right.Type is RealType { IsSingle: false };
        return hasSingle && !hasReal ? Types.Single : Types.Real;
    }

    private static bool IsUnsigned(BoundExpression operand) =>
        ((OrdinalType)operand.Type).IsQWord || (operand.Range.Low >= 0 && operand is BoundOrdinal) || !((OrdinalType)operand.Type).IsSigned;

    private static bool IsCardinal(OrdinalType type) => type.Size == 4 && !type.IsSigned;

    private IntegerType TypeOf(OrdinalType type) =>
        type.IsQWord ? Types.QWord : type.Size == 8 ? Types.Int64 : IsCardinal(type) ? Types.Cardinal : Types.Integer;

    private BoundExpression Real(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right)
    {
        RealType type = CommonReal(left, right);
        left = binder.Conversions.ToReal(left, type);
        right = binder.Conversions.ToReal(right, type);
        if (left is BoundReal a && right is BoundReal b && ConstantFolding.Real(op, a.Value, b.Value) is { } value && double.IsFinite(value))
        {
            return binder.Conversions.ToReal(new BoundReal(operation.Span, Types.Real, value), type);
        }

        return new BoundBinary(operation.Span, type, op, left, right);
    }

    private BoundExpression Integer(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right)
    {
        IntegerType type = CommonType(left, right);
        if (right is BoundOrdinal divisor && op is BoundOperator.Quotient or BoundOperator.Remainder or BoundOperator.Modulus
            && ConstantFolding.ValueOf((BoundOrdinal)right) is var d && (d == 0 || (d < 0 && op == BoundOperator.Modulus)))
        {
            binder.Report.Add(D.DivisionByZero, divisor.Span);
        }
        else if (left is BoundOrdinal a && right is BoundOrdinal b
            && ConstantFolding.Integer(op, ConstantFolding.ValueOf(a), ConstantFolding.ValueOf(b)) is { } value)
        {
            return Constant(operation.Span, value, type);
        }

        if (type == Types.Int64 && op is BoundOperator.Quotient or BoundOperator.Remainder && IsCardinalPair(left, right))
        {
            // A quotient of cardinals is one, though its type is int64 as that of their sum.
            left = binder.Conversions.Represent(left, Types.Cardinal);
            right = binder.Conversions.Represent(right, Types.Cardinal);
            Interval quotient = Exact(op, left.Range, right.Range).Meet(Types.Cardinal.StorageRange);
            BoundBinary narrow = new(operation.Span, Types.Cardinal, op, left, right) { KnownRange = quotient };
            return binder.Conversions.Represent(narrow, type);
        }

        bool isChecked = Binder.Has(operation.Switches, CompilerSwitches.OverflowChecks);
        left = Operand(left, type, isChecked);
        right = Operand(right, type, isChecked);
        Interval exact = Exact(op, left.Range, right.Range);
        bool canOverflow = type.IsQWord || !IsExact(exact, type);
        return new BoundBinary(operation.Span, type, op, left, right)
        {
            ChecksOverflow = isChecked && canOverflow && op is BoundOperator.Add or BoundOperator.Subtract or BoundOperator.Multiply && isChecked,
            KnownRange = canOverflow ? Clamp(exact, type, isChecked) : exact,
        };
    }

    private static bool IsCardinalPair(BoundExpression left, BoundExpression right) =>
        left.Range.IsInside(0, uint.MaxValue) && right.Range.IsInside(0, uint.MaxValue)
        && (left is BoundOrdinal || left.Type.Representation == Representation.I32)
        && (right is BoundOrdinal || right.Type.Representation == Representation.I32);

    private BoundExpression Operand(BoundExpression operand, IntegerType type, bool isChecked)
    {
        // A qword beside a signed operand is computed as int64: its upper half has no place there.
        if (isChecked && operand.Type is OrdinalType { IsQWord: true } && !type.IsQWord && operand is not BoundOrdinal)
        {
            operand = binder.Conversions.Check(operand, type);
        }

        return binder.Conversions.Represent(operand, type);
    }

    private static Interval Exact(BoundOperator op, Interval left, Interval right) => op switch
    {
        BoundOperator.Add => left + right,
        BoundOperator.Subtract => left - right,
        BoundOperator.Multiply => left * right,
        BoundOperator.Quotient => right.IsConstant ? left.DivideBy(right) : Interval.Everything,
        BoundOperator.Remainder => left.Remainder(right),
        BoundOperator.Modulus => Interval.IsoModulus(right),
        _ => Interval.Everything,
    };

    private static bool IsExact(Interval exact, IntegerType type) =>
        exact.IsInside(type.Low, type.High) && exact.Low != long.MinValue && exact.High != long.MaxValue;

    private static Interval Clamp(Interval exact, IntegerType type, bool isChecked) =>
        isChecked && !type.IsQWord ? exact.Meet(new Interval(type.Low, type.High)) : type.StorageRange;

    private BoundExpression Bits(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right)
    {
        OrdinalType a = (OrdinalType)left.Type;
        OrdinalType b = (OrdinalType)right.Type;
        bool isCardinal = a.Size <= 4 && b.Size <= 4 && (IsCardinal(a) || IsCardinal(b)) && IsUnsigned(left) && IsUnsigned(right);
        IntegerType type = isCardinal || FitsCardinal(left, right) || FitsCardinal(right, left) ? Types.Cardinal : CommonType(left, right);
        if (left is BoundOrdinal x && right is BoundOrdinal y && ConstantFolding.Bits(op, x.Value, y.Value, 64) is { } value)
        {
            return new BoundOrdinal(operation.Span, type, Conversions.Wrap(value, type));
        }

        left = binder.Conversions.Represent(left, type);
        right = binder.Conversions.Represent(right, type);
        return new BoundBinary(operation.Span, type, op, left, right) { KnownRange = BitRange(op, left.Range, right.Range, type) };
    }

    private static bool FitsCardinal(BoundExpression operand, BoundExpression other) =>
        other is BoundOrdinal { Value: >= 0 and <= uint.MaxValue } && IsCardinal((OrdinalType)operand.Type);

    private static Interval BitRange(BoundOperator op, Interval left, Interval right, IntegerType type)
    {
        if (op == BoundOperator.And && (left.Low >= 0 || right.Low >= 0))
        {
            return new Interval(0, left.Low < 0 ? right.High : right.Low < 0 ? left.High : Math.Min(left.High, right.High));
        }

        if (left.Low < 0 || right.Low < 0)
        {
            return type.StorageRange;
        }

        long most = Math.Max(left.High, right.High);
        int bits = 64 - long.LeadingZeroCount(most) is var count ? (int)count : 64;
        return new Interval(0, bits >= 63 ? long.MaxValue : (1L << bits) - 1);
    }

    private BoundExpression Shift(in Operation operation, BoundOperator op, BoundExpression left, BoundExpression right)
    {
        IntegerType type = TypeOf((OrdinalType)left.Type);
        int width = type.Size * 8;
        if (left is BoundOrdinal x && right is BoundOrdinal y)
        {
            // A constant is shifted in 64 bits where 32 don't hold the result, as 1 shl 40.
            long shifted = ConstantFolding.Bits(op, x.Value, y.Value & 63, op == BoundOperator.ShiftLeft || width == 64 ? 64 : width) ?? 0;
            return type.IsQWord ? new BoundOrdinal(operation.Span, type, shifted)
                : new BoundOrdinal(operation.Span, type.StorageRange.Contains(shifted) ? type : Types.Int64, shifted);
        }

        left = binder.Conversions.Represent(left, type);
        right = binder.Conversions.Represent(right, Types.Integer);
        Interval range = type.StorageRange;
        if (op == BoundOperator.ShiftRight && right is BoundOrdinal { Value: > 0 } by && by.Value < width)
        {
            range = left.Range.Low >= 0 ? new Interval(left.Range.Low >> (int)by.Value, left.Range.High >> (int)by.Value)
                : new Interval(0, (long)(ulong.MaxValue >> (64 - width) >> (int)by.Value));
        }

        return new BoundBinary(operation.Span, type, op, left, right) { KnownRange = range };
    }

    private BoundExpression Constant(SourceSpan span, Int128 value, IntegerType? type)
    {
        if (type is not null && type.Size == 8 && ConstantFolding.Fits(value, type))
        {
            return ConstantFolding.Ordinal(span, type, value);
        }

        IntegerType? least = ConstantFolding.Fits(value, Types.Integer) ? Types.Integer
            : binder.IsIso ? null
            : ConstantFolding.Fits(value, Types.Int64) ? Types.Int64
            : ConstantFolding.Fits(value, Types.QWord) ? Types.QWord : null;
        return least is null ? binder.Fail(span, D.ConstantOverflow, value) : ConstantFolding.Ordinal(span, least, value);
    }
}
