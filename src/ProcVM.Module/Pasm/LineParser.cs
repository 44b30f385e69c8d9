using System.Globalization;
using System.Text;
using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Module.Pasm;

/// <summary>Takes the tokens of one line. The first thing wrong is reported and ends the line: later takes give nothing and
/// report nothing.</summary>
internal sealed class LineParser(SourceText source)
{
    private const int MostErrors = 50;

    private readonly Lexer _lexer = new(source);
    private int _next;
    private bool _failed;

    /// <summary>Errors so far.</summary>
    internal List<Diagnostic> Errors { get; } = [];

    /// <summary>True after too many errors.</summary>
    internal bool IsFull => Errors.Count > MostErrors;

    /// <summary>True when this line has an error.</summary>
    internal bool Failed => _failed;

    internal Token Current => _lexer.Tokens[_next];

    /// <summary>Goes to the line at an offset; gives the next line's offset or −1.</summary>
    internal int Begin(int offset)
    {
        int next = _lexer.Cut(offset);
        _next = 0;
        _failed = false;
        if (_lexer.Error is { } error)
        {
            Report(error);
        }

        return next;
    }

    internal bool Is(TokenKind kind) => !_failed && Current.Kind == kind;

    internal bool IsWord(string word) => Is(TokenKind.Word) && Text(Current).SequenceEqual(word);

    internal bool IsMark(string mark) => Is(TokenKind.Mark) && Text(Current).SequenceEqual(mark);

    internal ReadOnlySpan<char> Text(Token token) => source.Text.AsSpan(token.Start, token.Length);

    /// <summary>Takes <c>name:</c>.</summary>
    internal bool TakePlace()
    {
        bool found = !_failed && _next + 1 < _lexer.Tokens.Count
            && Symbols.IsPlace(source.Text, _lexer.Tokens[_next], _lexer.Tokens[_next + 1]);
        _next += found ? 2 : 0;
        return found;
    }

    internal bool IsLabelName(Token token) => !_failed && Symbols.IsLabelName(source.Text, token);

    internal Token Take()
    {
        Token token = Current;
        _next += token.Kind == TokenKind.End ? 0 : 1;
        return token;
    }

    internal bool TakeWord(string word)
    {
        bool found = IsWord(word);
        _next += found ? 1 : 0;
        return found;
    }

    internal bool TakeMark(string mark)
    {
        bool found = IsMark(mark);
        _next += found ? 1 : 0;
        return found;
    }

    internal void ExpectMark(string mark)
    {
        if (!TakeMark(mark))
        {
            Unexpected("'" + mark + "'");
        }
    }

    /// <summary>A name with the sign of its kind, when there is one.</summary>
    internal string? TakeName(TokenKind kind) => Is(kind) ? (string)Take().Value! : null;

    /// <summary>A string's bytes.</summary>
    internal byte[] ExpectBytes()
    {
        if (Is(TokenKind.Text))
        {
            return (byte[])Take().Value!;
        }

        Unexpected("a string");
        return [];
    }

    /// <summary>A string's text; its bytes must be UTF-8.</summary>
    internal string ExpectText()
    {
        Token token = Current;
        byte[] bytes = ExpectBytes();
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            Fail(PasmDiagnostics.BadToken, token, "the string isn't UTF-8");
            return "";
        }

        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A whole number within bounds, in decimal or 0x hexadecimal.</summary>
    internal long ExpectNumber(string what, long least, long most)
    {
        Token token = Current;
        if (!Is(TokenKind.Word) || !char.IsAsciiDigit(Text(token)[Text(token)[0] is '-' or '+' && token.Length > 1 ? 1 : 0]))
        {
            Unexpected(what);
            return 0;
        }

        Take();
        if (!Numbers.TryParse(Text(token), out Int128 value))
        {
            Fail(PasmDiagnostics.Expected, token, what, "'" + Text(token).ToString() + "'");
            return 0;
        }

        // A number may be given by its bits: 0xFFFFFFFF is −1 where −1 is allowed.
        if (least < 0 && value > most && value <= (most == long.MaxValue ? ulong.MaxValue : uint.MaxValue))
        {
            value -= most == long.MaxValue ? (Int128)1 << 64 : (Int128)1 << 32;
        }

        if (value < least || value > most)
        {
            Fail(PasmDiagnostics.OutOfRange, token, Text(token).ToString(),
                string.Create(CultureInfo.InvariantCulture, $"{what}: {least} to {most}"));
            return 0;
        }

        return (long)value;
    }

    internal uint ExpectU32(string what) => (uint)ExpectNumber(what, 0, uint.MaxValue);

    internal ValueType ExpectType()
    {
        if (Is(TokenKind.Word))
        {
            for (ValueType type = ValueType.F64; type <= ValueType.I32; type++)
            {
                if (TakeWord(type.Name()))
                {
                    return type;
                }
            }
        }

        Unexpected("a type (i32, i64, f32 or f64)");
        return ValueType.I32;
    }

    /// <summary>The bits of a constant.</summary>
    internal ulong ExpectConstant(ValueType type)
    {
        switch (type)
        {
            case ValueType.I32:
                return (uint)ExpectNumber("an i32", int.MinValue, int.MaxValue);
            case ValueType.I64:
                return (ulong)ExpectNumber("an i64", long.MinValue, long.MaxValue);
            default:
                Token token = Current;
                if (Is(TokenKind.Word) && Numbers.TryParseFloat(Text(token), type == ValueType.F32, out ulong bits))
                {
                    Take();
                    return bits;
                }

                Unexpected("a number, inf, nan or 0x and the bits");
                return 0;
        }
    }

    /// <summary>Complains about what stands behind a complete line.</summary>
    internal void End()
    {
        if (!_failed && Current.Kind != TokenKind.End)
        {
            Fail(PasmDiagnostics.Trailing, Current, "'" + Text(Current).ToString() + "'");
        }
    }

    internal void Unexpected(string expected)
    {
        Token token = Current;
        Fail(PasmDiagnostics.Expected, token, expected,
            token.Kind == TokenKind.End ? "the end of the line" : "'" + Text(token).ToString() + "'");
    }

    internal void Fail(DiagnosticDescriptor descriptor, Token token, params object[] arguments) =>
        Report(new Diagnostic(descriptor, new SourceSpan(source, token.Start, token.Length), arguments));

    private void Report(Diagnostic error)
    {
        if (_failed || IsFull)
        {
            return;
        }

        _failed = true;
        Errors.Add(Errors.Count < MostErrors ? error : new Diagnostic(PasmDiagnostics.Stopped, error.Span));
    }
}
