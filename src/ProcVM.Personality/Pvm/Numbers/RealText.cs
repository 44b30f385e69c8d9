namespace ProcVM.Personality.Pvm.Numbers;

/// <summary>A real number as it is written: ISO 7185 §6.9.3.4.1 (floating-point) and §6.9.3.4.2 (fixed-point).</summary>
/// <remarks>In parts, so that no width and no number of decimals, however large, needs memory: <see cref="Blanks"/>,
/// <see cref="Head"/>, <see cref="Zeros"/>, <see cref="Tail"/>.</remarks>
internal ref struct RealText
{
    /// <summary>Room that <see cref="Format"/> needs.</summary>
    public const int BufferSize = ExactDecimal.MaximumDigits + 16;

    private const int MaximumExponentDigits = 3;

    /// <summary>How many blanks come first.</summary>
    public long Blanks { get; private set; }

    /// <summary>Then these characters.</summary>
    public ReadOnlySpan<byte> Head { get; private set; }

    /// <summary>Then so many zeros: digits beyond those that the number has.</summary>
    public long Zeros { get; private set; }

    /// <summary>And the exponent.</summary>
    public ReadOnlySpan<byte> Tail { get; private set; }

    /// <summary>How many characters that is.</summary>
    public readonly long Length => Blanks + Head.Length + Zeros + Tail.Length;

    /// <summary>Formats a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="width">TotalWidth; negative for the type's own.</param>
    /// <param name="decimals">FracDigits; negative for the floating-point form. 0, an extension, leaves out the point.</param>
    /// <param name="style">The type's style.</param>
    /// <param name="buffer">At least <see cref="BufferSize"/> bytes, which the result refers to.</param>
    public static RealText Format(double value, int width, int decimals, RealStyle style, Span<byte> buffer)
    {
        RealText text = default;
        if (!double.IsFinite(value))
        {
            text.Head = double.IsNaN(value) ? "Nan"u8 : value > 0 ? "+Inf"u8 : "-Inf"u8;
            text.Blanks = Math.Max(0, (width < 0 ? style.DefaultWidth : width) - text.Head.Length);
        }
        else if (decimals >= 0)
        {
            text.FormatFixed(value, width, decimals, buffer);
        }
        else
        {
            text.FormatFloating(value, width < 0 ? style.DefaultWidth : width, style.ExponentDigits, buffer);
        }

        return text;
    }

    /// <summary>Writes as much of it as there is room for; gives how many characters that was.</summary>
    public readonly int CopyTo(Span<byte> to)
    {
        int length = (int)Math.Min(Length, to.Length);
        Span<byte> rest = to[..length];
        Take(ref rest, Blanks).Fill((byte)' ');
        Span<byte> head = Take(ref rest, Head.Length);
        Head[..head.Length].CopyTo(head);
        Take(ref rest, Zeros).Fill((byte)'0');
        Tail[..rest.Length].CopyTo(rest);
        return length;
    }

    private static Span<byte> Take(ref Span<byte> rest, long count)
    {
        int part = (int)Math.Min(count, rest.Length);
        Span<byte> taken = rest[..part];
        rest = rest[part..];
        return taken;
    }

    /// <summary>§6.9.3.4.2. The sign is '-' only when the rounded number isn't zero.</summary>
    private void FormatFixed(double value, int width, int decimals, Span<byte> buffer)
    {
        int fraction = Math.Min(decimals, ExactDecimal.MaximumFraction);
        Span<byte> digits = buffer[2..];
        int count = ExactDecimal.Scaled(Math.Abs(value), fraction, digits);
        bool isZero = count == 1 && digits[0] == (byte)'0';
        if (count <= fraction)
        {
            // At least one digit stands before the point.
            int missing = fraction + 1 - count;
            digits[..count].CopyTo(digits[missing..]);
            digits[..missing].Fill((byte)'0');
            count = fraction + 1;
        }

        int whole = count - fraction;
        int start = 2;
        if (decimals > 0)
        {
            digits[..whole].CopyTo(buffer[1..]);
            buffer[1 + whole] = (byte)'.';
            start = 1;
        }

        if (value < 0 && !isZero)
        {
            buffer[--start] = (byte)'-';
        }

        Head = buffer[start..(2 + count)];
        Zeros = decimals - fraction;
        Blanks = Math.Max(0, width - Head.Length - Zeros);
    }

    /// <summary>§6.9.3.4.1: sign or blank, one digit, '.', DecPlaces digits, 'E', sign, ExpDigits digits.</summary>
    private void FormatFloating(double value, int width, int exponentDigits, Span<byte> buffer)
    {
        long places = Math.Max((long)width, exponentDigits + 6) - exponentDigits - 5;
        int exact = (int)Math.Min(places, ExactDecimal.MaximumSignificant - 1);
        Span<byte> digits = buffer.Slice(2, exact + 3);
        int exponent = 0;
        if (value == 0)
        {
            digits[..(exact + 1)].Fill((byte)'0');
        }
        else
        {
            exponent = ExactDecimal.Significant(Math.Abs(value), exact + 1, digits);
        }

        buffer[0] = value < 0 ? (byte)'-' : (byte)' ';
        buffer[1] = digits[0];
        buffer[2] = (byte)'.';
        Head = buffer[..(exact + 3)];
        Zeros = places - exact;

        // Nothing stops a module from having a double written as a single: its exponent isn't cut.
        exponentDigits = Math.Abs(exponent) > 99 ? MaximumExponentDigits : exponentDigits;
        Span<byte> tail = buffer.Slice(exact + 3, 2 + MaximumExponentDigits);
        tail[0] = (byte)'E';
        tail[1] = exponent < 0 ? (byte)'-' : (byte)'+';
        int magnitude = Math.Abs(exponent);
        for (int i = exponentDigits; i > 0; i--)
        {
            tail[1 + i] = (byte)('0' + (magnitude % 10));
            magnitude /= 10;
        }

        Tail = tail[..(2 + exponentDigits)];
    }
}
