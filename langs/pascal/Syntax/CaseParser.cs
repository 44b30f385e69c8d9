using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads case statements (ISO 7185 6.8.3.5).</summary>
internal sealed class CaseParser(TokenCursor cursor, ExpressionParser expressions, StatementParser statements)
{
    private readonly Scratch<CaseArmSyntax> _arms = new();

    /// <summary>Reads a case statement at its first word.</summary>
    public CaseStatementSyntax Parse()
    {
        SourceSpan opening = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.Advance();
        ExpressionSyntax selector = expressions.Parse();
        cursor.Expect(TokenKind.Of);
        if (cursor.IsIso && cursor.At(TokenKind.End))
        {
            cursor.ReportExpected("a constant");
        }

        int start = _arms.Begin();
        CompoundStatementSyntax? elsePart = null;
        while (!IsEnd())
        {
            if (AtElse())
            {
                elsePart = ParseElse();
                break;
            }

            ParseElement();
        }

        cursor.ExpectClosing(TokenKind.End, opening);
        return new CaseStatementSyntax(cursor.SpanFrom(opening), switches, selector, _arms.Take(start), elsePart);
    }

    private bool IsEnd() => cursor.Kind is TokenKind.End or TokenKind.EndOfFile or TokenKind.Until || TokenSets.Sections.Contains(cursor.Kind);

    private bool AtElse() =>
        cursor.At(TokenKind.Else)
        || (cursor.AtName("otherwise") && cursor.Peek() is not (TokenKind.Comma or TokenKind.DotDot)
            && (cursor.IsIso == false || cursor.Peek() != TokenKind.Colon));

    private CompoundStatementSyntax ParseElse()
    {
        SourceSpan first = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.RequireDialect($"'{cursor.Current.Text}' in a case", first);
        cursor.Advance();
        if (cursor.At(TokenKind.Colon))
        {
            cursor.ReportSlip(PascalDiagnostics.Expected, cursor.Current.Span, null, "a statement", "':'");
            cursor.Advance();
        }

        StatementSyntax[] body = statements.ParseList(TokenKind.End);
        return new CompoundStatementSyntax(cursor.SpanFrom(first), switches, body);
    }

    private void ParseElement()
    {
        if (cursor.At(TokenKind.Semicolon))
        {
            // An empty arm: ISO 7185 allows one semicolon after the last arm, the dialect any.
            if (cursor.IsIso)
            {
                cursor.ReportExpected("a constant or 'end'");
            }

            cursor.Advance();
            return;
        }

        if (!TokenSets.OperandStarts.Contains(cursor.Kind) && !cursor.At(TokenKind.Caret))
        {
            cursor.ReportUnexpected("a constant or 'end'");
            int before = cursor.Index;
            statements.Recover();
            if (cursor.Index == before || cursor.At(TokenKind.Semicolon))
            {
                SkipStatement();
            }

            return;
        }

        SourceSpan first = cursor.Current.Span;
        RangeSyntax[] labels = expressions.ParseLabels();
        if (!cursor.Expect(TokenKind.Colon))
        {
            // The statement may follow all the same, but what can't begin one is skipped with the label.
            if (!TokenSets.StatementWords.Contains(cursor.Kind))
            {
                statements.Recover();
            }
        }

        StatementSyntax statement = statements.ParseArm();
        _arms.Add(new CaseArmSyntax(cursor.SpanFrom(first), labels, statement));
        EndArm();
    }

    /// <summary>Skips a statement that stands where a label should.</summary>
    private void SkipStatement()
    {
        if (TokenSets.StatementWords.Contains(cursor.Kind))
        {
            statements.Parse();
        }
        else if (!IsEnd() && !cursor.At(TokenKind.Semicolon))
        {
            cursor.Advance();
        }

        cursor.Accept(TokenKind.Semicolon);
    }

    private void EndArm()
    {
        if (cursor.Accept(TokenKind.Semicolon) || IsEnd() || AtElse())
        {
            return;
        }

        if (TokenSets.OperandStarts.Contains(cursor.Kind))
        {
            cursor.ReportMissingSemicolon();
            return;
        }

        cursor.ReportExpected("';' or 'end'");
        statements.Recover();
        cursor.Accept(TokenKind.Semicolon);
    }
}
