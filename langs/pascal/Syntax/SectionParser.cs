using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads the sections const, type and var (ISO 7185 6.3, 6.4.1, 6.5.1).</summary>
internal sealed class SectionParser(TokenCursor cursor, ExpressionParser expressions, NameListParser names, TypeParser types)
{
    private readonly InitializerParser _initializers = new(cursor, expressions);
    private readonly Scratch<ConstantDeclarationSyntax> _constants = new();
    private readonly Scratch<TypeDeclarationSyntax> _types = new();
    private readonly Scratch<VariableDeclarationSyntax> _variables = new();

    /// <summary>Reads a section at its const.</summary>
    public ConstantSectionSyntax ParseConstants()
    {
        SourceSpan first = Begin("the name of a constant");
        int start = _constants.Begin();
        while (AtDeclaration())
        {
            SourceSpan place = cursor.Current.Span;
            Identifier name = TakeName("the name of a constant");
            TypeSyntax? type = null;
            if (cursor.At(TokenKind.Colon))
            {
                cursor.RequireDialect("a constant with a type", cursor.Current.Span);
                cursor.Advance();
                type = types.Parse();
            }

            TakeEqual("a constant");
            ExpressionSyntax value = type is null ? expressions.ParseConstant() : _initializers.Parse();
            EndDeclaration();
            _constants.Add(new ConstantDeclarationSyntax(cursor.SpanFrom(place), name, type, value));
        }

        return new ConstantSectionSyntax(cursor.SpanFrom(first), _constants.Take(start));
    }

    /// <summary>Reads a section at its type.</summary>
    public TypeSectionSyntax ParseTypes()
    {
        SourceSpan first = Begin("the name of a type");
        int start = _types.Begin();
        while (AtDeclaration())
        {
            SourceSpan place = cursor.Current.Span;
            Identifier name = TakeName("the name of a type");
            TakeEqual("a type");
            TypeSyntax type = types.Parse();
            EndDeclaration();
            _types.Add(new TypeDeclarationSyntax(cursor.SpanFrom(place), name, type));
        }

        return new TypeSectionSyntax(cursor.SpanFrom(first), _types.Take(start));
    }

    /// <summary>Reads a section at its var.</summary>
    public VariableSectionSyntax ParseVariables()
    {
        SourceSpan first = Begin("the name of a variable");
        int start = _variables.Begin();
        while (AtDeclaration() && !TokenSets.AfterStatementName.Contains(cursor.Peek()))
        {
            _variables.Add(ParseVariable());
        }

        return new VariableSectionSyntax(cursor.SpanFrom(first), _variables.Take(start));
    }

    /// <summary>Takes the semicolon that ends a declaration, or finds the way to the next.</summary>
    public void EndDeclaration()
    {
        if (cursor.Accept(TokenKind.Semicolon))
        {
            return;
        }

        if (cursor.At(TokenKind.Identifier) || TokenSets.Sections.Contains(cursor.Kind) || cursor.At(TokenKind.Begin))
        {
            cursor.ReportMissingSemicolon();
            return;
        }

        cursor.ReportExpected("';'");
        cursor.SkipTo(TokenSets.DeclarationStops);
        if (cursor.Accept(TokenKind.End))
        {
            // The end of a record whose beginning was lost.
            cursor.SkipTo(TokenSets.DeclarationStops);
        }

        cursor.Accept(TokenKind.Semicolon);
    }

    private SourceSpan Begin(string expected)
    {
        SourceSpan first = cursor.Current.Span;
        cursor.Advance();
        if (!AtDeclaration())
        {
            cursor.ReportExpected(expected);
        }

        return first;
    }

    /// <summary>True at a name, or at a reserved word that stands where a name should.</summary>
    private bool AtDeclaration() =>
        (cursor.At(TokenKind.Identifier) && !AtUnsupported())
        || (cursor.Kind.IsWord() && cursor.Peek() is TokenKind.Equal or TokenKind.Colon or TokenKind.Comma or TokenKind.Assign);

    /// <summary>True at a word as 'operator', where what follows shows that it doesn't name something of the section.</summary>
    private bool AtUnsupported() =>
        !cursor.IsIso && UnsupportedWords.BeginsDeclaration(cursor.Current.Key)
        && cursor.Peek() is not (TokenKind.Equal or TokenKind.Colon or TokenKind.Comma);

    private Identifier TakeName(string what)
    {
        if (cursor.Kind.IsWord())
        {
            cursor.ReportSlip(PascalDiagnostics.ReservedWord, cursor.Current.Span, null, cursor.Current.Text, what);
        }

        return cursor.TakeName();
    }

    private void TakeEqual(string what)
    {
        if (cursor.At(TokenKind.Assign))
        {
            cursor.ReportSlip(PascalDiagnostics.AssignForEqual, cursor.Current.Span, null, what);
            cursor.Advance();
            return;
        }

        cursor.Expect(TokenKind.Equal);
    }

    private VariableDeclarationSyntax ParseVariable()
    {
        SourceSpan place = cursor.Current.Span;
        Identifier[] variableNames;
        if (cursor.Kind.IsWord())
        {
            variableNames = [TakeName("the name of a variable")];
        }
        else
        {
            variableNames = names.Parse("the name of a variable");
        }

        cursor.Expect(TokenKind.Colon);
        TypeSyntax type = types.Parse();
        ExpressionSyntax? value = null;
        Identifier? overlaid = null;
        if (cursor.AtName("absolute"))
        {
            cursor.RequireDialect("'absolute'", cursor.Current.Span);
            cursor.Advance();
            overlaid = names.Parse("the name of a variable")[0];
        }
        else if (cursor.Kind is TokenKind.Equal or TokenKind.Assign)
        {
            cursor.RequireDialect("a variable with an initial value", cursor.Current.Span);
            if (variableNames.Length > 1)
            {
                cursor.ReportSlip(PascalDiagnostics.OneNameWithValue, cursor.Current.Span, null);
            }

            TakeEqual("an initial value");
            value = _initializers.Parse();
        }

        EndDeclaration();
        return new VariableDeclarationSyntax(cursor.SpanFrom(place), variableNames, type, value) { Overlaid = overlaid };
    }
}
