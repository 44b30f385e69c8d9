using System.Numerics;

namespace ProcVM.Personality.Pvm.Numbers;

/// <summary>Correctly rounded decimals of doubles: from the exact binary value, halves away from zero, as ISO 7185 §6.9.3.4
/// defines the digits that are written.</summary>
internal static class ExactDecimal
{
    /// <summary>No double has more fractional decimal digits (2^−1074 has as many).</summary>
    public const int MaximumFraction = 1074;

    /// <summary>No double has more significant decimal digits.</summary>
    public const int MaximumSignificant = 767;

    /// <summary>Room for every integer that <see cref="Scaled"/> writes: 309 digits before the point, and the fraction.</summary>
    public const int MaximumDigits = 309 + MaximumFraction + 2;

    private const int LargestFastScale = 22;
    private const ulong TenTo19 = 10_000_000_000_000_000_000;

    /// <summary>Writes round(value × 10^scale) in decimal, without leading zeros; 0 is "0". Gives the number of digits.</summary>
    /// <param name="value">Finite and not negative.</param>
    /// <param name="scale">−400 to 1,200.</param>
    /// <param name="digits">Takes the digits.</param>
    public static int Scaled(double value, int scale, Span<byte> digits)
    {
        (ulong mantissa, int exponent) = Split(value);
        if (TryFast(mantissa, exponent, scale, out UInt128 result))
        {
            return Write(result, digits);
        }

        BigInteger numerator = mantissa;
        BigInteger denominator = BigInteger.One;
        if (scale >= 0)
        {
            numerator *= BigInteger.Pow(10, scale);
        }
        else
        {
            denominator = BigInteger.Pow(10, -scale);
        }

        if (exponent >= 0)
        {
            numerator <<= exponent;
        }
        else
        {
            denominator <<= -exponent;
        }

        BigInteger quotient = ((numerator << 1) + denominator) / (denominator << 1);
        return Write(quotient, digits);
    }

    /// <summary>Writes the value's first digits, rounded, and gives its decimal exponent: value ≈ d.ddd × 10^exponent.</summary>
    /// <param name="value">Finite and positive.</param>
    /// <param name="count">How many digits, 1 to <see cref="MaximumSignificant"/>.</param>
    /// <param name="digits">Takes exactly so many digits; has room for two more.</param>
    public static int Significant(double value, int count, Span<byte> digits)
    {
        // The logarithm may be one off next to a power of ten; the number of digits then shows it.
        int exponent = (int)Math.Floor(Math.Log10(value));
        while (true)
        {
            int written = Scaled(value, count - 1 - exponent, digits);
            if (written == count && digits[0] != (byte)'0')
            {
                return exponent;
            }

            exponent += written > count ? 1 : -1;
        }
    }

    private static (ulong Mantissa, int Exponent) Split(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int biased = (int)(bits >> 52) & 0x7FF;
        ulong fraction = bits & 0xF_FFFF_FFFF_FFFF;
        return biased == 0 ? (fraction, -1074) : (fraction | (1UL << 52), biased - 1075);
    }

    /// <summary>The same in 128 bits, where it fits: nearly always.</summary>
    private static bool TryFast(ulong mantissa, int exponent, int scale, out UInt128 result)
    {
        result = 0;
        if (mantissa == 0)
        {
            return true;
        }

        if (scale is < -LargestFastScale or > LargestFastScale)
        {
            return false;
        }

        UInt128 numerator = mantissa;
        UInt128 denominator = 1;
        if (scale >= 0)
        {
            numerator *= PowerOfTen(scale);
        }
        else
        {
            denominator = PowerOfTen(-scale);
        }

        // One bit is kept free in both for the rounding.
        int free = (int)UInt128.LeadingZeroCount(exponent >= 0 ? numerator : denominator) - 2;
        if (Math.Abs(exponent) > free)
        {
            return false;
        }

        if (denominator == 1 && exponent < 0)
        {
            result = (numerator + (UInt128.One << (-exponent - 1))) >> -exponent;
            return true;
        }

        numerator <<= Math.Max(0, exponent);
        denominator <<= Math.Max(0, -exponent);
        // The denominator is 1 or even, so half of it is exact.
        result = (numerator + (denominator >> 1)) / denominator;
        return true;
    }

    private static UInt128 PowerOfTen(int power)
    {
        UInt128 result = 1;
        ulong square = 10;
        for (; power > 19; power--)
        {
            result *= 10;
        }

        ulong rest = 1;
        for (; power > 0; power >>= 1)
        {
            if ((power & 1) != 0)
            {
                rest *= square;
            }

            square = unchecked(square * square);
        }

        return result * rest;
    }

    private static int Write(UInt128 value, Span<byte> digits)
    {
        if (value <= ulong.MaxValue)
        {
            ((ulong)value).TryFormat(digits, out int count);
            return count;
        }

        UInt128 high = value / TenTo19;
        ulong low = (ulong)(value - (high * TenTo19));
        int first = Write(high, digits);
        low.TryFormat(digits[first..], out _, "D19");
        return first + 19;
    }

    private static int Write(BigInteger value, Span<byte> digits)
    {
        string text = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return System.Text.Encoding.ASCII.GetBytes(text, digits);
    }
}
