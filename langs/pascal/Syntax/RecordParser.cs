using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads record types (ISO 7185 6.4.3.3).</summary>
internal sealed class RecordParser(TokenCursor cursor, ExpressionParser expressions, NameListParser names, TypeParser types)
{
    private static readonly TokenSet s_stops = TokenSets.DeclarationStops | new TokenSet(TokenKind.Case, TokenKind.RightParen);

    private readonly Scratch<FieldDeclarationSyntax> _fields = new();
    private readonly Scratch<VariantSyntax> _variants = new();

    /// <summary>Reads a record type at its first word.</summary>
    public RecordTypeSyntax Parse(SourceSpan first, bool isPacked)
    {
        SourceSpan opening = cursor.Current.Span;
        cursor.Advance();
        FieldListSyntax fields = ParseFields(TokenKind.End);
        cursor.ExpectClosing(TokenKind.End, opening);
        return new RecordTypeSyntax(cursor.SpanFrom(first), isPacked, fields);
    }

    private FieldListSyntax ParseFields(TokenKind end)
    {
        int start = _fields.Begin();
        VariantPartSyntax? variants = null;
        while (!cursor.At(end) && !cursor.At(TokenKind.EndOfFile))
        {
            if (cursor.At(TokenKind.Case))
            {
                variants = ParseVariants(end);
                cursor.Accept(TokenKind.Semicolon);
                break;
            }

            if (!cursor.At(TokenKind.Identifier) && !(cursor.Kind.IsWord() && cursor.Peek() is TokenKind.Colon or TokenKind.Comma))
            {
                if (!RecoverAtField())
                {
                    break;
                }

                continue;
            }

            _fields.Add(ParseField());
            if (!EndItem(end))
            {
                break;
            }
        }

        return new FieldListSyntax(_fields.Take(start), variants);
    }

    private FieldDeclarationSyntax ParseField()
    {
        SourceSpan first = cursor.Current.Span;
        if (cursor.Kind.IsWord())
        {
            cursor.ReportSlip(PascalDiagnostics.ReservedWord, first, null, cursor.Current.Text, "the name of a field");
            Identifier name = cursor.TakeName();
            cursor.Accept(TokenKind.Colon);
            return new FieldDeclarationSyntax(cursor.SpanFrom(first), [name], types.Parse());
        }

        Identifier[] fieldNames = names.Parse("the name of a field");
        cursor.Expect(TokenKind.Colon);
        TypeSyntax type = types.Parse();
        return new FieldDeclarationSyntax(cursor.SpanFrom(first), fieldNames, type);
    }

    /// <summary>Takes the semicolon after a field or variant; false where the list can't go on.</summary>
    private bool EndItem(TokenKind end)
    {
        if (cursor.Accept(TokenKind.Semicolon) || cursor.At(end))
        {
            return true;
        }

        if (cursor.Kind is TokenKind.Identifier or TokenKind.Case)
        {
            cursor.ReportMissingSemicolon();
            return true;
        }

        return RecoverAtField();
    }

    /// <summary>Goes on after what can't begin a field; false where the record must have ended.</summary>
    private bool RecoverAtField()
    {
        if (cursor.At(TokenKind.Semicolon))
        {
            cursor.ReportExpected("the name of a field");
            cursor.Advance();
            return true;
        }

        if (TokenSets.Sections.Contains(cursor.Kind) || TokenSets.Parts.Contains(cursor.Kind) || cursor.At(TokenKind.End))
        {
            return false;
        }

        cursor.ReportUnexpected("a field or 'end'");
        cursor.Advance();
        cursor.SkipTo(s_stops);
        return !cursor.At(TokenKind.RightParen) && (cursor.Accept(TokenKind.Semicolon) || cursor.At(TokenKind.Case));
    }

    private VariantPartSyntax ParseVariants(TokenKind end)
    {
        SourceSpan first = cursor.Current.Span;
        cursor.Advance();
        Identifier? tag = null;
        if (cursor.At(TokenKind.Identifier) && cursor.Peek() == TokenKind.Colon)
        {
            tag = cursor.TakeName();
            cursor.Advance();
        }

        NamedTypeSyntax tagType = types.ParseNamed();
        cursor.Expect(TokenKind.Of);
        int start = _variants.Begin();
        while (!cursor.At(end) && !cursor.At(TokenKind.EndOfFile))
        {
            if (!TokenSets.OperandStarts.Contains(cursor.Kind) && !cursor.At(TokenKind.Caret))
            {
                if (!RecoverAtField())
                {
                    break;
                }

                continue;
            }

            _variants.Add(ParseVariant());
            if (!EndVariant(end))
            {
                break;
            }
        }

        return new VariantPartSyntax(cursor.SpanFrom(first), tag, tagType, _variants.Take(start));
    }

    private bool EndVariant(TokenKind end)
    {
        if (cursor.Accept(TokenKind.Semicolon) || cursor.At(end))
        {
            return true;
        }

        if (TokenSets.OperandStarts.Contains(cursor.Kind))
        {
            cursor.ReportMissingSemicolon();
            return true;
        }

        return RecoverAtField();
    }

    private VariantSyntax ParseVariant()
    {
        SourceSpan first = cursor.Current.Span;
        RangeSyntax[] labels = expressions.ParseLabels();
        cursor.Expect(TokenKind.Colon);
        SourceSpan opening = cursor.Current.Span;
        if (!cursor.Enter())
        {
            return new VariantSyntax(first, labels, new FieldListSyntax([], null));
        }

        FieldListSyntax fields = new([], null);
        if (cursor.Expect(TokenKind.LeftParen))
        {
            fields = ParseFields(TokenKind.RightParen);
            cursor.ExpectClosing(TokenKind.RightParen, opening);
        }

        cursor.Leave();
        return new VariantSyntax(cursor.SpanFrom(first), labels, fields);
    }
}
