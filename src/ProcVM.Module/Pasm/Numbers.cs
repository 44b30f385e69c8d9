using System.Globalization;

namespace ProcVM.Module.Pasm;

/// <summary>Numbers in P-code text, both ways.</summary>
internal static class Numbers
{
    private const uint CanonicalNan32 = 0x7FC00000;
    private const ulong CanonicalNan64 = 0x7FF8000000000000;

    /// <summary>A decimal or 0x number of at most 64 bits with an optional sign.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out Int128 value)
    {
        bool negative = text.StartsWith("-");
        text = text[(negative || text.StartsWith("+") ? 1 : 0)..];
        bool hexadecimal = text.StartsWith("0x") || text.StartsWith("0X");
        bool parsed = hexadecimal
            ? ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong magnitude)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out magnitude);
        value = negative ? -(Int128)magnitude : magnitude;
        return parsed;
    }

    /// <summary>A float's bits: decimal, inf, nan, or 0x and the bits themselves.</summary>
    internal static bool TryParseFloat(ReadOnlySpan<char> text, bool single, out ulong bits)
    {
        bool negative = text.StartsWith("-");
        ReadOnlySpan<char> rest = text[(negative || text.StartsWith("+") ? 1 : 0)..];
        if (text.StartsWith("0x"))
        {
            return ulong.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bits)
                && (!single || bits <= uint.MaxValue);
        }

        double value;
        if (rest.SequenceEqual("inf") || rest.SequenceEqual("nan"))
        {
            if (rest[0] == 'n')
            {
                bits = single ? CanonicalNan32 : CanonicalNan64;
                return !negative;
            }

            value = negative ? double.NegativeInfinity : double.PositiveInfinity;
            bits = single ? BitConverter.SingleToUInt32Bits((float)value) : BitConverter.DoubleToUInt64Bits(value);
            return true;
        }

        bits = 0;
        if (rest.IsEmpty || !(char.IsAsciiDigit(rest[0]) || rest[0] == '.'))
        {
            return false;
        }

        // Straight to the width: by way of a double an f32 would be rounded twice.
        if (single && float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float narrow))
        {
            bits = BitConverter.SingleToUInt32Bits(narrow);
            return true;
        }

        if (!single && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            bits = BitConverter.DoubleToUInt64Bits(value);
            return true;
        }

        return false;
    }

    /// <summary>Text that <see cref="TryParseFloat"/> turns into the same bits.</summary>
    internal static string Format(ulong bits, ValueType type)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        switch (type)
        {
            case ValueType.I32:
                return ((int)bits).ToString(culture);
            case ValueType.I64:
                return ((long)bits).ToString(culture);
            case ValueType.F32:
                float single = BitConverter.UInt32BitsToSingle((uint)bits);
                return float.IsNaN(single)
                    ? bits == CanonicalNan32 ? "nan" : "0x" + bits.ToString("x8", culture)
                    : float.IsInfinity(single) ? single > 0 ? "inf" : "-inf" : single.ToString("R", culture);
            default:
                double value = BitConverter.UInt64BitsToDouble(bits);
                return double.IsNaN(value)
                    ? bits == CanonicalNan64 ? "nan" : "0x" + bits.ToString("x16", culture)
                    : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf" : value.ToString("R", culture);
        }
    }

    /// <summary>Bytes of the shortest unsigned LEB128.</summary>
    internal static int SizeU32(uint value) => Math.Max(1, (32 - System.Numerics.BitOperations.LeadingZeroCount(value) + 6) / 7);

    /// <summary>Bytes of the shortest signed LEB128.</summary>
    internal static int SizeS64(long value) =>
        (64 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(value ^ (value >> 63))) + 1 + 6) / 7;

    /// <summary>Writes a number in exactly <paramref name="size"/> bytes of LEB128.</summary>
    internal static void Write(CodeBuffer code, long value, int size)
    {
        for (int i = 1; i < size; i++)
        {
            code.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        code.WriteByte((byte)(value & 0x7F));
    }
}
