using System.Runtime.CompilerServices;
using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>The parser's place among the tokens: looking, taking, reporting, and finding the way again after an error.</summary>
/// <remarks>One mistake gives one error: nothing is reported at a token at which something has been reported, or to which the parser skipped,
/// until it has taken that token.</remarks>
internal sealed class TokenCursor
{
    /// <summary>How deep constructs nest in each other, statements, expressions and types together.</summary>
    public const int DeepestNesting = 1000;

    private readonly Lexer _lexer;
    private readonly SyntaxErrors _errors;
    private readonly SourceText _root;
    private Token _current;
    private Token _next;
    private bool _hasNext;
    private int _index;
    private int _quietIndex = -1;
    private int _depth;
    private SourceText _previousSource;
    private int _previousEnd;

    /// <summary>A cursor at the first token.</summary>
    public TokenCursor(SourceText source, PascalOptions options, IPascalSources sources, SyntaxErrors errors)
    {
        _lexer = new Lexer(source, options, sources, errors);
        _errors = errors;
        _root = source;
        _previousSource = source;
        IsIso = options.IsIso;
        _lexer.Next(out _current);
    }

    /// <summary>True when the source is to be ISO 7185 alone.</summary>
    public bool IsIso { get; }

    /// <summary>The token at hand.</summary>
    public ref readonly Token Current => ref _current;

    /// <summary>Its kind.</summary>
    public TokenKind Kind => _current.Kind;

    /// <summary>True once an error has been reported.</summary>
    public bool HasErrors => _errors.Count > 0;

    /// <summary>True while an error about the current token would follow from one reported before.</summary>
    public bool IsQuiet => _quietIndex == _index || _current.IsBroken || _errors.IsClosed;

    /// <summary>The number of tokens taken so far: tells whether there was progress.</summary>
    public int Index => _index;

    /// <summary>True when the current token is of the kind.</summary>
    public bool At(TokenKind kind) => _current.Kind == kind;

    /// <summary>True when the current token is a name with the given lower-case spelling.</summary>
    public bool AtName(string key) => _current.Kind == TokenKind.Identifier && _current.Key == key;

    /// <summary>The kind of the token after the current one.</summary>
    public TokenKind Peek()
    {
        if (!_hasNext)
        {
            _lexer.Next(out _next);
            _hasNext = true;
        }

        return _next.Kind;
    }

    /// <summary>Takes the current token.</summary>
    public void Advance()
    {
        bool wasBroken = _current.IsBroken;
        _previousSource = _current.Source;
        _previousEnd = _current.End;
        if (_hasNext)
        {
            _current = _next;
            _hasNext = false;
        }
        else
        {
            _lexer.Next(out _current);
        }

        _index++;
        if (wasBroken)
        {
            _quietIndex = _index;
        }
    }

    /// <summary>Takes the current token if it is of the kind.</summary>
    public bool Accept(TokenKind kind)
    {
        if (_current.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    /// <summary>Takes a token of the kind; reports it missing, and takes nothing, where there is another.</summary>
    public bool Expect(TokenKind kind)
    {
        if (Accept(kind))
        {
            return true;
        }

        ReportExpected(kind.Describe());
        return false;
    }

    /// <summary>Takes the word before a part of a statement, also where a semicolon stands before it by mistake.</summary>
    public void ExpectBeforeStatement(TokenKind word)
    {
        if (!Expect(word) && At(TokenKind.Semicolon) && Peek() == word)
        {
            Advance();
            Advance();
        }
    }

    /// <summary>Takes the token that closes a construct; reports it missing with the line where the construct began.</summary>
    public bool ExpectClosing(TokenKind kind, in SourceSpan opening)
    {
        if (Accept(kind))
        {
            return true;
        }

        int line = opening.Line;
        string word = opening.Source.Text.Substring(opening.Start, opening.Length);
        bool isWord = kind.IsWord() && !At(TokenKind.EndOfFile);
        Report(PascalDiagnostics.NotClosed, isWord ? _current.Span : MissingPlace(), kind.Describe(), word, line, _current.Describe());
        return false;
    }

    /// <summary>Takes a name; reports it missing where there is another token, and takes nothing then.</summary>
    /// <param name="what">What the name is of, for the message: "the name of a variable".</param>
    public Identifier ExpectName(string what)
    {
        if (_current.Kind == TokenKind.Identifier)
        {
            return TakeName();
        }

        if (_current.Kind.IsWord() && !StartsLine())
        {
            if (Peek() is TokenKind.Assign or TokenKind.Colon or TokenKind.Comma or TokenKind.Equal or TokenKind.LeftParen)
            {
                ReportSlip(PascalDiagnostics.ReservedWord, _current.Span, null, _current.Text, what);
                return TakeName();
            }

            Report(PascalDiagnostics.ReservedWord, _current.Span, _current.Text, what);
        }
        else
        {
            ReportExpected(what);
        }

        return new Identifier(string.Empty, string.Empty, _current.Span with { Length = 0 });
    }

    /// <summary>Takes the current token, a name or a reserved word in its place, as a name.</summary>
    public Identifier TakeName()
    {
        Identifier name = new(_current.Text, _current.Key, _current.Span);
        Advance();
        return name;
    }

    /// <summary>From the start of <paramref name="first"/> to the end of the token taken last.</summary>
    public SourceSpan SpanFrom(in SourceSpan first) =>
        _previousSource == first.Source && _previousEnd >= first.Start ? first with { Length = _previousEnd - first.Start } : first;

    /// <summary>Reports that something else should stand here.</summary>
    public void ReportExpected(string expected, string? hint = null)
    {
        if (!IsQuiet)
        {
            _errors.ReportWithHint(PascalDiagnostics.Expected, MissingPlace(), hint, expected, _current.Describe());
            _quietIndex = _index;
        }
    }

    /// <summary>Reports that the current token can't stand here, where something else could.</summary>
    public void ReportUnexpected(string expected) =>
        Report(PascalDiagnostics.Expected, _current.Span, expected, _current.Describe());

    /// <summary>Reports a semicolon missing before the current token.</summary>
    public void ReportMissingSemicolon() => Report(PascalDiagnostics.MissingSemicolon, MissingPlace(), _current.Describe());

    /// <summary>Reports something about the current token that makes the parser lose its way.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params object[] arguments)
    {
        if (!IsQuiet)
        {
            _errors.Report(descriptor, span, arguments);
            _quietIndex = _index;
        }
    }

    /// <summary>Reports something that the parser understands all the same: what follows is read as usual.</summary>
    public void ReportSlip(DiagnosticDescriptor descriptor, SourceSpan span, string? hint, params object[] arguments)
    {
        if (!IsQuiet)
        {
            _errors.ReportWithHint(descriptor, span, hint, arguments);
        }
    }

    /// <summary>Reports an extension where the source is to be ISO 7185.</summary>
    public void RequireDialect(string what, SourceSpan span)
    {
        if (IsIso)
        {
            ReportSlip(PascalDiagnostics.NotInIso, span, null, what);
        }
    }

    /// <summary>Skips to a token of the set or the end; an error at that token would follow from the one that led here.</summary>
    public void SkipTo(TokenSet stops)
    {
        while (!stops.Contains(_current.Kind) && _current.Kind != TokenKind.EndOfFile)
        {
            Advance();
        }

        _quietIndex = _index;
    }

    /// <summary>From here on the lexer reports nothing, or again what it finds: other languages' texts have other words.</summary>
    public void Mute(bool isMuted) => _errors.IsMuted = isMuted;

    /// <summary>Goes down a level; false, with the rest of the source given up, when that is too deep.</summary>
    public bool Enter()
    {
        // The stack is asked too: the limit alone can't know how much of it the caller has left.
        if (_depth < DeepestNesting && RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            _depth++;
            return true;
        }

        GiveUp();
        return false;
    }

    /// <summary>Comes up a level.</summary>
    public void Leave() => _depth--;

    /// <summary>Gives up the source because it is nested too deeply.</summary>
    public void GiveUp()
    {
        if (!_errors.IsClosed)
        {
            _errors.ReportLast(PascalDiagnostics.NestedTooDeeply, _current.Span, DeepestNesting);
        }

        _hasNext = false;
        _current.Kind = TokenKind.EndOfFile;
    }

    /// <summary>Reads the current caret again, where an operand is due, as a control character if it can be one.</summary>
    public void RereadCaret()
    {
        if (!_hasNext)
        {
            _lexer.RereadAsOperand(ref _current);
        }
    }

    /// <summary>The place of something missing: the current token, or behind the last one when a new line has begun.</summary>
    private SourceSpan MissingPlace()
    {
        if (_index == 0)
        {
            return _current.Span;
        }

        if (_previousSource != _current.Source)
        {
            return _current.Source == _root && _previousSource != _root ? _current.Span : new SourceSpan(_previousSource, _previousEnd, 0);
        }

        return StartsLine() || _current.Kind == TokenKind.EndOfFile ? new SourceSpan(_previousSource, _previousEnd, 0) : _current.Span;
    }

    /// <summary>True when a new line has begun before the current token.</summary>
    public bool StartsLine() =>
        _current.Source != _previousSource
        || _current.Start < _previousEnd
        || _current.Source.Text.AsSpan(_previousEnd, _current.Start - _previousEnd).IndexOfAny('\n', '\r') >= 0;
}
