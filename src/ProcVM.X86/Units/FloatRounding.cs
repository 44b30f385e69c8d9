using System.Numerics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Makes numbers of exact results, as the control word says: rounding, precision, and the exceptions that come of it, all masked.</summary>
internal static class FloatRounding
{
    public const ushort Invalid = 1;
    public const ushort Denormal = 2;
    public const ushort ZeroDivide = 4;
    public const ushort Overflow = 8;
    public const ushort Underflow = 0x10;
    public const ushort Inexact = 0x20;

    /// <summary>C1: the result was rounded up, or the stack ran over.</summary>
    public const ushort RoundedUp = 0x200;

    /// <summary>Rounds.</summary>
    /// <param name="f">Control and status.</param>
    /// <param name="isNegative">The sign.</param>
    /// <param name="exponent">The biased exponent of the significand's highest bit.</param>
    /// <param name="significand">Not 0; the lowest bit stands for all below it.</param>
    /// <param name="usesPrecision">True when the control word's precision counts.</param>
    public static Real80 Round(ref FloatState f, bool isNegative, int exponent, UInt128 significand, bool usesPrecision = true)
    {
        int shift = (int)UInt128.LeadingZeroCount(significand);
        significand <<= shift;
        exponent -= shift;
        int bits = !usesPrecision ? 64 : ((f.Control >> 8) & 3) switch
        {
            0 => 24,
            2 => 53,
            _ => 64,
        };
        bool isTiny = exponent <= 0;
        if (isTiny)
        {
            // Tiny is what would be below the normal numbers if exponents went on (Intel SDM vol. 1, 4.9.1.5).
            UInt128 whole = Keep(f, isNegative, significand, bits, out _, out _);
            isTiny = exponent < 0 || whole >> bits == 0;
            significand = ShiftRight(significand, 1 - exponent);
            exponent = 1;
        }

        UInt128 kept = Keep(f, isNegative, significand, bits, out bool isInexact, out bool isUp);
        if (kept >> bits != 0)
        {
            kept >>= 1;
            exponent++;
        }

        ulong result = (ulong)(kept << (64 - bits));
        if (exponent >= Real80.Special)
        {
            return Overflows(ref f, isNegative, bits);
        }

        f.Status |= (ushort)((isInexact ? Inexact : 0) | (isTiny && isInexact ? Underflow : 0));
        SetRoundedUp(ref f, isUp);
        return Real80.Create(isNegative, (result & Real80.IntegerBit) == 0 ? 0 : exponent, result);
    }

    /// <summary>A number rounded to a whole one.</summary>
    public static Real80 ToWhole(ref FloatState f, in Real80 value)
    {
        const int BitsBelowOne = 63;
        int exponent = value.Exponent - Real80.Bias;
        SetRoundedUp(ref f, false);
        if (value.IsZero || exponent >= BitsBelowOne)
        {
            return value;
        }

        UInt128 shifted = ShiftRight((UInt128)value.Significand << 63, BitsBelowOne - exponent);
        UInt128 whole = Keep(f, value.IsNegative, shifted << 1, 64, out bool isInexact, out bool isUp);
        f.Status |= isInexact ? Inexact : (ushort)0;
        SetRoundedUp(ref f, isUp);
        if (whole == 0)
        {
            return Real80.Zero(value.IsNegative);
        }

        ulong low = (ulong)whole;
        int leading = BitOperations.LeadingZeroCount(low);
        return Real80.Create(value.IsNegative, Real80.Bias + BitsBelowOne - leading, low << leading);
    }

    /// <summary>Sets C1.</summary>
    public static void SetRoundedUp(ref FloatState f, bool isUp) => f.Status = (ushort)((f.Status & ~RoundedUp) | (isUp ? RoundedUp : 0));

    /// <summary>Shifts; what is lost is in the lowest bit.</summary>
    public static UInt128 ShiftRight(UInt128 value, int by) =>
        by == 0 ? value
        : by >= 128 ? (value != 0 ? 1u : 0u)
        : (value >> by) | (value << (128 - by) != 0 ? 1u : 0u);

    /// <summary>The highest bits, rounded; one bit more when the carry went through.</summary>
    public static UInt128 Keep(in FloatState f, bool isNegative, UInt128 significand, int bits, out bool isInexact, out bool isUp)
    {
        UInt128 kept = significand >> (128 - bits);
        UInt128 rest = significand << bits;
        isInexact = rest != 0;
        int half = rest.CompareTo(UInt128.One << 127);
        isUp = ((f.Control >> 10) & 3) switch
        {
            0 => half > 0 || (half == 0 && (kept & 1) != 0),
            1 => isNegative && isInexact,
            2 => !isNegative && isInexact,
            _ => false,
        };
        return isUp ? kept + 1 : kept;
    }

    private static Real80 Overflows(ref FloatState f, bool isNegative, int bits)
    {
        f.Status |= Overflow | Inexact;
        bool isInfinite = IsAwayFromZero(f, isNegative);
        SetRoundedUp(ref f, isInfinite);
        return isInfinite ? Real80.Infinity(isNegative) : Real80.Create(isNegative, Real80.Special - 1, ulong.MaxValue << (64 - bits));
    }

    /// <summary>True when what is too large becomes infinite, not the largest number.</summary>
    public static bool IsAwayFromZero(in FloatState f, bool isNegative) => ((f.Control >> 10) & 3) switch
    {
        0 => true,
        1 => isNegative,
        2 => !isNegative,
        _ => false,
    };
}
