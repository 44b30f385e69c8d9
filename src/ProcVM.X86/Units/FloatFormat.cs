using System.Numerics;

namespace ProcVM.X86.Units;

/// <summary>Between the x87's 80-bit numbers and the shorter ones of memory (Intel SDM vol. 1, 4.2).</summary>
internal static class FloatFormat
{
    private const int Bias = 0x3FFF;
    private const int Special = 0x7FFF;
    private const ushort SignBit = 0x8000;
    private const ulong IntegerBit = 1UL << 63;
    private const ulong QuietBit = 1UL << 62;

    /// <summary>A double in 80 bits, exactly; a signalling NaN becomes quiet.</summary>
    public static void Widen(double value, out ulong significand, out ushort exponent)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        Widen(bits & ((1UL << 52) - 1), (int)(bits >> 52) & 0x7FF, 52, 0x7FF, bits >> 63 != 0, out significand, out exponent);
    }

    /// <summary>A single in 80 bits.</summary>
    public static void Widen(float value, out ulong significand, out ushort exponent)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        Widen(bits & ((1U << 23) - 1), (int)(bits >> 23) & 0xFF, 23, 0xFF, bits >> 31 != 0, out significand, out exponent);
    }

    /// <summary>An 80-bit number as one of fewer bits, rounded as the control word's field says.</summary>
    public static ulong Narrow(ulong significand, ushort signAndExponent, int fractionBits, int exponentBits, int rounding)
    {
        int most = (1 << exponentBits) - 1;
        ulong sign = (signAndExponent & SignBit) != 0 ? 1UL << (fractionBits + exponentBits) : 0;
        int exponent = signAndExponent & ~SignBit;
        ulong infinity = (ulong)most << fractionBits;
        if (exponent == Special)
        {
            ulong fraction = (significand & ~IntegerBit) >> (63 - fractionBits);
            return sign | infinity | ((significand & ~IntegerBit) == 0 ? 0 : fraction | (1UL << (fractionBits - 1)));
        }

        if (significand == 0)
        {
            return sign;
        }

        int shift = 63 - fractionBits;
        int target = exponent - Bias + (most >> 1);
        if (target <= 0)
        {
            // Below the normal numbers: the leading bit is written out.
            shift = Math.Min(64, shift + 1 - target);
            target = 1;
        }

        UInt128 wide = (UInt128)significand << 64;
        ulong kept = shift == 64 ? 0 : significand >> shift;
        UInt128 rest = wide << (64 - shift);
        UInt128 half = UInt128.One << 127;
        bool isUp = RoundsUp(rounding, sign != 0, (kept & 1) != 0, rest.CompareTo(half), rest != 0);
        ulong result = ((ulong)(target - 1) << fractionBits) + kept + (isUp ? 1UL : 0);
        if (result < infinity && target < most)
        {
            return sign | result;
        }

        bool isInfinite = rounding == 0 || (rounding == 1 && sign != 0) || (rounding == 2 && sign == 0);
        return sign | (isInfinite ? infinity : infinity - 1);
    }

    /// <summary>The integer that a number is rounded to; the smallest one when there is none.</summary>
    public static long ToInteger(ulong significand, ushort signAndExponent, int bits, int rounding)
    {
        bool isNegative = (signAndExponent & SignBit) != 0;
        int exponent = (signAndExponent & ~SignBit) - Bias;
        long indefinite = long.MinValue >> (64 - bits);
        if (significand == 0)
        {
            return 0;
        }

        if (exponent > 63)
        {
            return indefinite;
        }

        int shift = Math.Min(127, 63 - exponent);
        UInt128 all = (UInt128)significand << 64;
        UInt128 shifted = all >> shift;
        UInt128 whole = shifted >> 64;
        UInt128 rest = (shifted << 64) | (shift > 64 && (all << (128 - shift)) != 0 ? 1u : 0u);
        if (RoundsUp(rounding, isNegative, (whole & 1) != 0, rest.CompareTo(UInt128.One << 127), rest != 0))
        {
            whole++;
        }

        UInt128 limit = UInt128.One << (bits - 1);
        return whole > limit || (whole == limit && !isNegative) ? indefinite : isNegative ? -(long)(ulong)whole : (long)(ulong)whole;
    }

    private static void Widen(ulong fraction, int exponent, int bits, int most, bool isNegative, out ulong significand, out ushort result)
    {
        ushort sign = isNegative ? SignBit : (ushort)0;
        significand = fraction << (63 - bits);
        if (exponent == most)
        {
            significand |= IntegerBit | (fraction == 0 ? 0 : QuietBit);
            result = (ushort)(sign | Special);
            return;
        }

        if (exponent != 0)
        {
            significand |= IntegerBit;
            result = (ushort)(sign | (exponent - (most >> 1) + Bias));
            return;
        }

        if (fraction == 0)
        {
            result = sign;
            return;
        }

        int shift = BitOperations.LeadingZeroCount(significand);
        significand <<= shift;
        result = (ushort)(sign | (1 - (most >> 1) + Bias - shift));
    }

    private static bool RoundsUp(int rounding, bool isNegative, bool isOdd, int againstHalf, bool isInexact) => rounding switch
    {
        0 => againstHalf > 0 || (againstHalf == 0 && isOdd),
        1 => isNegative && isInexact,
        2 => !isNegative && isInexact,
        _ => false,
    };
}
