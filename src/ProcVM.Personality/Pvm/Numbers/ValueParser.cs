namespace ProcVM.Personality.Pvm.Numbers;

/// <summary>Pascal's <c>val</c>: a whole string as a number. Blanks may precede it, nothing may follow.</summary>
internal static class ValueParser
{
    /// <summary>An integer: decimal, $hexadecimal, %binary or &amp;octal.</summary>
    /// <param name="text">The string.</param>
    /// <param name="value">The number; 0 when there is none. Up to 64 bits, a number without sign may use all of them.</param>
    /// <returns>0, or the place (from 1) of the first character that is wrong or makes the number too large.</returns>
    public static int ParseInteger(ReadOnlySpan<byte> text, out long value)
    {
        value = 0;
        int place = SkipBlanks(text);
        bool isNegative = TakeSign(text, ref place);
        uint radix = TakeRadix(text, ref place);
        ulong largest = isNegative ? 1UL << 63 : radix == 10 ? long.MaxValue : ulong.MaxValue;
        ulong magnitude = 0;
        int start = place;
        for (; place < text.Length; place++)
        {
            uint digit = DigitValue(text[place]);
            if (digit >= radix || magnitude > (largest - digit) / radix)
            {
                return place + 1;
            }

            magnitude = (magnitude * radix) + digit;
        }

        if (place == start)
        {
            return place + 1;
        }

        value = unchecked((long)(isNegative ? 0 - magnitude : magnitude));
        return 0;
    }

    /// <summary>A real number: digits may be missing on one side of the point.</summary>
    /// <param name="text">The string.</param>
    /// <param name="value">The nearest double; 0 when there is none.</param>
    /// <returns>0, or the place (from 1) of the first wrong character.</returns>
    public static int ParseReal(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        DecimalScanner number = new(stackalloc byte[DecimalScanner.BufferSize]);
        int place = SkipBlanks(text);
        bool isNegative = TakeSign(text, ref place);
        int digits = TakeDigits(text, ref place, ref number, isFraction: false);
        if (place < text.Length && text[place] == '.')
        {
            place++;
            digits += TakeDigits(text, ref place, ref number, isFraction: true);
        }

        if (digits == 0)
        {
            return place + 1;
        }

        if (place < text.Length && text[place] is (byte)'e' or (byte)'E')
        {
            place++;
            number.SetExponentSign(TakeSign(text, ref place));
            int start = place;
            for (; place < text.Length && DigitValue(text[place]) < 10; place++)
            {
                number.AddExponentDigit(text[place]);
            }

            if (place == start)
            {
                return place + 1;
            }
        }

        double magnitude = number.ToDouble();
        if (place < text.Length || double.IsInfinity(magnitude))
        {
            return place + 1;
        }

        value = isNegative ? -magnitude : magnitude;
        return 0;
    }

    private static int SkipBlanks(ReadOnlySpan<byte> text)
    {
        int place = text.IndexOfAnyExcept((byte)' ', (byte)'\t');
        return place < 0 ? text.Length : place;
    }

    private static bool TakeSign(ReadOnlySpan<byte> text, ref int place)
    {
        if (place < text.Length && text[place] is (byte)'+' or (byte)'-')
        {
            return text[place++] == '-';
        }

        return false;
    }

    private static uint TakeRadix(ReadOnlySpan<byte> text, ref int place)
    {
        uint radix = place == text.Length ? 10u : text[place] switch
        {
            (byte)'$' => 16,
            (byte)'%' => 2,
            (byte)'&' => 8,
            _ => 10,
        };
        place += radix == 10 ? 0 : 1;
        return radix;
    }

    private static int TakeDigits(ReadOnlySpan<byte> text, ref int place, ref DecimalScanner number, bool isFraction)
    {
        int start = place;
        for (; place < text.Length && DigitValue(text[place]) < 10; place++)
        {
            number.AddDigit(text[place], isFraction);
        }

        return place - start;
    }

    private static uint DigitValue(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => (uint)(character - '0'),
        >= (byte)'a' and <= (byte)'z' => (uint)(character - 'a' + 10),
        >= (byte)'A' and <= (byte)'Z' => (uint)(character - 'A' + 10),
        _ => uint.MaxValue,
    };
}
