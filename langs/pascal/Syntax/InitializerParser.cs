using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads the values of the dialect's typed constants and initialised variables.</summary>
internal sealed class InitializerParser(TokenCursor cursor, ExpressionParser expressions)
{
    private readonly Scratch<ExpressionSyntax> _elements = new();
    private readonly Scratch<FieldInitializerSyntax> _fields = new();

    /// <summary>Reads an expression, an array's elements or a record's fields.</summary>
    public ExpressionSyntax Parse()
    {
        if (!cursor.At(TokenKind.LeftParen))
        {
            return expressions.Parse();
        }

        if (!cursor.Enter())
        {
            return new ErrorExpressionSyntax(cursor.Current.Span, cursor.Current.Switches);
        }

        ExpressionSyntax value = ParseParenthesis();
        cursor.Leave();
        if (value.Height > TokenCursor.DeepestNesting)
        {
            cursor.GiveUp();
        }

        return value;
    }

    private ExpressionSyntax ParseParenthesis()
    {
        SourceSpan opening = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.Advance();
        if (cursor.At(TokenKind.Identifier) && cursor.Peek() == TokenKind.Colon)
        {
            return ParseRecord(opening, switches);
        }

        int start = _elements.Begin();
        if (!cursor.At(TokenKind.RightParen))
        {
            do
            {
                _elements.Add(Parse());
            }
            while (cursor.Accept(TokenKind.Comma));
        }

        cursor.ExpectClosing(TokenKind.RightParen, opening);
        ExpressionSyntax[] elements = _elements.Take(start);
        SourceSpan span = cursor.SpanFrom(opening);
        if (elements.Length == 1 && !cursor.IsQuiet && TokenKinds.IsOperator(cursor.Kind))
        {
            // (a + b) * c: the parenthesis began an expression.
            return expressions.ParseAfter(new ParenthesizedExpressionSyntax(span, switches, elements[0]));
        }

        return new ArrayInitializerSyntax(span, switches, elements);
    }

    private RecordInitializerSyntax ParseRecord(SourceSpan opening, CompilerSwitches switches)
    {
        int start = _fields.Begin();
        do
        {
            if (cursor.At(TokenKind.RightParen))
            {
                break;
            }

            Identifier name = cursor.ExpectName("the name of a field");
            cursor.Expect(TokenKind.Colon);
            _fields.Add(new FieldInitializerSyntax(name, Parse()));
        }
        while (cursor.Accept(TokenKind.Semicolon));
        cursor.ExpectClosing(TokenKind.RightParen, opening);
        return new RecordInitializerSyntax(cursor.SpanFrom(opening), switches, _fields.Take(start));
    }
}
