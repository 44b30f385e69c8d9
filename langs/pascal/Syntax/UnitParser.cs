using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads programs (ISO 7185 6.10) and units.</summary>
internal sealed class UnitParser
{
    private readonly TokenCursor _cursor;
    private readonly NameListParser _names;
    private readonly DeclarationParser _declarations;
    private readonly Scratch<UsedUnitSyntax> _used = new();

    /// <summary>A reader at the beginning of a source.</summary>
    public UnitParser(TokenCursor cursor)
    {
        _cursor = cursor;
        _names = new NameListParser(cursor);
        _declarations = new DeclarationParser(cursor, _names);
    }

    /// <summary>Reads all of a source.</summary>
    public CompilationUnitSyntax Parse()
    {
        CompilationUnitSyntax unit = _cursor.At(TokenKind.Unit) ? ParseUnit() : ParseProgram();
        if (_cursor.HasErrors)
        {
            // Where the unit ends is uncertain then.
            return unit;
        }

        if (_cursor.Expect(TokenKind.Period) && !_cursor.At(TokenKind.EndOfFile))
        {
            _cursor.ReportSlip(PascalDiagnostics.TextAfterEnd, _cursor.Current.Span, null);
        }

        return unit;
    }

    private ProgramSyntax ParseProgram()
    {
        SourceSpan first = _cursor.Current.Span;
        Identifier name = new(string.Empty, string.Empty, first with { Length = 0 });
        Identifier[] parameters = [];
        if (_cursor.Accept(TokenKind.Program))
        {
            name = _cursor.ExpectName("the name of the program");
            parameters = ParseProgramParameters();
            EndClause();
        }
        else if (_cursor.IsIso)
        {
            _cursor.ReportExpected("'program'");
        }

        UsedUnitSyntax[] uses = ParseUses();
        BlockSyntax block = _declarations.ParseBlock();
        return new ProgramSyntax(_cursor.SpanFrom(first), name, parameters, uses, block);
    }

    private Identifier[] ParseProgramParameters()
    {
        SourceSpan opening = _cursor.Current.Span;
        if (!_cursor.Accept(TokenKind.LeftParen))
        {
            return [];
        }

        Identifier[] parameters = _names.Parse("the name of a file");
        _cursor.ExpectClosing(TokenKind.RightParen, opening);
        return parameters;
    }

    private UnitSyntax ParseUnit()
    {
        SourceSpan first = _cursor.Current.Span;
        _cursor.Advance();
        Identifier name = _cursor.ExpectName("the name of the unit");
        EndClause();
        UnitPartSyntax interfacePart = new([], []);
        if (_cursor.Expect(TokenKind.Interface))
        {
            interfacePart = new UnitPartSyntax(ParseUses(), _declarations.ParseDeclarations(DeclarationContext.Interface));
        }

        if (_cursor.At(TokenKind.Begin))
        {
            _cursor.Report(PascalDiagnostics.InterfaceBody, _cursor.Current.Span);
            _cursor.SkipTo(new TokenSet(TokenKind.Implementation));
        }

        UnitPartSyntax implementationPart = new([], []);
        if (_cursor.Expect(TokenKind.Implementation))
        {
            implementationPart = new UnitPartSyntax(ParseUses(), _declarations.ParseDeclarations(DeclarationContext.Implementation));
        }

        CompoundStatementSyntax? initialization = ParseInitialization(out CompoundStatementSyntax? finalization);
        return new UnitSyntax(_cursor.SpanFrom(first), name, interfacePart, implementationPart, initialization, finalization);
    }

    /// <summary>Reads what is done before and after the program, and the end of the unit.</summary>
    private CompoundStatementSyntax? ParseInitialization(out CompoundStatementSyntax? finalization)
    {
        finalization = null;
        if (_cursor.At(TokenKind.Begin))
        {
            return _declarations.Statements.ParseCompound();
        }

        CompoundStatementSyntax? initialization = _cursor.At(TokenKind.Initialization) ? ParseStatements() : null;
        finalization = _cursor.At(TokenKind.Finalization) ? ParseStatements() : null;
        _cursor.Expect(TokenKind.End);
        return initialization;
    }

    private CompoundStatementSyntax ParseStatements()
    {
        SourceSpan first = _cursor.Current.Span;
        CompilerSwitches switches = _cursor.Current.Switches;
        _cursor.Advance();
        StatementSyntax[] statements = _declarations.Statements.ParseList(TokenKind.End);
        return new CompoundStatementSyntax(_cursor.SpanFrom(first), switches, statements);
    }

    private UsedUnitSyntax[] ParseUses()
    {
        if (!_cursor.Accept(TokenKind.Uses))
        {
            return [];
        }

        int start = _used.Begin();
        do
        {
            Identifier name = _cursor.ExpectName("the name of a unit");
            string? path = null;
            if (_cursor.Accept(TokenKind.In))
            {
                path = _cursor.At(TokenKind.String) ? _cursor.Current.Text : null;
                _cursor.Expect(TokenKind.String);
            }

            if (!name.IsMissing)
            {
                _used.Add(new UsedUnitSyntax(name, path));
            }
        }
        while (_cursor.Accept(TokenKind.Comma));
        EndClause();
        return _used.Take(start);
    }

    /// <summary>Takes the semicolon after a heading or clause, or finds the way to what follows.</summary>
    private void EndClause()
    {
        if (_cursor.Accept(TokenKind.Semicolon))
        {
            return;
        }

        if (TokenSets.Sections.Contains(_cursor.Kind) || TokenSets.Parts.Contains(_cursor.Kind) || _cursor.At(TokenKind.Uses))
        {
            _cursor.ReportMissingSemicolon();
            return;
        }

        _cursor.ReportExpected("';'");
        _cursor.SkipTo(TokenSets.DeclarationStops | new TokenSet(TokenKind.Uses));
        _cursor.Accept(TokenKind.Semicolon);
    }
}
