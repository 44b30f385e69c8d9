using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>The x87's arithmetic in 80 bits (Intel SDM vol. 1, chapter 8): exact results, then rounded.</summary>
internal static class FloatArithmetic
{
    /// <summary>a + b.</summary>
    public static Real80 Add(ref FloatState f, in Real80 a, in Real80 b)
    {
        if (FindSpecial(ref f, a, b, a.IsInfinite && b.IsInfinite && a.IsNegative != b.IsNegative) is { } special)
        {
            return special;
        }

        if (a.IsInfinite || b.IsInfinite)
        {
            return a.IsInfinite ? a : b;
        }

        bool isDown = ((f.Control >> 10) & 3) == 1;
        if (a.IsZero && b.IsZero)
        {
            return Real80.Zero(a.IsNegative == b.IsNegative ? a.IsNegative : isDown);
        }

        // The larger one's highest bit is bit 126, so that there is room for a carry.
        bool isFirst = a.Exponent > b.Exponent || (a.Exponent == b.Exponent && a.Significand >= b.Significand);
        (Real80 large, Real80 small) = isFirst ? (a, b) : (b, a);
        UInt128 left = (UInt128)large.Significand << 63;
        UInt128 right = FloatRounding.ShiftRight((UInt128)small.Significand << 63, large.Exponent - small.Exponent);
        UInt128 sum = large.IsNegative == small.IsNegative ? left + right : left - right;
        return sum == 0 ? Real80.Zero(isDown) : FloatRounding.Round(ref f, large.IsNegative, large.Exponent + 1, sum);
    }

    /// <summary>a × b.</summary>
    public static Real80 Multiply(ref FloatState f, in Real80 a, in Real80 b)
    {
        bool isNegative = a.IsNegative != b.IsNegative;
        if (FindSpecial(ref f, a, b, (a.IsInfinite && b.IsZero) || (a.IsZero && b.IsInfinite)) is { } special)
        {
            return special;
        }

        if (a.IsInfinite || b.IsInfinite)
        {
            return Real80.Infinity(isNegative);
        }

        if (a.IsZero || b.IsZero)
        {
            return Real80.Zero(isNegative);
        }

        UInt128 product = (UInt128)a.Significand * b.Significand;
        return FloatRounding.Round(ref f, isNegative, a.Exponent + b.Exponent - Real80.Bias + 1, product);
    }

    /// <summary>a ÷ b.</summary>
    public static Real80 Divide(ref FloatState f, in Real80 a, in Real80 b)
    {
        bool isNegative = a.IsNegative != b.IsNegative;
        if (b.IsZero && !a.IsZero && !a.IsInfinite && !a.IsNaN && !a.IsUnsupported)
        {
            // Comes before a denormal operand's exception.
            f.Status |= FloatRounding.ZeroDivide;
            FloatRounding.SetRoundedUp(ref f, false);
            return Real80.Infinity(isNegative);
        }

        if (FindSpecial(ref f, a, b, (a.IsInfinite && b.IsInfinite) || (a.IsZero && b.IsZero)) is { } special)
        {
            return special;
        }

        if (a.IsInfinite)
        {
            return Real80.Infinity(isNegative);
        }

        if (a.IsZero || b.IsInfinite)
        {
            return Real80.Zero(isNegative);
        }

        // Two digits of the quotient, of 64 bits and of 62.
        const int SecondDigit = 62;
        (ulong dividend, int dividendExponent) = Normalise(a);
        (ulong divisor, int divisorExponent) = Normalise(b);
        (UInt128 high, UInt128 rest) = UInt128.DivRem((UInt128)dividend << 64, divisor);
        (UInt128 low, rest) = UInt128.DivRem(rest << SecondDigit, divisor);
        UInt128 quotient = (high << SecondDigit) | low | (rest != 0 ? 1u : 0u);
        const int HighestBit = 127 - (64 + SecondDigit);
        return FloatRounding.Round(ref f, isNegative, dividendExponent - divisorExponent + Real80.Bias + HighestBit, quotient);
    }

    /// <summary>The square root.</summary>
    public static Real80 SquareRoot(ref FloatState f, in Real80 a)
    {
        if (FindSpecial(ref f, a, a, a.IsNegative && !a.IsZero && !a.IsNaN) is { } special)
        {
            return special;
        }

        if (a.IsZero || a.IsInfinite)
        {
            return a;
        }

        (ulong significand, int exponent) = Normalise(a);
        int power = exponent - Real80.Bias;
        UInt128 square = (power & 1) != 0 ? (UInt128)significand << 64 : (UInt128)significand << 63;
        UInt128 root = Root(square);
        UInt128 rest = square - (root * root);

        // Half of the last place more would be (root + ½)²: it is never met exactly.
        UInt128 result = (root << 64) | (rest > root ? UInt128.One << 63 : 0) | (rest != 0 ? 1u : 0u);
        return FloatRounding.Round(ref f, false, (power >> 1) + Real80.Bias, result);
    }

    /// <summary>How two numbers compare: −1, 0, 1, or null when one of them is none.</summary>
    /// <param name="f">Takes the exceptions.</param>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="isQuiet">True when what isn't a number is no exception unless it signals.</param>
    public static int? Compare(ref FloatState f, in Real80 a, in Real80 b, bool isQuiet)
    {
        if (a.IsNaN || b.IsNaN || a.IsUnsupported || b.IsUnsupported)
        {
            bool isInvalid = !isQuiet || a.IsSignalling || b.IsSignalling || a.IsUnsupported || b.IsUnsupported;
            f.Status |= isInvalid ? FloatRounding.Invalid : (ushort)0;
            return null;
        }

        f.Status |= a.IsDenormal || b.IsDenormal ? FloatRounding.Denormal : (ushort)0;
        if (a.IsZero && b.IsZero)
        {
            return 0;
        }

        if (a.IsNegative != b.IsNegative)
        {
            return a.IsNegative ? -1 : 1;
        }

        int magnitude = a.Exponent != b.Exponent ? a.Exponent.CompareTo(b.Exponent) : a.Significand.CompareTo(b.Significand);
        return a.IsNegative ? -magnitude : magnitude;
    }

    /// <summary>The result when an operand isn't a number, or the operation isn't valid; null when it is an ordinary one.</summary>
    public static Real80? FindSpecial(ref FloatState f, in Real80 a, in Real80 b, bool isInvalid)
    {
        FloatRounding.SetRoundedUp(ref f, false);
        if (a.IsUnsupported || b.IsUnsupported)
        {
            f.Status |= FloatRounding.Invalid;
            return Real80.Indefinite;
        }

        if (a.IsNaN || b.IsNaN)
        {
            f.Status |= a.IsSignalling || b.IsSignalling ? FloatRounding.Invalid : (ushort)0;
            return PickNaN(a, b);
        }

        if (isInvalid)
        {
            f.Status |= FloatRounding.Invalid;
            return Real80.Indefinite;
        }

        f.Status |= a.IsDenormal || b.IsDenormal ? FloatRounding.Denormal : (ushort)0;
        return null;
    }

    // Intel SDM vol. 1, table 4-7: the quiet one of a signalling and a quiet one; else the one with the larger significand; of equals the positive one.
    private static Real80 PickNaN(in Real80 a, in Real80 b)
    {
        if (!a.IsNaN || !b.IsNaN)
        {
            return a.IsNaN ? a.Quieted : b.Quieted;
        }

        if (a.IsSignalling != b.IsSignalling)
        {
            return a.IsSignalling ? b : a;
        }

        bool isFirst = a.Significand != b.Significand ? a.Significand > b.Significand : !a.IsNegative;
        return isFirst ? a.Quieted : b.Quieted;
    }

    private static (ulong Significand, int Exponent) Normalise(in Real80 a)
    {
        int shift = System.Numerics.BitOperations.LeadingZeroCount(a.Significand);
        return (a.Significand << shift, a.Exponent - shift);
    }

    // The integer square root, by Newton's steps from the host's own.
    private static UInt128 Root(UInt128 square)
    {
        UInt128 root = (UInt128)Math.Sqrt((double)square);
        for (int i = 0; i < 2; i++)
        {
            root = (root + (square / root)) >> 1;
        }

        while (root > ulong.MaxValue || root * root > square)
        {
            root--;
        }

        while (root < ulong.MaxValue && (root + 1) * (root + 1) <= square)
        {
            root++;
        }

        return root;
    }
}
