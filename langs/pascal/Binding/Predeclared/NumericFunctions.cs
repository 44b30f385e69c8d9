using ProcVM.Pascal.Syntax;
using D = ProcVM.Pascal.Binding.BindingDiagnostics;

namespace ProcVM.Pascal.Binding;

/// <summary>abs sqr sin cos exp ln sqrt arctan trunc round int frac random hi lo swap.</summary>
internal sealed class NumericFunctions(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundExpression Bind(in PredeclaredCall call)
    {
        Predeclared routine = call.Symbol.Routine;
        if (!HasArguments(call, routine == Predeclared.Random ? 0 : 1, 1))
        {
            return new BoundError(call.Span);
        }

        return routine switch
        {
            Predeclared.Abs or Predeclared.Sqr => AbsOrSqr(call),
            Predeclared.Trunc or Predeclared.Round => ToInteger(call),
            Predeclared.Random => Random(call),
            Predeclared.Hi or Predeclared.Lo or Predeclared.Swap => Bytes(call),
            _ => OfReal(call),
        };
    }

    private BoundExpression AbsOrSqr(in PredeclaredCall call)
    {
        bool isAbs = call.Symbol.Routine == Predeclared.Abs;
        BoundExpression value = Value(call, 0);
        if (value.Type.IsError)
        {
            return value;
        }

        if (value.Type is RealType)
        {
            return value is BoundReal real
                ? new BoundReal(call.Span, Types.Real, isAbs ? Math.Abs(real.Value) : real.Value * real.Value)
                : new BoundIntrinsic(call.Span, value.Type, isAbs ? Intrinsic.AbsReal : Intrinsic.SqrReal, value);
        }

        if (value.Type is not OrdinalType { IsInteger: true } type)
        {
            return Binder.Fail(value.Span, D.NotNumber, value.Type);
        }

        if (isAbs && !type.IsSigned)
        {
            return new BoundConversion(ConversionKind.Same, type, value);
        }

        if (value is BoundOrdinal constant)
        {
            Operation multiply = new(call.Span, call.Span, BinaryOperator.Multiply, call.Switches);
            return !isAbs ? Binder.Operators.Binary(multiply, value, value)
                : constant.Value == long.MinValue ? Binder.Fail(call.Span, D.ConstantOverflow, -(Int128)long.MinValue)
                : new BoundOrdinal(call.Span, Types.Int64.Low == constant.Value || type.Size == 8 || constant.Value == int.MinValue
                    ? Types.Int64 : Types.Integer, Math.Abs(constant.Value));
        }

        return Integer(call, value, type, isAbs);
    }

    private BoundIntrinsic Integer(in PredeclaredCall call, BoundExpression value, OrdinalType type, bool isAbs)
    {
        IntegerType computed = type.IsQWord ? Types.QWord : type.Size == 8 || type.StorageRange.High > int.MaxValue ? Types.Int64 : Types.Integer;
        value = Binder.Conversions.Represent(value, computed);
        Interval range = value.Range;
        Interval square = range * range;
        Interval exact = isAbs
            ? new Interval(range.Low <= 0 && range.High >= 0 ? 0 : Math.Min(Abs(range.Low), Abs(range.High)), Math.Max(Abs(range.Low), Abs(range.High)))
            : new Interval(range.Low <= 0 && range.High >= 0 ? 0 : Math.Max(0, square.Low), square.High);
        bool canOverflow = !exact.IsInside(computed.Low, computed.High) || exact.High == long.MaxValue || computed.IsQWord;
        return new BoundIntrinsic(call.Span, computed, isAbs ? Intrinsic.AbsInteger : Intrinsic.SqrInteger, value)
        {
            IsChecked = canOverflow && call.ChecksOverflow,
            KnownRange = !canOverflow ? exact : call.ChecksOverflow && !computed.IsQWord ? exact.Meet(new Interval(0, computed.High)) : computed.StorageRange,
        };
    }

    private static long Abs(long value) => value == long.MinValue ? long.MaxValue : Math.Abs(value);

    private BoundExpression ToInteger(in PredeclaredCall call)
    {
        bool isTrunc = call.Symbol.Routine == Predeclared.Trunc;
        BoundExpression value = Value(call, 0);
        bool isWrong = !value.Type.IsError && (value.Type is not RealType) && (Binder.IsIso || !Conversions.IsNumber(value.Type));
        if (value.Type.IsError || isWrong)
        {
            return isWrong ? Binder.Conversions.Mismatch(value, Types.Real) : value;
        }

        IntegerType type = Binder.IsIso ? Types.Integer : Types.Int64;
        value = Binder.Conversions.ToReal(value, Types.Real);
        if (value is BoundReal constant)
        {
            double whole = isTrunc ? Math.Truncate(constant.Value) : Math.Round(constant.Value, MidpointRounding.AwayFromZero);
            if (whole >= type.Low && whole < (Binder.IsIso ? 2147483648.0 : 9223372036854775808.0))
            {
                bool isShort = whole is >= int.MinValue and <= int.MaxValue;
                return new BoundOrdinal(call.Span, isShort ? Types.Integer : Types.Int64, (long)whole);
            }
        }

        return new BoundIntrinsic(call.Span, type, isTrunc ? Intrinsic.Trunc : Intrinsic.Round, value);
    }

    private BoundExpression OfReal(in PredeclaredCall call)
    {
        Intrinsic intrinsic = call.Symbol.Routine switch
        {
            Predeclared.Sin => Intrinsic.Sin,
            Predeclared.Cos => Intrinsic.Cos,
            Predeclared.Exp => Intrinsic.Exp,
            Predeclared.Ln => Intrinsic.Ln,
            Predeclared.Sqrt => Intrinsic.Sqrt,
            Predeclared.ArcTan => Intrinsic.ArcTan,
            Predeclared.Int => Intrinsic.Int,
            _ => Intrinsic.Frac,
        };
        bool keepsSingle = intrinsic == Intrinsic.Sqrt;
        BoundExpression value = keepsSingle ? Value(call, 0) : Real(call, 0);
        if (keepsSingle && value.Type is RealType { IsSingle: true })
        {
            return new BoundIntrinsic(call.Span, Types.Single, intrinsic, value);
        }

        if (keepsSingle && !value.Type.IsError)
        {
            value = Conversions.IsNumber(value.Type) ? Binder.Conversions.ToReal(value, Types.Real) : Binder.Conversions.Mismatch(value, Types.Real);
        }

        return value.Type.IsError ? value : new BoundIntrinsic(call.Span, Types.Real, intrinsic, value);
    }

    private BoundExpression Random(in PredeclaredCall call)
    {
        if (call.Arguments.Length == 0)
        {
            return new BoundIntrinsic(call.Span, Types.Real, Intrinsic.RandomReal);
        }

        BoundExpression limit = Value(call, 0);
        if (limit.Type.IsError)
        {
            return limit;
        }

        PascalType type = limit.Type.Representation == Representation.I64 || limit.Type == Types.Cardinal ? Types.Int64 : Types.Integer;
        limit = Binder.Conversions.Assign(limit, type, call.Switches);
        return limit.Type.IsError ? limit : new BoundIntrinsic(call.Span, type, Intrinsic.RandomInteger, limit)
        {
            KnownRange = new Interval(Math.Min(0, limit.Range.Low), Math.Max(0, limit.Range.High - 1)),
        };
    }

    private BoundExpression Bytes(in PredeclaredCall call)
    {
        BoundExpression value = Value(call, 0);
        if (value.Type is not OrdinalType { IsInteger: true } type)
        {
            return value.Type.IsError ? value : Binder.Fail(value.Span, D.NotNumber, value.Type);
        }

        // An integer's halves: of 16 bits bytes, of 32 words, of 64 cardinals. A constant counts as what holds it.
        int bits = type.Size <= 2 || (value is BoundOrdinal && value.Range.IsInside(short.MinValue, ushort.MaxValue)) ? 16 : type.Size * 8;
        IntegerType whole = bits == 16 ? Types.Word : bits == 32 ? Types.Cardinal : Types.QWord;
        IntegerType half = bits == 16 ? Types.Byte : bits == 32 ? Types.Word : Types.Cardinal;
        bool isConstant = value is BoundOrdinal;
        value = Binder.Conversions.Represent(value, whole);
        if (call.Symbol.Routine == Predeclared.Swap)
        {
            value = new BoundIntrinsic(call.Span, whole, Intrinsic.Swap, value);
            bool isSigned = type.IsSigned && !isConstant;
            return !isSigned ? value
                : Binder.Conversions.Represent(value, bits == 16 ? Types.SmallInt : bits == 32 ? Types.Integer : Types.Int64);
        }

        if (call.Symbol.Routine == Predeclared.Hi)
        {
            Operation shift = new(call.Span, call.Span, BinaryOperator.ShiftRight, CompilerSwitches.None);
            value = Binder.Operators.Binary(shift, value, new BoundOrdinal(call.Span, Types.Integer, bits / 2));
        }

        return Binder.Conversions.Represent(value, half);
    }
}
