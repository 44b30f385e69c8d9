using ProcVM.Core.Text;

namespace ProcVM.Pascal.Binding;

/// <summary>Operators on constants. Null where the operation isn't one for constants.</summary>
internal static class ConstantFolding
{
    /// <summary>The exact result of an integer operation, or null for a division by zero and the like.</summary>
    internal static Int128? Integer(BoundOperator op, Int128 left, Int128 right) => op switch
    {
        BoundOperator.Add => left + right,
        BoundOperator.Subtract => left - right,
        BoundOperator.Multiply => Multiply(left, right),
        BoundOperator.Quotient => right == 0 ? null : left / right,
        BoundOperator.Remainder => right == 0 ? null : left % right,
        BoundOperator.Modulus => right <= 0 ? null : ((left % right) + right) % right,
        _ => null,
    };

    /// <summary>The bits of a bitwise operation.</summary>
    internal static long? Bits(BoundOperator op, long left, long right, int width) => op switch
    {
        BoundOperator.And => left & right,
        BoundOperator.Or => left | right,
        BoundOperator.Xor => left ^ right,
        BoundOperator.ShiftLeft => width == 64 ? left << (int)right : (int)left << (int)right,
        BoundOperator.ShiftRight => width == 64 ? (long)((ulong)left >> (int)right) : (uint)left >> (int)right,
        _ => null,
    };

    /// <summary>The result of a real operation.</summary>
    internal static double? Real(BoundOperator op, double left, double right) => op switch
    {
        BoundOperator.Add => left + right,
        BoundOperator.Subtract => left - right,
        BoundOperator.Multiply => left * right,
        BoundOperator.Divide => right == 0 ? null : left / right,
        _ => null,
    };

    /// <summary>The truth of a comparison, given the sign of left - right.</summary>
    internal static bool? Compare(BoundOperator op, int sign) => op switch
    {
        BoundOperator.Equal => sign == 0,
        BoundOperator.NotEqual => sign != 0,
        BoundOperator.Less => sign < 0,
        BoundOperator.LessOrEqual => sign <= 0,
        BoundOperator.Greater => sign > 0,
        BoundOperator.GreaterOrEqual => sign >= 0,
        _ => null,
    };

    /// <summary>A set operation, word by word; or the truth of a comparison as a boolean.</summary>
    internal static object? Sets(BoundOperator op, ulong[] left, ulong[] right)
    {
        ulong[] words = new ulong[4];
        bool isEqual = true;
        bool isSubset = true;
        bool isSuperset = true;
        for (int i = 0; i < 4; i++)
        {
            words[i] = op switch
            {
                BoundOperator.Union => left[i] | right[i],
                BoundOperator.Difference => left[i] & ~right[i],
                BoundOperator.Intersection => left[i] & right[i],
                _ => left[i] ^ right[i],
            };
            isEqual &= left[i] == right[i];
            isSubset &= (left[i] & ~right[i]) == 0;
            isSuperset &= (right[i] & ~left[i]) == 0;
        }

        return op switch
        {
            BoundOperator.Equal => isEqual,
            BoundOperator.NotEqual => !isEqual,
            BoundOperator.Subset => isSubset,
            BoundOperator.Superset => isSuperset,
            BoundOperator.Union or BoundOperator.Difference or BoundOperator.Intersection or BoundOperator.SymmetricDifference => words,
            _ => null,
        };
    }

    /// <summary>A constant's integer with its sign, qword ones included.</summary>
    internal static Int128 ValueOf(BoundOrdinal constant) =>
        ((OrdinalType)constant.Type).IsQWord ? (ulong)constant.Value : constant.Value;

    /// <summary>True when the value is one of the type.</summary>
    internal static bool Fits(Int128 value, OrdinalType type) =>
        value >= type.Low && value <= (type.IsQWord && type.High == long.MaxValue ? ulong.MaxValue : type.High);

    /// <summary>The ordinal constant.</summary>
    internal static BoundOrdinal Ordinal(SourceSpan span, OrdinalType type, Int128 value) => new(span, type, unchecked((long)value));

    /// <summary>The constant's value as a string, for char and string constants; null for others.</summary>
    internal static string? TextOf(BoundExpression expression) => expression switch
    {
        BoundString text => text.Value,
        BoundOrdinal { Type: OrdinalType { Host: CharType } } letter => ((char)letter.Value).ToString(),
        _ => null,
    };

    private static Int128? Multiply(Int128 left, Int128 right)
    {
        // Both have at most 64 bits, so the product has at most 128; unsigned extremes alone could pass the sign.
        try
        {
            return checked(left * right);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
