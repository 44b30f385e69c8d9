using System.Numerics;
using ProcVM.X86.Processor;

namespace ProcVM.X86.Units;

/// <summary>Between the x87's 80-bit numbers and the shorter ones of memory (Intel SDM vol. 1, 4.2), with the exceptions that come of it.</summary>
internal static unsafe class FloatFormat
{
    /// <summary>A single's bits in 80 bits, exactly; a signalling one stays so.</summary>
    public static Real80 Widen(uint bits) => Widen(bits & ((1U << 23) - 1), (int)(bits >> 23) & 0xFF, 23, 0xFF, bits >> 31 != 0);

    /// <summary>A double's bits in 80 bits.</summary>
    public static Real80 Widen(ulong bits) => Widen(bits & ((1UL << 52) - 1), (int)(bits >> 52) & 0x7FF, 52, 0x7FF, bits >> 63 != 0);

    /// <summary>Writes a number as the operation says.</summary>
    public static void Store(ref FloatState f, Op code, in Real80 value, byte* to)
    {
        switch (code)
        {
            case Op.StoreReal32: *(uint*)to = (uint)Narrow(ref f, value, 23, 8); break;
            case Op.StoreReal64: *(ulong*)to = Narrow(ref f, value, 52, 11); break;
            case Op.StoreInteger16: *(short*)to = (short)ToInteger(ref f, value, 16); break;
            case Op.StoreInteger32: *(int*)to = (int)ToInteger(ref f, value, 32); break;
            case Op.StoreInteger64: *(long*)to = ToInteger(ref f, value, 64); break;
            default:
                *(ulong*)to = value.Significand;
                *(ushort*)(to + 8) = value.SignAndExponent;
                break;
        }
    }

    private static ulong Narrow(ref FloatState f, in Real80 value, int fractionBits, int exponentBits)
    {
        int most = (1 << exponentBits) - 1;
        ulong sign = value.IsNegative ? 1UL << (fractionBits + exponentBits) : 0;
        ulong infinity = (ulong)most << fractionBits;
        if (value.IsUnsupported || value.IsNaN)
        {
            f.Status |= value.IsUnsupported || value.IsSignalling ? FloatRounding.Invalid : (ushort)0;
            Real80 nan = value.IsUnsupported ? Real80.Indefinite : value.Quieted;
            return (nan.IsNegative ? 1UL << (fractionBits + exponentBits) : 0) | infinity | ((nan.Significand & ~Real80.IntegerBit) >> (63 - fractionBits));
        }

        if (value.IsInfinite || value.IsZero)
        {
            return sign | (value.IsInfinite ? infinity : 0);
        }

        int shift = BitOperations.LeadingZeroCount(value.Significand);
        UInt128 significand = (UInt128)(value.Significand << shift) << 64;
        int exponent = value.Exponent - shift - Real80.Bias + (most >> 1);
        int bits = fractionBits + 1;
        bool isTiny = exponent <= 0;
        if (isTiny)
        {
            isTiny = exponent < 0 || FloatRounding.Keep(f, value.IsNegative, significand, bits, out _, out _) >> bits == 0;
            significand = FloatRounding.ShiftRight(significand, 1 - exponent);
            exponent = 1;
        }

        UInt128 kept = FloatRounding.Keep(f, value.IsNegative, significand, bits, out bool isInexact, out bool isUp);

        // The highest bit of a normal number adds one to the exponent's field.
        ulong result = ((ulong)(exponent - 1) << fractionBits) + (ulong)kept;
        if (exponent >= most || result >= infinity)
        {
            bool isInfinite = FloatRounding.IsAwayFromZero(f, value.IsNegative);
            f.Status |= FloatRounding.Overflow | FloatRounding.Inexact;
            FloatRounding.SetRoundedUp(ref f, isInfinite);
            return sign | (isInfinite ? infinity : infinity - 1);
        }

        f.Status |= (ushort)((isInexact ? FloatRounding.Inexact : 0) | (isTiny && isInexact ? FloatRounding.Underflow : 0));
        FloatRounding.SetRoundedUp(ref f, isUp);
        return sign | result;
    }

    /// <summary>The integer that a number is rounded to; the smallest one, and an exception, when there is none.</summary>
    private static long ToInteger(ref FloatState f, in Real80 value, int bits)
    {
        long indefinite = long.MinValue >> (64 - bits);
        int exponent = value.Exponent - Real80.Bias;
        if (value.IsZero)
        {
            return 0;
        }

        if (value.IsUnsupported || exponent > 63)
        {
            f.Status |= FloatRounding.Invalid;
            return indefinite;
        }

        UInt128 shifted = FloatRounding.ShiftRight((UInt128)value.Significand << 64, 63 - exponent);
        UInt128 whole = FloatRounding.Keep(f, value.IsNegative, shifted, 64, out bool isInexact, out bool isUp);
        UInt128 limit = UInt128.One << (bits - 1);
        if (whole > limit || (whole == limit && !value.IsNegative))
        {
            f.Status |= FloatRounding.Invalid;
            return indefinite;
        }

        f.Status |= isInexact ? FloatRounding.Inexact : (ushort)0;
        FloatRounding.SetRoundedUp(ref f, isUp);
        return value.IsNegative ? -(long)(ulong)whole : (long)(ulong)whole;
    }

    private static Real80 Widen(ulong fraction, int exponent, int bits, int most, bool isNegative)
    {
        ulong significand = fraction << (63 - bits);
        if (exponent == most)
        {
            return Real80.Create(isNegative, Real80.Special, significand | Real80.IntegerBit);
        }

        if (exponent != 0)
        {
            return Real80.Create(isNegative, exponent - (most >> 1) + Real80.Bias, significand | Real80.IntegerBit);
        }

        if (fraction == 0)
        {
            return Real80.Zero(isNegative);
        }

        int shift = BitOperations.LeadingZeroCount(significand);
        return Real80.Create(isNegative, 1 - (most >> 1) + Real80.Bias - shift, significand << shift);
    }
}
