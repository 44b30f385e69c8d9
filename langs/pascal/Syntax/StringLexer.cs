using System.Text;
using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads strings: parts in apostrophes and, in the dialect, character codes (#13, ^M) written together with them.</summary>
internal sealed class StringLexer(PascalStandard standard, SyntaxErrors errors)
{
    private readonly StringBuilder _value = new();

    /// <summary>Reads the string at the token's start: an apostrophe, # or, where a string may stand, ^.</summary>
    public void Read(ref Token token)
    {
        string text = token.Source.Text;
        int position = token.Start;
        _value.Clear();
        bool isIso = standard == PascalStandard.Iso;
        while (position < text.Length)
        {
            char sign = text[position];
            if (sign == '\'' && (!isIso || position == token.Start))
            {
                position = ReadQuoted(ref token, position);
            }
            else if (sign == '#' && (!isIso || position == token.Start))
            {
                position = ReadCode(ref token, position);
            }
            else if (sign == '^' && !isIso && IsControl(text, position))
            {
                _value.Append((char)(char.ToUpperInvariant(text[position + 1]) ^ 64));
                position += 2;
            }
            else
            {
                break;
            }
        }

        token.Kind = TokenKind.String;
        token.Length = position - token.Start;
        token.Text = _value.ToString();
    }

    /// <summary>Reads a string in quotation marks, which Pascal hasn't, as if it stood in apostrophes.</summary>
    public void ReadDoubleQuoted(ref Token token)
    {
        string text = token.Source.Text;
        int end = token.Start + 1;
        while (end < text.Length && text[end] is not ('"' or '\n' or '\r'))
        {
            end++;
        }

        _value.Clear();
        AppendBytes(token.Source, text.AsSpan(token.Start + 1, end - token.Start - 1));
        token.IsBroken = end == text.Length || text[end] != '"';
        token.Kind = TokenKind.String;
        token.Length = (token.IsBroken ? end : end + 1) - token.Start;
        token.Text = _value.ToString();
        errors.Report(PascalDiagnostics.DoubleQuotes, token.Span);
    }

    /// <summary>True where a caret and a letter or sign stand for a control character: ^C, ^[.</summary>
    public static bool IsControl(string text, int caret) =>
        caret + 1 < text.Length && text[caret + 1] is (>= '@' and <= '_') or (>= 'a' and <= 'z')
        && (!char.IsAsciiLetter(text[caret + 1]) || caret + 2 == text.Length || !Lexer.IsNamePart(text[caret + 2]));

    private int ReadQuoted(ref Token token, int start)
    {
        string text = token.Source.Text;
        int from = start + 1;
        while (true)
        {
            int end = from;
            while (end < text.Length && text[end] is not ('\'' or '\n' or '\r'))
            {
                end++;
            }

            AppendBytes(token.Source, text.AsSpan(from, end - from));
            if (end == text.Length || text[end] != '\'')
            {
                token.IsBroken = true;
                errors.Report(PascalDiagnostics.UnterminatedString, new SourceSpan(token.Source, start, end - start));
                return end;
            }

            if (end + 1 == text.Length || text[end + 1] != '\'')
            {
                if (end == start + 1 && standard == PascalStandard.Iso)
                {
                    errors.Report(PascalDiagnostics.EmptyString, new SourceSpan(token.Source, start, 2));
                }

                return end + 1;
            }

            _value.Append('\'');
            from = end + 2;
        }
    }

    private int ReadCode(ref Token token, int start)
    {
        string text = token.Source.Text;
        int position = start + 1;
        int radix = 10;
        if (position < text.Length && text[position] is '$' or '%' or '&')
        {
            radix = text[position] switch { '$' => 16, '%' => 2, _ => 8 };
            position++;
        }

        int digits = position;
        int code = 0;
        for (; position < text.Length && NumberLexer.DigitValue(text[position]) < radix; position++)
        {
            code = Math.Min((code * radix) + NumberLexer.DigitValue(text[position]), 256);
        }

        SourceSpan span = new(token.Source, start, position - start);
        if (standard == PascalStandard.Iso)
        {
            errors.Report(PascalDiagnostics.NotInIso, span, "a character code with #");
        }
        else if (position == digits || code > 255)
        {
            errors.Report(PascalDiagnostics.CharacterCode, span, $"'{text.AsSpan(start, Math.Min(position - start, 20))}'");
        }

        _value.Append((char)(code & 255));
        return position;
    }

    /// <summary>A guest's character is a byte: letters beyond ASCII count as their bytes in the file.</summary>
    private void AppendBytes(SourceText source, ReadOnlySpan<char> characters)
    {
        if (source.IsLatin1 || Ascii.IsValid(characters))
        {
            _value.Append(characters);
            return;
        }

        foreach (byte unit in Encoding.UTF8.GetBytes(characters.ToArray()))
        {
            _value.Append((char)unit);
        }
    }
}
