namespace ProcVM.Pascal.Binding;

/// <summary>Turns 64-bit arithmetic whose result is cut off to 32 bits into 32-bit arithmetic: sums, differences, products and
/// bit operations give the same low 32 bits either way.</summary>
internal static class Narrowing
{
    /// <summary>The value, or a cheaper one with the same low 32 bits when the target has no more and no check stands in between.</summary>
    internal static BoundExpression Narrow(BoundExpression value, OrdinalType target, Universe types)
    {
        if (target.Representation != Representation.I32 || value is not BoundBinary { Type: OrdinalType { Size: 8 } } wide)
        {
            return value;
        }

        return Try(wide, types.Cardinal, 0) ?? value;
    }

    private static BoundExpression? Try(BoundExpression value, OrdinalType type, int depth)
    {
        switch (value)
        {
            case BoundOrdinal constant:
                return new BoundOrdinal(value.Span, type, (uint)constant.Value);
            case BoundConversion { Kind: ConversionKind.Ordinal, Operand: { Type: OrdinalType { Size: <= 4 } } operand }:
                return ReferenceEquals(operand.Type, type) ? operand : new BoundConversion(ConversionKind.Ordinal, type, operand);
            case BoundBinary { ChecksOverflow: false } binary when depth < 64 && IsSameInLowBits(binary.Operator):
                BoundExpression? left = Try(binary.Left, type, depth + 1);
                BoundExpression? right = left is null ? null : Try(binary.Right, type, depth + 1);
                return right is null ? null : new BoundBinary(value.Span, type, binary.Operator, left!, right);
            default:
                return null;
        }
    }

    private static bool IsSameInLowBits(BoundOperator op) => op is BoundOperator.Add or BoundOperator.Subtract or BoundOperator.Multiply
        or BoundOperator.And or BoundOperator.Or or BoundOperator.Xor;
}
