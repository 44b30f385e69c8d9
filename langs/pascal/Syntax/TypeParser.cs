using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads types (ISO 7185 6.4).</summary>
internal sealed class TypeParser
{
    private static readonly TokenSet s_boundStops = TokenSets.DeclarationStops | new TokenSet(TokenKind.RightBracket, TokenKind.Of);
    private static readonly TokenSet s_stops = TokenSets.DeclarationStops
        | new TokenSet(TokenKind.RightParen, TokenKind.RightBracket, TokenKind.Comma, TokenKind.Equal);

    private readonly TokenCursor _cursor;
    private readonly ExpressionParser _expressions;
    private readonly RecordParser _records;
    private readonly HeadingParser _headings;
    private readonly Scratch<TypeSyntax> _types = new();
    private readonly Scratch<EnumMemberSyntax> _members = new();

    /// <summary>A reader of types, with those of their parts.</summary>
    public TypeParser(TokenCursor cursor, ExpressionParser expressions, NameListParser names)
    {
        _cursor = cursor;
        _expressions = expressions;
        _records = new RecordParser(cursor, expressions, names, this);
        _headings = new HeadingParser(cursor, expressions, names, this);
    }

    /// <summary>The reader of routine headings, which types contain and which contain types.</summary>
    public HeadingParser Headings => _headings;

    /// <summary>Reads a type.</summary>
    public TypeSyntax Parse()
    {
        if (!_cursor.Enter())
        {
            return new ErrorTypeSyntax(_cursor.Current.Span);
        }

        TypeSyntax type = ParseKind();
        _cursor.Leave();
        return type;
    }

    /// <summary>Reads a type's name, perhaps with its unit's.</summary>
    public NamedTypeSyntax ParseNamed()
    {
        Identifier name = _cursor.ExpectName("the name of a type");
        if (!_cursor.At(TokenKind.Period) || name.IsMissing)
        {
            return new NamedTypeSyntax(name.Span, null, name);
        }

        _cursor.RequireDialect("a unit's name before a type's", name.Span);
        _cursor.Advance();
        Identifier member = _cursor.ExpectName("the name of a type");
        return new NamedTypeSyntax(_cursor.SpanFrom(name.Span), name, member);
    }

    private TypeSyntax ParseKind()
    {
        SourceSpan first = _cursor.Current.Span;
        switch (_cursor.Kind)
        {
            case TokenKind.Packed:
                _cursor.Advance();
                return ParseStructured(first, isPacked: true);
            case TokenKind.Array or TokenKind.Record or TokenKind.Set or TokenKind.File:
                return ParseStructured(first, isPacked: false);
            case TokenKind.Caret:
                _cursor.Advance();
                NamedTypeSyntax target = ParseNamed();
                return new PointerTypeSyntax(_cursor.SpanFrom(first), target);
            case TokenKind.Procedure or TokenKind.Function:
                _cursor.RequireDialect("a procedural type", first);
                return _headings.ParseType();
            case TokenKind.LeftParen when _cursor.IsIso || _cursor.Peek() is TokenKind.Identifier or TokenKind.RightParen:
                return ParseEnum();
            case TokenKind.Identifier when _cursor.AtName("string") && _cursor.Peek() == TokenKind.LeftBracket:
                return ParseString();
            case TokenKind.Identifier when IsObjectType() && _cursor.Peek() is not (TokenKind.DotDot or TokenKind.Semicolon or TokenKind.Equal):
                return SkipObjectType();
            default:
                return ParseNameOrSubrange();
        }
    }

    private TypeSyntax ParseStructured(SourceSpan first, bool isPacked)
    {
        switch (_cursor.Kind)
        {
            case TokenKind.Array:
                return ParseArray(first, isPacked);
            case TokenKind.Record:
                return _records.Parse(first, isPacked);
            case TokenKind.Set:
                _cursor.Advance();
                _cursor.Expect(TokenKind.Of);
                TypeSyntax members = Parse();
                return new SetTypeSyntax(_cursor.SpanFrom(first), isPacked, members);
            case TokenKind.File:
                _cursor.Advance();
                if (_cursor.IsIso || _cursor.At(TokenKind.Of))
                {
                    _cursor.Expect(TokenKind.Of);
                    TypeSyntax component = Parse();
                    return new FileTypeSyntax(_cursor.SpanFrom(first), isPacked, component);
                }

                return new FileTypeSyntax(_cursor.SpanFrom(first), isPacked, null);
            default:
                _cursor.ReportSlip(PascalDiagnostics.NotPackable, first, null);
                return Parse();
        }
    }

    private TypeSyntax ParseArray(SourceSpan first, bool isPacked)
    {
        _cursor.Advance();
        if (_cursor.At(TokenKind.Of))
        {
            _cursor.RequireDialect("an array without index type", first);
            _cursor.Advance();
            TypeSyntax open = Parse();
            return new OpenArrayTypeSyntax(_cursor.SpanFrom(first), open);
        }

        SourceSpan opening = _cursor.Current.Span;
        int start = _types.Begin();
        bool isOpen = _cursor.Expect(TokenKind.LeftBracket);
        do
        {
            _types.Add(Parse());
        }
        while (_cursor.Accept(TokenKind.Comma));
        if (isOpen)
        {
            _cursor.ExpectClosing(TokenKind.RightBracket, opening);
        }
        else
        {
            _cursor.Accept(TokenKind.RightBracket);
        }

        _cursor.Expect(TokenKind.Of);
        TypeSyntax element = Parse();
        return new ArrayTypeSyntax(_cursor.SpanFrom(first), isPacked, _types.Take(start), element);
    }

    private EnumTypeSyntax ParseEnum()
    {
        SourceSpan opening = _cursor.Current.Span;
        _cursor.Advance();
        int start = _members.Begin();
        do
        {
            Identifier name = _cursor.ExpectName("the name of a value");
            ExpressionSyntax? value = null;
            if (_cursor.Kind is TokenKind.Equal or TokenKind.Assign)
            {
                _cursor.RequireDialect("a value of an enumeration with a number of its own", _cursor.Current.Span);
                _cursor.Advance();
                value = _expressions.Parse();
            }

            _members.Add(new EnumMemberSyntax(name, value));
        }
        while (_cursor.Accept(TokenKind.Comma));
        _cursor.ExpectClosing(TokenKind.RightParen, opening);
        return new EnumTypeSyntax(_cursor.SpanFrom(opening), _members.Take(start));
    }

    private StringTypeSyntax ParseString()
    {
        SourceSpan first = _cursor.Current.Span;
        _cursor.RequireDialect("a string type with a length", first);
        _cursor.Advance();
        SourceSpan opening = _cursor.Current.Span;
        _cursor.Advance();
        ExpressionSyntax length = _expressions.Parse();
        _cursor.ExpectClosing(TokenKind.RightBracket, opening);
        return new StringTypeSyntax(_cursor.SpanFrom(first), length);
    }

    private TypeSyntax ParseNameOrSubrange()
    {
        if (_cursor.At(TokenKind.Caret) || !(TokenSets.OperandStarts.Contains(_cursor.Kind) || _cursor.At(TokenKind.DotDot)))
        {
            _cursor.ReportExpected("a type");
            SourceSpan place = _cursor.Current.Span with { Length = 0 };
            _cursor.SkipTo(s_stops);
            return new ErrorTypeSyntax(place);
        }

        ExpressionSyntax low = _expressions.ParseBound();
        if (_cursor.Accept(TokenKind.DotDot))
        {
            _expressions.RequireSimple(low);
            ExpressionSyntax high = _expressions.ParseConstantBound();
            return new SubrangeTypeSyntax(_cursor.SpanFrom(low.Span), low, high);
        }

        switch (low)
        {
            case NameExpressionSyntax name:
                return new NamedTypeSyntax(name.Span, null, name.Name);
            case FieldExpressionSyntax { Target: NameExpressionSyntax unit } member:
                _cursor.RequireDialect("a unit's name before a type's", unit.Span);
                return new NamedTypeSyntax(member.Span, unit.Name, member.Field);
            case IndexExpressionSyntax { Target: NameExpressionSyntax element }:
                Wrong(low.Span, $"array [0..n-1] of {element.Name.Name}");
                return new ErrorTypeSyntax(low.Span);
            case IntegerLiteralSyntax or StringLiteralSyntax or UnaryExpressionSyntax or BinaryExpressionSyntax:
                _cursor.ReportExpected("'..' and the last value");
                _cursor.SkipTo(s_boundStops);
                return new ErrorTypeSyntax(low.Span);
            default:
                Wrong(low.Span, null);
                return new ErrorTypeSyntax(low.Span);
        }
    }

    private void Wrong(SourceSpan span, string? hint)
    {
        string shown = span.Source.Text.Substring(span.Start, Math.Min(span.Length, 30));
        _cursor.ReportSlip(PascalDiagnostics.Expected, span, hint, "a type", $"'{shown}'");
    }

    private bool IsObjectType() => !_cursor.IsIso && _cursor.Current.Key is "class" or "object" or "dispinterface";

    private ErrorTypeSyntax SkipObjectType()
    {
        SourceSpan first = _cursor.Current.Span;
        _cursor.Report(PascalDiagnostics.Unsupported, first, $"'{_cursor.Current.Text}'");
        _cursor.Advance();
        _cursor.SkipTo(new TokenSet(TokenKind.End, TokenKind.Begin, TokenKind.Implementation));
        _cursor.Accept(TokenKind.End);
        return new ErrorTypeSyntax(first);
    }
}
