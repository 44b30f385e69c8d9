using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads the declarations of blocks and units (ISO 7185 6.2).</summary>
internal sealed class DeclarationParser
{
    private static readonly string[] s_sections = ["labels", "constants", "types", "variables", "procedures and functions"];

    private readonly TokenCursor _cursor;
    private readonly NameListParser _names;
    private readonly SectionParser _sections;
    private readonly RoutineParser _routines;
    private readonly StatementParser _statements;
    private readonly Scratch<DeclarationSyntax> _declarations = new();

    /// <summary>A reader of declarations, with all it needs to read them.</summary>
    public DeclarationParser(TokenCursor cursor, NameListParser names)
    {
        ExpressionParser expressions = new(cursor);
        TypeParser types = new(cursor, expressions, names);
        _cursor = cursor;
        _names = names;
        _sections = new SectionParser(cursor, expressions, names, types);
        _statements = new StatementParser(cursor, expressions, names);
        _routines = new RoutineParser(cursor, types.Headings, this);
    }

    /// <summary>The reader of statements.</summary>
    public StatementParser Statements => _statements;

    /// <summary>Reads declarations and a body.</summary>
    public BlockSyntax ParseBlock()
    {
        SourceSpan first = _cursor.Current.Span;
        DeclarationSyntax[] declarations = ParseDeclarations(DeclarationContext.Block);
        CompoundStatementSyntax body;
        if (_cursor.At(TokenKind.Begin))
        {
            body = _statements.ParseCompound();
        }
        else
        {
            _cursor.ReportExpected("'begin'");
            body = AtStatement()
                ? _statements.ParseWithoutBegin()
                : new CompoundStatementSyntax(_cursor.Current.Span with { Length = 0 }, _cursor.Current.Switches, []);
        }

        return new BlockSyntax(_cursor.SpanFrom(first), declarations, body);
    }

    /// <summary>Reads declarations up to what can't be one.</summary>
    public DeclarationSyntax[] ParseDeclarations(DeclarationContext context)
    {
        int start = _declarations.Begin();
        int last = -1;
        while (true)
        {
            int section = SectionOf(_cursor.Kind);
            if (section >= 0)
            {
                CheckOrder(section, last);
                last = Math.Max(last, section);
                ParseSection(section, context);
            }
            else if (IsEnd(context) || (context == DeclarationContext.Block && AtStatement()) || !RecoverAtDeclaration(context))
            {
                return _declarations.Take(start);
            }
        }
    }

    private static int SectionOf(TokenKind kind) => kind switch
    {
        TokenKind.Label => 0,
        TokenKind.Const => 1,
        TokenKind.Type => 2,
        TokenKind.Var => 3,
        TokenKind.Procedure or TokenKind.Function => 4,
        _ => -1,
    };

    private void CheckOrder(int section, int last)
    {
        if (_cursor.IsIso && (section < last || (section == last && section < 4)))
        {
            string after = section == last ? $"other {s_sections[section]}" : s_sections[last];
            _cursor.ReportSlip(PascalDiagnostics.SectionOrder, _cursor.Current.Span, null, s_sections[section], after);
        }
    }

    private void ParseSection(int section, DeclarationContext context)
    {
        switch (section)
        {
            case 0:
                if (context == DeclarationContext.Interface)
                {
                    _cursor.ReportSlip(PascalDiagnostics.InterfaceBody, _cursor.Current.Span, null);
                }

                _declarations.Add(ParseLabels());
                break;
            case 1:
                _declarations.Add(_sections.ParseConstants());
                break;
            case 2:
                _declarations.Add(_sections.ParseTypes());
                break;
            case 3:
                _declarations.Add(_sections.ParseVariables());
                break;
            default:
                if (_cursor.Enter())
                {
                    _declarations.Add(_routines.Parse(context == DeclarationContext.Interface));
                    _cursor.Leave();
                }

                break;
        }
    }

    private LabelSectionSyntax ParseLabels()
    {
        SourceSpan first = _cursor.Current.Span;
        _cursor.Advance();
        Identifier[] labels = _names.ParseLabels();
        _sections.EndDeclaration();
        return new LabelSectionSyntax(_cursor.SpanFrom(first), labels);
    }

    private bool IsEnd(DeclarationContext context) => _cursor.Kind switch
    {
        TokenKind.EndOfFile or TokenKind.Begin or TokenKind.Implementation or TokenKind.Initialization or TokenKind.Finalization => true,
        TokenKind.End => context != DeclarationContext.Block,
        _ => false,
    };

    /// <summary>True where statements begin without their begin.</summary>
    private bool AtStatement() => _cursor.At(TokenKind.Identifier)
        ? TokenSets.AfterStatementName.Contains(_cursor.Peek())
        : TokenSets.StatementWords.Contains(_cursor.Kind);

    /// <summary>Goes on after what can't begin a declaration; false where the block must have ended.</summary>
    private bool RecoverAtDeclaration(DeclarationContext context)
    {
        if (_cursor.At(TokenKind.Identifier) && !_cursor.IsIso && UnsupportedWords.BeginsDeclaration(_cursor.Current.Key))
        {
            _cursor.Report(PascalDiagnostics.Unsupported, _cursor.Current.Span, $"'{_cursor.Current.Text}'");
            if (UnsupportedWords.BeginsRoutine(_cursor.Current.Key) && context != DeclarationContext.Interface)
            {
                return SkipRoutine();
            }
        }
        else if (_cursor.IsIso && _cursor.AtName("uses"))
        {
            _cursor.RequireDialect("'uses'", _cursor.Current.Span);
        }
        else
        {
            _cursor.ReportUnexpected(context == DeclarationContext.Block ? "a declaration or 'begin'" : "a declaration");
        }

        if (_cursor.At(TokenKind.Period) || (_cursor.At(TokenKind.End) && _cursor.Peek() == TokenKind.Period))
        {
            return false;
        }

        _cursor.Advance();
        _cursor.SkipTo(TokenSets.DeclarationStops);
        _cursor.Accept(TokenKind.Semicolon);
        return true;
    }

    /// <summary>Skips a routine of a kind that there isn't: its heading, and its block if it has one.</summary>
    private bool SkipRoutine()
    {
        int open = 0;
        while (!_cursor.At(TokenKind.EndOfFile) && (open > 0 || !_cursor.At(TokenKind.Semicolon)))
        {
            open += _cursor.At(TokenKind.LeftParen) ? 1 : _cursor.At(TokenKind.RightParen) && open > 0 ? -1 : 0;
            _cursor.Advance();
        }

        _cursor.Advance();
        if (_cursor.Enter())
        {
            ParseBlock();
            _cursor.Leave();
        }

        _cursor.Accept(TokenKind.Semicolon);
        return true;
    }
}
