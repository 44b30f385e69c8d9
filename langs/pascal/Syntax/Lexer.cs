using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Cuts a source into tokens, one at a time (ISO 7185 6.1).</summary>
internal sealed class Lexer
{
    private readonly bool _isIso;
    private readonly SyntaxErrors _errors;
    private readonly SourceStack _stack;
    private readonly Directives _directives;
    private readonly NameTable _names;
    private readonly NumberLexer _numbers;
    private readonly StringLexer _strings;
    private string _text;
    private int _position;

    /// <summary>A lexer at the beginning of a source.</summary>
    public Lexer(SourceText source, PascalOptions options, IPascalSources sources, SyntaxErrors errors)
    {
        _isIso = options.IsIso;
        _errors = errors;
        _stack = new SourceStack(source, sources, errors);
        _directives = new Directives(options, _stack, errors);
        _names = new NameTable(options.Standard);
        _numbers = new NumberLexer(options.Standard, _names, errors);
        _strings = new StringLexer(options.Standard, errors);
        _text = source.Text;
        _position = _text.StartsWith('\uFEFF') ? 1 : 0;
    }

    /// <summary>True for a letter, digit or underscore.</summary>
    public static bool IsNamePart(char unit) => char.IsAsciiLetterOrDigit(unit) || unit == '_';

    /// <summary>The offset after the letters, digits and underscores at an offset.</summary>
    public static int SkipName(string text, int position)
    {
        while (position < text.Length && IsNamePart(text[position]))
        {
            position++;
        }

        return position;
    }

    /// <summary>Reads the next token; at the end, and once the errors are too many, that is the end of the file.</summary>
    public void Next(out Token token)
    {
        token = default;
        token.Text = string.Empty;
        token.Key = string.Empty;
        while (true)
        {
            SkipBlanks();
            token.Source = _stack.Current;
            token.Start = _position;
            token.Switches = _directives.Switches;
            if (_position >= _text.Length || _errors.IsClosed)
            {
                token.Kind = TokenKind.EndOfFile;
                return;
            }

            if (ReadToken(ref token))
            {
                _position = token.End;
                return;
            }
        }
    }

    /// <summary>Reads the token once more, a caret where an operand is due: as a control character (^C) where it can be one.</summary>
    public void RereadAsOperand(ref Token caret)
    {
        if (!_isIso && StringLexer.IsControl(caret.Source.Text, caret.Start))
        {
            _strings.Read(ref caret);
            _position = caret.End;
        }
    }

    private bool ReadToken(ref Token token)
    {
        char first = _text[_position];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            ReadName(ref token);
            return true;
        }

        if (char.IsAsciiDigit(first))
        {
            _numbers.ReadDecimal(ref token);
            return true;
        }

        char second = At(_position + 1);
        switch (first)
        {
            case '\'' or '#':
                _strings.Read(ref token);
                return true;
            case '"':
                _strings.ReadDoubleQuoted(ref token);
                return true;
            case '$':
                _numbers.ReadWithSign(ref token, 4, "hexadecimal");
                return true;
            case '%' when second is '0' or '1':
                _numbers.ReadWithSign(ref token, 1, "binary");
                return true;
            case '&' when second is >= '0' and <= '7':
                _numbers.ReadWithSign(ref token, 3, "octal");
                return true;
            case '&' when !_isIso && (char.IsAsciiLetter(second) || second == '_'):
                ReadEscapedName(ref token);
                return true;
            default:
                return ReadSymbol(ref token, first, second) || ReadForeign(ref token, first, second);
        }
    }

    private void ReadName(ref Token token)
    {
        int end = SkipName(_text, _position);
        NameTable.Entry entry = _names.Find(_text.AsSpan(_position, end - _position));
        token.Kind = entry.Kind;
        token.Length = end - _position;
        token.Text = entry.Name;
        token.Key = entry.Key;
        if (_isIso && entry.Name.Contains('_', StringComparison.Ordinal))
        {
            _errors.Report(PascalDiagnostics.Underscore, token.Span);
        }
    }

    /// <summary>A reserved word as a name: &amp;begin.</summary>
    private void ReadEscapedName(ref Token token)
    {
        int end = SkipName(_text, _position + 1);
        NameTable.Entry entry = _names.Find(_text.AsSpan(_position + 1, end - _position - 1));
        token.Kind = TokenKind.Identifier;
        token.Length = end - _position;
        token.Text = entry.Name;
        token.Key = entry.Key;
    }

    private bool ReadSymbol(ref Token token, char first, char second)
    {
        (TokenKind kind, int length) = (first, second) switch
        {
            (':', '=') => (TokenKind.Assign, 2),
            ('.', '.') => (TokenKind.DotDot, 2),
            ('<', '>') => (TokenKind.NotEqual, 2),
            ('<', '=') => (TokenKind.LessOrEqual, 2),
            ('>', '=') => (TokenKind.GreaterOrEqual, 2),
            ('>', '<') when !_isIso => (TokenKind.SymmetricDifference, 2),
            ('(', '.') => (TokenKind.LeftBracket, 2),
            ('.', ')') => (TokenKind.RightBracket, 2),
            ('=', '=' or '<' or '>') => (TokenKind.EndOfFile, 0),
            ('+' or '-' or '*' or '/', '=') => (TokenKind.EndOfFile, 0),
            ('+', _) => (TokenKind.Plus, 1),
            ('-', _) => (TokenKind.Minus, 1),
            ('*', _) => (TokenKind.Star, 1),
            ('/', _) => (TokenKind.Slash, 1),
            ('=', _) => (TokenKind.Equal, 1),
            ('<', _) => (TokenKind.Less, 1),
            ('>', _) => (TokenKind.Greater, 1),
            ('(', _) => (TokenKind.LeftParen, 1),
            (')', _) => (TokenKind.RightParen, 1),
            ('[', _) => (TokenKind.LeftBracket, 1),
            (']', _) => (TokenKind.RightBracket, 1),
            ('.', _) => (TokenKind.Period, 1),
            (',', _) => (TokenKind.Comma, 1),
            (';', _) => (TokenKind.Semicolon, 1),
            (':', _) => (TokenKind.Colon, 1),
            ('^', _) => (TokenKind.Caret, 1),
            ('@', _) => (_isIso ? TokenKind.Caret : TokenKind.At, 1),
            _ => (TokenKind.EndOfFile, 0),
        };
        token.Kind = kind;
        token.Length = length;
        return length > 0;
    }

    /// <summary>Reads an operator of another language as the one that is meant; false, and reported, for a character without meaning.</summary>
    private bool ReadForeign(ref Token token, char first, char second)
    {
        (TokenKind kind, int length, string instead) = (first, second) switch
        {
            ('=', '=') => (TokenKind.Equal, 2, "="),
            ('=', '<') => (TokenKind.LessOrEqual, 2, "<="),
            ('=', '>') => (TokenKind.GreaterOrEqual, 2, ">="),
            ('!', '=') => (TokenKind.NotEqual, 2, "<>"),
            ('&', '&') => (TokenKind.And, 2, "and"),
            ('|', '|') => (TokenKind.Or, 2, "or"),
            ('+' or '-' or '*' or '/', '=') => (TokenKind.Assign, 2, $"x := x {first} …"),
            ('!', _) => (TokenKind.Not, 1, "not"),
            ('&', _) => (TokenKind.And, 1, "and"),
            ('|', _) => (TokenKind.Or, 1, "or"),
            ('%', _) => (TokenKind.Mod, 1, "mod"),
            ('~', _) => (TokenKind.Not, 1, "not"),
            _ => (TokenKind.EndOfFile, 0, string.Empty),
        };
        if (length == 0)
        {
            SkipForeignText();
            return false;
        }

        token.Kind = kind;
        token.Length = length;
        _errors.Report(PascalDiagnostics.ForeignOperator, token.Span, _text.Substring(_position, length), instead);
        return true;
    }

    /// <summary>Reports characters outside Pascal's alphabet once, however many follow each other.</summary>
    private void SkipForeignText()
    {
        int start = _position;
        if (_text[start] == '\x1A')
        {
            // Ctrl-Z ends a text file of CP/M and DOS.
            _position = _text.Length;
            return;
        }

        while (_position < _text.Length && _text[_position] is > '~' or < ' ' or '`' or '?' or '\\'
            && !char.IsWhiteSpace(_text[_position]))
        {
            _position++;
        }

        _position = Math.Max(_position, start + 1);
        char unit = _text[start];
        string shown = char.IsControl(unit) || char.IsSurrogate(unit) ? $"the character U+{(int)unit:X4}" : $"'{unit}' (U+{(int)unit:X4})";
        string? hint = unit is '\u2018' or '\u2019' or '\u201C' or '\u201D' or '`' ? "a plain apostrophe: '" : null;
        _errors.ReportWithHint(PascalDiagnostics.UnexpectedCharacter, new SourceSpan(_stack.Current, start, _position - start), hint, shown);
    }

    private void SkipBlanks()
    {
        while (true)
        {
            if (_position >= _text.Length)
            {
                _directives.EndFile();
                if (!_stack.Leave(out int position))
                {
                    return;
                }

                _text = _stack.Current.Text;
                _position = position;
                continue;
            }

            char unit = _text[_position];
            char next = At(_position + 1);
            if (unit is ' ' or '\n' or '\r' or '\t' || char.IsWhiteSpace(unit))
            {
                _position++;
            }
            else if (unit == '{')
            {
                SkipComment(1);
            }
            else if (unit == '(' && next == '*')
            {
                SkipComment(2);
            }
            else if (unit == '/' && next == '/')
            {
                SkipLineComment();
            }
            else if (_directives.IsActive)
            {
                return;
            }
            else
            {
                SkipInactive(unit);
            }

            if (_errors.IsClosed)
            {
                return;
            }
        }
    }

    /// <summary>Skips a piece of a branch that isn't taken: a string as a whole, since it may look like a comment.</summary>
    private void SkipInactive(char unit)
    {
        _position++;
        if (unit != '\'')
        {
            return;
        }

        int end = _text.AsSpan(_position).IndexOfAny('\'', '\n', '\r');
        _position = end < 0 ? _text.Length : _position + end + 1;
    }

    private void SkipLineComment()
    {
        int start = _position;
        int end = _text.AsSpan(start).IndexOfAny('\n', '\r');
        _position = end < 0 ? _text.Length : start + end;
        if (_isIso && _directives.IsActive)
        {
            _errors.Report(PascalDiagnostics.NotInIso, new SourceSpan(_stack.Current, start, 2), "a comment with //");
        }
    }

    private void SkipComment(int opening)
    {
        int start = _position;
        int body = start + opening;
        int end = FindCommentEnd(body, opening == 1, out int closing);
        SourceSpan span = new(_stack.Current, start, end - start);
        if (closing == 0)
        {
            _errors.ReportLast(PascalDiagnostics.UnterminatedComment, span with { Length = opening });
        }

        _position = end;
        if (At(body) == '$' && closing > 0 && _directives.Execute(span, _text.AsSpan(body + 1, end - closing - body - 1)))
        {
            _text = _stack.Current.Text;
            _position = 0;
        }
    }

    /// <summary>The offset after a comment's end; <paramref name="closing"/> is the length of the sign that ends it, 0 where none does.</summary>
    private int FindCommentEnd(int body, bool isBrace, out int closing)
    {
        for (int i = body; i < _text.Length; i++)
        {
            // ISO 7185 6.1.8: either sign ends a comment, however it began.
            if (_text[i] == '}' && (isBrace || _isIso))
            {
                closing = 1;
                return i + 1;
            }

            if (_text[i] == '*' && At(i + 1) == ')' && (!isBrace || _isIso))
            {
                closing = 2;
                return i + 2;
            }
        }

        closing = 0;
        return _text.Length;
    }

    private char At(int position) => position < _text.Length ? _text[position] : '\0';
}
