namespace ProcVM.Pascal.Binding;

/// <summary>rol and ror of unsigned integers, sar of signed ones, bsf, bsr and popcnt.</summary>
internal sealed class BitFunctions(Binder binder) : PredeclaredRoutines(binder)
{
    internal BoundExpression Bind(in PredeclaredCall call)
    {
        // The names come in groups of four, by width.
        int place = call.Symbol.Routine - Predeclared.RolByte;
        Intrinsic operation = (place >> 2) switch
        {
            0 => Intrinsic.RotateLeft,
            1 => Intrinsic.RotateRight,
            2 => Intrinsic.ShiftArithmetic,
            3 => Intrinsic.LowestBit,
            4 => Intrinsic.HighestBit,
            _ => Intrinsic.CountBits,
        };
        bool isShift = operation <= Intrinsic.ShiftArithmetic;
        if (!HasArguments(call, 1, isShift ? 2 : 1))
        {
            return new BoundError(call.Span);
        }

        if (operation == Intrinsic.CountBits)
        {
            return Count(call);
        }

        IntegerType type = TypeOf(place & 3, operation == Intrinsic.ShiftArithmetic);
        BoundExpression value = Value(call, 0, type);
        return !isShift ? Position(call, operation, value) : Shift(call, operation, type, value);
    }

    private BoundExpression Shift(in PredeclaredCall call, Intrinsic operation, IntegerType type, BoundExpression value)
    {
        BoundExpression count = call.Arguments.Length == 1 ? new BoundOrdinal(call.Span, Types.Integer, 1) : Integer(call, 1);
        return AnyError(value, count) ? new BoundError(call.Span) : new BoundIntrinsic(call.Span, type, operation, value, count);
    }

    private BoundExpression Position(in PredeclaredCall call, Intrinsic operation, BoundExpression value) =>
        value.Type.IsError ? value : new BoundIntrinsic(call.Span, Types.Byte, operation, value);

    private BoundExpression Count(in PredeclaredCall call)
    {
        BoundExpression value = Ordinal(call, 0);
        if (value.Type is not OrdinalType { IsInteger: true } type)
        {
            return value.Type.IsError ? value : Binder.Conversions.Mismatch(value, Types.Integer);
        }

        int width = type.Size switch { 1 => 0, 2 => 1, 4 => 2, _ => 3 };
        value = Binder.Conversions.Represent(value, TypeOf(width, isSigned: false));
        return new BoundIntrinsic(call.Span, Types.Byte, Intrinsic.CountBits, value) { KnownRange = new Interval(0, 64) };
    }

    private IntegerType TypeOf(int width, bool isSigned) => (width, isSigned) switch
    {
        (0, false) => Types.Byte,
        (1, false) => Types.Word,
        (2, false) => Types.Cardinal,
        (3, false) => Types.QWord,
        (0, true) => Types.ShortInt,
        (1, true) => Types.SmallInt,
        (2, true) => Types.Integer,
        _ => Types.Int64,
    };
}
