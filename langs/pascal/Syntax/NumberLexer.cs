using System.Globalization;
using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads numbers (ISO 7185 6.1.5, and the dialect's hexadecimal, binary and octal ones).</summary>
internal sealed class NumberLexer(PascalStandard standard, NameTable names, SyntaxErrors errors)
{
    /// <summary>Reads a decimal number that begins with the digit at the token's start.</summary>
    public void ReadDecimal(ref Token token)
    {
        string text = token.Source.Text;
        int position = SkipDigits(text, token.Start);
        bool isReal = false;
        if (At(text, position) == '.' && At(text, position + 1) is not ('.' or ')'))
        {
            isReal = true;
            if (!char.IsAsciiDigit(At(text, position + 1)) && standard == PascalStandard.Iso)
            {
                Malformed(token, position + 1, "a digit after the point");
            }

            position = SkipDigits(text, position + 1);
        }

        if ((At(text, position) | 0x20) == 'e' && !IsWordAhead(text, position))
        {
            isReal = true;
            position++;
            if (At(text, position) is '+' or '-')
            {
                position++;
            }

            if (!char.IsAsciiDigit(At(text, position)))
            {
                Malformed(token, position, "a digit in the exponent");
            }

            position = SkipDigits(text, position);
        }

        token.Length = position - token.Start;
        token.Kind = isReal ? TokenKind.Real : TokenKind.Integer;
        Convert(ref token, text.AsSpan(token.Start, token.Length));
        CheckEnd(ref token);
    }

    /// <summary>Reads a number with a base sign: $FF, %101, &amp;17; one bit-width for each digit.</summary>
    public void ReadWithSign(ref Token token, int bitsPerDigit, string name)
    {
        string text = token.Source.Text;
        int position = token.Start + 1;
        ulong value = 0;
        bool overflows = false;
        for (; DigitValue(At(text, position)) < (1 << bitsPerDigit); position++)
        {
            overflows |= value >> (64 - bitsPerDigit) != 0;
            value = (value << bitsPerDigit) | (uint)DigitValue(At(text, position));
        }

        token.Kind = TokenKind.Integer;
        token.Length = position - token.Start;
        token.Bits = overflows ? 0 : value;
        if (standard == PascalStandard.Iso)
        {
            errors.Report(PascalDiagnostics.NotInIso, token.Span, $"a {name} number");
        }
        else if (token.Length == 1)
        {
            Malformed(token, position, $"a {name} digit");
        }
        else if (overflows)
        {
            errors.Report(PascalDiagnostics.NumberTooLarge, token.Span, Clip(text.AsSpan(token.Start, token.Length)));
        }

        CheckEnd(ref token);
    }

    /// <summary>A digit's value in any base up to 16; 255 for what is none.</summary>
    public static int DigitValue(char digit) => char.IsAsciiHexDigit(digit) ? (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10) : 255;

    private void Convert(ref Token token, ReadOnlySpan<char> digits)
    {
        if (token.Kind == TokenKind.Integer && ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out ulong whole))
        {
            token.Bits = whole;
            return;
        }

        if (token.Kind == TokenKind.Real)
        {
            // What was malformed has been reported and reads as 0.
            bool isNumber = double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double real);
            if (!isNumber || double.IsFinite(real))
            {
                token.Bits = BitConverter.DoubleToUInt64Bits(isNumber ? real : 0);
                return;
            }
        }

        token.Bits = 0;
        errors.Report(PascalDiagnostics.NumberTooLarge, token.Span, Clip(digits));
    }

    /// <summary>Reports letters directly after a number, and takes them with it.</summary>
    private void CheckEnd(ref Token token)
    {
        string text = token.Source.Text;
        int end = token.End;
        char next = At(text, end);
        if (!char.IsAsciiLetterOrDigit(next) && next != '_')
        {
            return;
        }

        if (standard == PascalStandard.ProcVM && IsWordAhead(text, end))
        {
            return;
        }

        errors.Report(PascalDiagnostics.NumberRunsOn, new SourceSpan(token.Source, token.Start, token.Length + 1),
            Clip(text.AsSpan(token.Start, token.Length)), next);
        token.IsBroken = true;
        if (!IsWordAhead(text, end))
        {
            token.Length = Lexer.SkipName(text, end) - token.Start;
        }
    }

    private bool IsWordAhead(string text, int position)
    {
        const int LongestWord = 14;
        int end = Lexer.SkipName(text, position);
        return end > position && end - position <= LongestWord && names.Find(text.AsSpan(position, end - position)).Kind.IsWord();
    }

    private void Malformed(in Token token, int position, string expected) =>
        errors.Report(PascalDiagnostics.MalformedNumber, new SourceSpan(token.Source, token.Start, position - token.Start), expected,
            Clip(token.Source.Text.AsSpan(token.Start, position - token.Start)));

    private static string Clip(ReadOnlySpan<char> digits) => digits.Length > 40 ? $"{digits[..40]}…" : digits.ToString();

    private static int SkipDigits(string text, int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }

    private static char At(string text, int position) => position < text.Length ? text[position] : '\0';
}
