using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads the types of parameters, conformant array schemas among them (ISO 7185 6.6.3.7).</summary>
internal sealed class ConformantArrayParser(TokenCursor cursor, ExpressionParser expressions, TypeParser types)
{
    private readonly Scratch<ConformantIndexSyntax> _indices = new();
    private readonly Scratch<TypeSyntax> _types = new();

    /// <summary>Reads a parameter's type.</summary>
    public TypeSyntax ParseParameterType()
    {
        if (cursor.Kind is not (TokenKind.Array or TokenKind.Packed))
        {
            return types.Parse();
        }

        if (!cursor.Enter())
        {
            return new ErrorTypeSyntax(cursor.Current.Span);
        }

        TypeSyntax type = ParseArray();
        cursor.Leave();
        return type;
    }

    private TypeSyntax ParseArray()
    {
        SourceSpan first = cursor.Current.Span;
        bool isPacked = false;
        if (cursor.At(TokenKind.Packed))
        {
            if (cursor.Peek() != TokenKind.Array)
            {
                return types.Parse();
            }

            cursor.Advance();
            isPacked = true;
        }

        if (cursor.Peek() == TokenKind.Of)
        {
            return types.Parse();
        }

        cursor.Advance();
        SourceSpan opening = cursor.Current.Span;
        if (!cursor.Expect(TokenKind.LeftBracket))
        {
            return new ErrorTypeSyntax(opening);
        }

        int indices = _indices.Begin();
        int plain = _types.Begin();
        do
        {
            ParseIndex();
        }
        while (cursor.Accept(TokenKind.Semicolon) || cursor.Accept(TokenKind.Comma));
        cursor.ExpectClosing(TokenKind.RightBracket, opening);
        cursor.Expect(TokenKind.Of);
        TypeSyntax element = ParseParameterType();
        SourceSpan span = cursor.SpanFrom(first);
        ConformantIndexSyntax[] schema = _indices.Take(indices);
        TypeSyntax[] ordinary = _types.Take(plain);
        return schema.Length > 0
            ? new ConformantArrayTypeSyntax(span, isPacked, schema, element)
            : new ArrayTypeSyntax(span, isPacked, ordinary, element);
    }

    /// <summary>Reads <c>low..high: type</c>, or the index of an ordinary array, which can't be a parameter's type.</summary>
    private void ParseIndex()
    {
        ExpressionSyntax low = expressions.ParseBound();
        ExpressionSyntax? high = cursor.Accept(TokenKind.DotDot) ? expressions.ParseBound() : null;
        if (!cursor.At(TokenKind.Colon))
        {
            _types.Add(high is null ? new ErrorTypeSyntax(low.Span) : new SubrangeTypeSyntax(cursor.SpanFrom(low.Span), low, high));
            return;
        }

        cursor.Advance();
        Identifier lowName = NameOf(low);
        Identifier highName = high is null ? new Identifier(string.Empty, string.Empty, low.Span) : NameOf(high);
        _indices.Add(new ConformantIndexSyntax(lowName, highName, types.ParseNamed()));
    }

    private Identifier NameOf(ExpressionSyntax bound)
    {
        if (bound is NameExpressionSyntax name)
        {
            return name.Name;
        }

        if (bound is not ErrorExpressionSyntax)
        {
            cursor.ReportSlip(PascalDiagnostics.Expected, bound.Span, null, "a name for the bound", "a value");
        }

        return new Identifier(string.Empty, string.Empty, bound.Span);
    }
}
