using System.Globalization;
using System.Text;
using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Module.Pasm;

/// <summary>Cuts one line of P-code text into tokens. Commas are blanks; a semicolon begins a comment.</summary>
internal sealed class Lexer(SourceText source)
{
    private readonly CodeBuffer _bytes = new();

    /// <summary>The tokens of the line cut last, an <see cref="TokenKind.End"/> behind them.</summary>
    internal List<Token> Tokens { get; } = [];

    /// <summary>What the line cut last has wrong.</summary>
    internal Diagnostic? Error { get; private set; }

    /// <summary>Cuts the line that starts at an offset and gives the next line's start, or −1 after the last.</summary>
    internal int Cut(int start)
    {
        Tokens.Clear();
        Error = null;
        string text = source.Text;
        int end = text.AsSpan(start).IndexOfAny('\r', '\n');
        end = end < 0 ? text.Length : start + end;
        for (int at = start; at < end;)
        {
            char unit = text[at];
            if (unit == ';')
            {
                break;
            }

            at = unit is ' ' or '\t' or ',' ? at + 1 : Next(text, at, end);
        }

        Tokens.Add(new Token(TokenKind.End, end, 0, null));
        return end == text.Length ? -1 : end + (text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? 2 : 1);
    }

    private int Next(string text, int at, int end)
    {
        char unit = text[at];
        if (unit == '-' && at + 1 < end && text[at + 1] == '>')
        {
            Tokens.Add(new Token(TokenKind.Mark, at, 2, null));
            return at + 2;
        }

        if (unit is '@' or '%' or '$')
        {
            TokenKind kind = unit == '@' ? TokenKind.Function : unit == '%' ? TokenKind.Local : TokenKind.Global;
            return Name(kind, text, at, end);
        }

        if (unit == '"')
        {
            int after = Quoted(text, at, end);
            Add(TokenKind.Text, at, after, _bytes.Written.ToArray());
            return after;
        }

        if (IsWord(unit))
        {
            int stop = WordEnd(text, at, end);
            if (stop - at == 1 && unit == 'x' && stop < end && text[stop] == '"')
            {
                return Hexadecimal(text, at, end);
            }

            Tokens.Add(new Token(TokenKind.Word, at, stop - at, null));
            return stop;
        }

        if (unit is '(' or ')' or '[' or ']' or ':' or '~' or '!' or '*' or '=')
        {
            Tokens.Add(new Token(TokenKind.Mark, at, 1, null));
            return at + 1;
        }

        Fail(at, 1, "a character that begins nothing");
        return at + 1;
    }

    private int Name(TokenKind kind, string text, int at, int end)
    {
        int start = at + 1;
        if (start < end && text[start] == '"')
        {
            int after = Quoted(text, start, end);
            Add(kind, at, after, Decode(at, after));
            return after;
        }

        int stop = WordEnd(text, start, end);
        if (stop == start)
        {
            Fail(at, 1, "a name must follow");
        }

        Tokens.Add(new Token(kind, at, stop - at, text[start..stop]));
        return stop;
    }

    // Leaves the string's bytes in _bytes.
    private int Quoted(string text, int at, int end)
    {
        _bytes.Clear();
        Span<byte> utf8 = stackalloc byte[4];
        for (int i = at + 1; i < end;)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            if (text[i] == '\\')
            {
                i = Escape(text, i, end);
                continue;
            }

            Rune.DecodeFromUtf16(text.AsSpan(i, end - i), out Rune rune, out int units);
            _bytes.WriteBytes(utf8[..rune.EncodeToUtf8(utf8)]);
            i += units;
        }

        Fail(at, end - at, "a string without end");
        return end;
    }

    private int Escape(string text, int at, int end)
    {
        char unit = at + 1 < end ? text[at + 1] : ' ';
        int simple = "ntr\\\"".IndexOf(unit, StringComparison.Ordinal);
        if (simple >= 0)
        {
            _bytes.WriteByte("\n\t\r\\\""u8[simple]);
            return at + 2;
        }

        if (unit == 'x' && at + 4 <= end
            && byte.TryParse(text.AsSpan(at + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
        {
            _bytes.WriteByte(value);
            return at + 4;
        }

        int close = unit == 'u' ? text.AsSpan(at, Math.Min(12, end - at)).IndexOf('}') : -1;
        if (close > 3 && text[at + 2] == '{'
            && int.TryParse(text.AsSpan(at + 3, close - 3), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int scalar)
            && Rune.IsValid(scalar))
        {
            Span<byte> utf8 = stackalloc byte[4];
            _bytes.WriteBytes(utf8[..new Rune(scalar).EncodeToUtf8(utf8)]);
            return at + close + 1;
        }

        Fail(at, Math.Min(2, end - at), "an escape that doesn't exist");
        return Math.Min(at + 2, end);
    }

    private int Hexadecimal(string text, int at, int end)
    {
        _bytes.Clear();
        int high = -1;
        for (int i = at + 2; i < end; i++)
        {
            char unit = text[i];
            if (unit == '"' && high < 0)
            {
                Add(TokenKind.Text, at, i + 1, _bytes.Written.ToArray());
                return i + 1;
            }

            if (unit == ' ' && high < 0)
            {
                continue;
            }

            if (!char.IsAsciiHexDigit(unit))
            {
                break;
            }

            int digit = Convert.ToInt32(unit.ToString(), 16);
            if (high >= 0)
            {
                _bytes.WriteByte((byte)((high << 4) | digit));
            }

            high = high < 0 ? digit : -1;
        }

        Fail(at, end - at, "pairs of hexadecimal digits must follow, up to a quote");
        return end;
    }

    private string Decode(int at, int after)
    {
        ReadOnlySpan<byte> bytes = _bytes.Written;
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            Fail(at, after - at, "the name isn't UTF-8");
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private void Add(TokenKind kind, int start, int end, object value) =>
        Tokens.Add(new Token(Error is null ? kind : TokenKind.Bad, start, end - start, value));

    private void Fail(int start, int length, string message) =>
        Error ??= new Diagnostic(PasmDiagnostics.BadToken, new SourceSpan(source, start, length), message);

    private static int WordEnd(string text, int at, int end)
    {
        while (at < end && IsWord(text[at]) && !(text[at] == '-' && at + 1 < end && text[at + 1] == '>'))
        {
            at++;
        }

        return at;
    }

    internal static bool IsWord(char unit) => char.IsAsciiLetterOrDigit(unit) || unit is '_' or '.' or '+' or '-';
}
