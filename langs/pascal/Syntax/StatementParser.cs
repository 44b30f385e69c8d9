using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads statements (ISO 7185 6.8).</summary>
internal sealed class StatementParser
{
    private readonly TokenCursor _cursor;
    private readonly ExpressionParser _expressions;
    private readonly NameListParser _names;
    private readonly LoopParser _loops;
    private readonly CaseParser _cases;
    private readonly Scratch<StatementSyntax> _statements = new();
    private readonly Scratch<ExpressionSyntax> _records = new();
    private int _openRepeats;
    private bool _isInCaseArm;

    /// <summary>A reader of statements, with those of their kinds.</summary>
    public StatementParser(TokenCursor cursor, ExpressionParser expressions, NameListParser names)
    {
        _cursor = cursor;
        _expressions = expressions;
        _names = names;
        _loops = new LoopParser(cursor, expressions, this);
        _cases = new CaseParser(cursor, expressions, this);
    }

    /// <summary>Reads <c>begin … end</c> at its begin.</summary>
    public CompoundStatementSyntax ParseCompound()
    {
        SourceSpan opening = _cursor.Current.Span;
        CompilerSwitches switches = _cursor.Current.Switches;
        _cursor.Advance();
        StatementSyntax[] statements = ParseList(TokenKind.End);
        _cursor.ExpectClosing(TokenKind.End, opening);
        return new CompoundStatementSyntax(_cursor.SpanFrom(opening), switches, statements);
    }

    /// <summary>Reads statements whose begin is missing, and has been reported, with their end.</summary>
    public CompoundStatementSyntax ParseWithoutBegin()
    {
        SourceSpan first = _cursor.Current.Span;
        CompilerSwitches switches = _cursor.Current.Switches;
        StatementSyntax[] statements = ParseList(TokenKind.End);
        _cursor.Expect(TokenKind.End);
        return new CompoundStatementSyntax(_cursor.SpanFrom(first), switches, statements);
    }

    /// <summary>Reads statements up to a word that ends them, which is not taken; empty ones are left out.</summary>
    /// <param name="end">The word; another word that can only belong to something around ends them too.</param>
    public StatementSyntax[] ParseList(TokenKind end)
    {
        bool wasInCaseArm = _isInCaseArm;
        _isInCaseArm = false;
        _openRepeats += end == TokenKind.Until ? 1 : 0;
        int start = _statements.Begin();
        while (!IsEndOfList(end))
        {
            if (_cursor.Accept(TokenKind.Semicolon))
            {
                continue;
            }

            int before = _cursor.Index;
            StatementSyntax statement = Parse();
            if (statement is not EmptyStatementSyntax)
            {
                _statements.Add(statement);
            }

            if (!_cursor.Accept(TokenKind.Semicolon) && !IsEndOfList(end))
            {
                Separate(before, end);
            }
        }

        _openRepeats -= end == TokenKind.Until ? 1 : 0;
        _isInCaseArm = wasInCaseArm;
        return _statements.Take(start);
    }

    /// <summary>Reads the statement of a case's arm, after which an else belongs to the case.</summary>
    public StatementSyntax ParseArm()
    {
        bool wasInCaseArm = _isInCaseArm;
        _isInCaseArm = true;
        StatementSyntax statement = Parse();
        _isInCaseArm = wasInCaseArm;
        return statement;
    }

    /// <summary>Reads a statement, perhaps an empty one.</summary>
    public StatementSyntax Parse()
    {
        if (!_cursor.Enter())
        {
            return Empty();
        }

        StatementSyntax statement = ParseKind();
        _cursor.Leave();
        return statement;
    }

    /// <summary>Reads what follows after an error within a statement, up to where a statement may begin or end.</summary>
    public void Recover() => _cursor.SkipTo(TokenSets.StatementStops);

    private StatementSyntax ParseKind() => _cursor.Kind switch
    {
        TokenKind.Identifier => ParseNamed(),
        TokenKind.Begin => ParseCompound(),
        TokenKind.If => ParseIf(),
        TokenKind.For => _loops.ParseFor(),
        TokenKind.While => _loops.ParseWhile(),
        TokenKind.Repeat => _loops.ParseRepeat(),
        TokenKind.Case => _cases.Parse(),
        TokenKind.With => ParseWith(),
        TokenKind.Goto => ParseGoto(),
        TokenKind.Integer => ParseNumbered(),
        _ => Empty(),
    };

    private EmptyStatementSyntax Empty() => new(_cursor.Current.Span with { Length = 0 }, _cursor.Current.Switches);

    private StatementSyntax ParseNamed()
    {
        if (!_cursor.IsIso && UnsupportedWords.BeginsStatement(_cursor.Current.Key)
            && UnsupportedWords.IsFollowedByStatement(_cursor.Peek()))
        {
            return SkipUnsupported();
        }

        SourceSpan first = _cursor.Current.Span;
        CompilerSwitches switches = _cursor.Current.Switches;
        if (_cursor.AtName("return") && (TokenSets.OperandStarts | new TokenSet(TokenKind.Semicolon)).Contains(_cursor.Peek()))
        {
            return SkipReturn();
        }

        ExpressionSyntax target = _expressions.ParseDesignator();
        switch (_cursor.Kind)
        {
            case TokenKind.Assign:
                return ParseAssignment(first, switches, target);
            case TokenKind.Equal:
                _cursor.ReportSlip(PascalDiagnostics.EqualForAssign, _cursor.Current.Span, null);
                return ParseAssignment(first, switches, target);
            case TokenKind.Colon when _cursor.Peek() == TokenKind.Equal:
                _cursor.ReportSlip(PascalDiagnostics.SplitAssign, _cursor.Current.Span, null);
                _cursor.Advance();
                return ParseAssignment(first, switches, target);
            case TokenKind.Colon when target is NameExpressionSyntax name:
                _cursor.RequireDialect("a name as a label", first);
                _cursor.Advance();
                return new LabeledStatementSyntax(_cursor.SpanFrom(first), switches, name.Name, Parse());
            default:
                CheckCall(target);
                return new CallStatementSyntax(_cursor.SpanFrom(first), switches, target);
        }
    }

    private AssignmentStatementSyntax ParseAssignment(SourceSpan first, CompilerSwitches switches, ExpressionSyntax target)
    {
        _cursor.Advance();
        ExpressionSyntax value = _expressions.Parse();
        return new AssignmentStatementSyntax(_cursor.SpanFrom(first), switches, target, value);
    }

    /// <summary>Reports a value where a call should be: <c>i++</c>, <c>a + b</c>, <c>a[1]</c>.</summary>
    private void CheckCall(ExpressionSyntax target)
    {
        if (target is NameExpressionSyntax called && _cursor.Kind is TokenKind.String or TokenKind.Integer or TokenKind.Real && !_cursor.StartsLine())
        {
            _cursor.Report(PascalDiagnostics.ArgumentsWithoutParentheses, _cursor.Current.Span, called.Name.Name);
            Recover();
            return;
        }

        bool isOperator = TokenKinds.IsOperator(_cursor.Kind);
        bool isCount = _cursor.Kind is TokenKind.Plus or TokenKind.Minus && _cursor.Peek() == _cursor.Kind;
        if (isCount)
        {
            string shown = target is NameExpressionSyntax name ? name.Name.Name : "x";
            string sign = _cursor.Current.Kind == TokenKind.Plus ? "inc" : "dec";
            _cursor.ReportSlip(PascalDiagnostics.ForeignOperator, _cursor.Current.Span with { Length = 2 }, null,
                sign == "inc" ? "++" : "--", $"{sign}({shown})");
        }
        else if (isOperator || (_cursor.IsIso && target is not (NameExpressionSyntax or CallExpressionSyntax)))
        {
            _cursor.ReportSlip(PascalDiagnostics.NotAStatement, target.Span, null);
        }

        if (isOperator)
        {
            Recover();
        }
    }

    private StatementSyntax ParseNumbered()
    {
        SourceSpan first = _cursor.Current.Span;
        CompilerSwitches switches = _cursor.Current.Switches;
        if (_cursor.Peek() != TokenKind.Colon)
        {
            _cursor.Report(PascalDiagnostics.NotAStatement, first);
            _cursor.Advance();
            Recover();
            return Empty();
        }

        Identifier label = _names.ParseLabel();
        _cursor.Advance();
        return new LabeledStatementSyntax(_cursor.SpanFrom(first), switches, label, Parse());
    }

    private GotoStatementSyntax ParseGoto()
    {
        SourceSpan first = _cursor.Current.Span;
        CompilerSwitches switches = _cursor.Current.Switches;
        _cursor.Advance();
        Identifier label = _names.ParseLabel();
        return new GotoStatementSyntax(_cursor.SpanFrom(first), switches, label);
    }

    private IfStatementSyntax ParseIf()
    {
        SourceSpan first = _cursor.Current.Span;
        CompilerSwitches switches = _cursor.Current.Switches;
        _cursor.Advance();
        ExpressionSyntax condition = _expressions.Parse();
        _cursor.ExpectBeforeStatement(TokenKind.Then);
        StatementSyntax thenPart = Parse();
        RecoverBeforeElse();
        if (_cursor.At(TokenKind.Semicolon) && !_isInCaseArm && _cursor.Peek() == TokenKind.Else)
        {
            _cursor.ReportSlip(PascalDiagnostics.SemicolonBeforeElse, _cursor.Current.Span, null);
            _cursor.Advance();
        }

        StatementSyntax? elsePart = _cursor.Accept(TokenKind.Else) ? Parse() : null;
        return new IfStatementSyntax(_cursor.SpanFrom(first), switches, condition, thenPart, elsePart);
    }

    /// <summary>Skips what an error has left of the statement before an else.</summary>
    private void RecoverBeforeElse()
    {
        if (_cursor.IsQuiet && !TokenSets.StatementStops.Contains(_cursor.Kind) && !_cursor.At(TokenKind.Identifier))
        {
            Recover();
        }
    }

    private WithStatementSyntax ParseWith()
    {
        SourceSpan first = _cursor.Current.Span;
        CompilerSwitches switches = _cursor.Current.Switches;
        _cursor.Advance();
        int start = _records.Begin();
        do
        {
            _records.Add(_expressions.Parse());
        }
        while (_cursor.Accept(TokenKind.Comma));
        _cursor.ExpectBeforeStatement(TokenKind.Do);
        ExpressionSyntax[] records = _records.Take(start);
        StatementSyntax body = Parse();
        return new WithStatementSyntax(_cursor.SpanFrom(first), switches, records, body);
    }

    /// <summary>Reports and skips a construct of Object Pascal: <c>try … end</c>, <c>asm … end</c>, <c>raise …</c>.</summary>
    private EmptyStatementSyntax SkipUnsupported(bool upToSemicolon = true)
    {
        string word = _cursor.Current.Key;
        _cursor.Report(word == "asm" ? PascalDiagnostics.AssemblerBlock : PascalDiagnostics.Unsupported, _cursor.Current.Span, $"'{word}'");
        _cursor.Mute(word == "asm");
        _cursor.Advance();
        int open = word is "try" or "asm" ? 1 : 0;
        while (open > 0 && !_cursor.At(TokenKind.EndOfFile))
        {
            bool opens = _cursor.Kind is TokenKind.Begin or TokenKind.Case || (_cursor.AtName("try") && word == "try");
            open += opens ? 1 : 0;
            open -= _cursor.At(TokenKind.End) ? 1 : 0;
            _cursor.Mute(word == "asm" && open > 0);
            _cursor.Advance();
        }

        _cursor.Mute(false);

        if (upToSemicolon)
        {
            Recover();
        }

        return Empty();
    }

    private EmptyStatementSyntax SkipReturn()
    {
        _cursor.Report(PascalDiagnostics.Return, _cursor.Current.Span);
        _cursor.Advance();
        Recover();
        return Empty();
    }

    /// <summary>Reports and skips a routine's <c>asm … end</c>.</summary>
    public void SkipAssembler() => SkipUnsupported(upToSemicolon: false);

    private bool IsEndOfList(TokenKind end)
    {
        TokenKind kind = _cursor.Kind;
        return kind == end || kind == TokenKind.EndOfFile || kind == TokenKind.End
            || (kind == TokenKind.Period && _cursor.Peek() == TokenKind.EndOfFile)
            || (kind == TokenKind.Until && _openRepeats > 0)
            || kind is TokenKind.Procedure or TokenKind.Function
            || kind is TokenKind.Implementation or TokenKind.Initialization or TokenKind.Finalization or TokenKind.Interface;
    }

    /// <summary>Deals with what follows a statement without a semicolon and doesn't end the list.</summary>
    private void Separate(int before, TokenKind end)
    {
        TokenKind kind = _cursor.Kind;
        if (TokenSets.StatementStarts.Contains(kind) && _cursor.Index > before)
        {
            _cursor.ReportMissingSemicolon();
            return;
        }

        if (kind == TokenKind.Else)
        {
            _cursor.Report(PascalDiagnostics.UnexpectedElse, _cursor.Current.Span);
        }
        else if (kind.IsWord() && _cursor.Peek() == TokenKind.Assign)
        {
            _cursor.Report(PascalDiagnostics.ReservedWord, _cursor.Current.Span, _cursor.Current.Text, "the name of a variable");
        }
        else if (_cursor.Index == before)
        {
            _cursor.ReportUnexpected("a statement");
        }
        else
        {
            _cursor.ReportExpected($"';' or '{end.Spelling()}'");
        }

        _cursor.Advance();
        Recover();
    }
}
