using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads loops (ISO 7185 6.8.3.7 to 6.8.3.9).</summary>
internal sealed class LoopParser(TokenCursor cursor, ExpressionParser expressions, StatementParser statements)
{
    /// <summary>Reads a while statement at its first word.</summary>
    public WhileStatementSyntax ParseWhile()
    {
        SourceSpan first = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.Advance();
        ExpressionSyntax condition = expressions.Parse();
        cursor.ExpectBeforeStatement(TokenKind.Do);
        StatementSyntax body = statements.Parse();
        return new WhileStatementSyntax(cursor.SpanFrom(first), switches, condition, body);
    }

    /// <summary>Reads a repeat statement at its first word.</summary>
    public RepeatStatementSyntax ParseRepeat()
    {
        SourceSpan first = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.Advance();
        StatementSyntax[] body = statements.ParseList(TokenKind.Until);
        ExpressionSyntax condition = cursor.ExpectClosing(TokenKind.Until, first)
            ? expressions.Parse()
            : new ErrorExpressionSyntax(cursor.Current.Span with { Length = 0 }, switches);
        return new RepeatStatementSyntax(cursor.SpanFrom(first), switches, body, condition);
    }

    /// <summary>Reads a for statement at its first word.</summary>
    public StatementSyntax ParseFor()
    {
        SourceSpan first = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.Advance();
        Identifier variable = cursor.ExpectName("the name of a variable");
        if (cursor.At(TokenKind.In))
        {
            cursor.RequireDialect("a loop over the members of a set or array", cursor.Current.Span);
            cursor.Advance();
            ExpressionSyntax collection = expressions.Parse();
            cursor.ExpectBeforeStatement(TokenKind.Do);
            StatementSyntax inBody = statements.Parse();
            return new ForInStatementSyntax(cursor.SpanFrom(first), switches, variable, collection, inBody);
        }

        TakeAssign();
        ExpressionSyntax from = expressions.Parse();
        bool isDown = cursor.At(TokenKind.Downto);
        if (!cursor.Accept(TokenKind.Downto) && !cursor.Accept(TokenKind.To))
        {
            cursor.ReportExpected("'to' or 'downto'");
        }

        ExpressionSyntax last = expressions.Parse();
        cursor.ExpectBeforeStatement(TokenKind.Do);
        StatementSyntax body = statements.Parse();
        return new ForStatementSyntax(cursor.SpanFrom(first), switches, variable, new ForRangeSyntax(from, last, isDown), body);
    }

    private void TakeAssign()
    {
        if (cursor.At(TokenKind.Equal))
        {
            cursor.ReportSlip(PascalDiagnostics.EqualForAssign, cursor.Current.Span, null);
            cursor.Advance();
            return;
        }

        cursor.Expect(TokenKind.Assign);
    }
}
