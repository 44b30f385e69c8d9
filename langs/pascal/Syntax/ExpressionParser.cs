using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads expressions (ISO 7185 6.7) by precedence climbing.</summary>
internal sealed class ExpressionParser(TokenCursor cursor)
{
    private const int Relational = 1;
    private const int Adding = 2;
    private const int Multiplying = 3;

    private readonly Scratch<ExpressionSyntax> _expressions = new();
    private readonly Scratch<ArgumentSyntax> _arguments = new();
    private readonly Scratch<RangeSyntax> _ranges = new();

    /// <summary>Reads an expression.</summary>
    public ExpressionSyntax Parse()
    {
        ExpressionSyntax expression = ParseOperators(Relational);
        if (cursor.At(TokenKind.Assign) && !cursor.IsQuiet)
        {
            // A statement has taken its := before; here it can only be meant as a comparison.
            cursor.ReportSlip(PascalDiagnostics.AssignForEqual, cursor.Current.Span, null, "a comparison");
            SourceSpan place = cursor.Current.Span;
            cursor.Advance();
            ExpressionSyntax right = ParseOperators(Relational);
            expression = new BinaryExpressionSyntax(
                cursor.SpanFrom(expression.Span), expression, BinaryOperator.Equal, place, right, expression.Switches);
        }

        return Limit(expression);
    }

    /// <summary>Reads an expression without comparison: a bound of a subrange, after which = may follow.</summary>
    public ExpressionSyntax ParseBound() => ParseOperators(Adding);

    /// <summary>Reads on after an operand: the operators and operands that follow it.</summary>
    public ExpressionSyntax ParseAfter(ExpressionSyntax operand) => ParseTail(operand, Relational);

    /// <summary>Reads a constant: in ISO 7185 a number or name with a sign or without, or a string.</summary>
    public ExpressionSyntax ParseConstant()
    {
        ExpressionSyntax constant = Parse();
        RequireSimple(constant);
        return constant;
    }

    /// <summary>Reads a subrange's bound as <see cref="ParseBound"/> does, and checks it as a constant.</summary>
    public ExpressionSyntax ParseConstantBound()
    {
        ExpressionSyntax constant = ParseBound();
        RequireSimple(constant);
        return constant;
    }

    /// <summary>Reports what is no constant of ISO 7185 6.3, when that is asked for.</summary>
    public void RequireSimple(ExpressionSyntax constant)
    {
        ExpressionSyntax inner = constant is UnaryExpressionSyntax { Operator: UnaryOperator.Plus or UnaryOperator.Minus } sign
            ? sign.Operand
            : constant;
        if (cursor.IsIso && inner is not (NameExpressionSyntax or IntegerLiteralSyntax or RealLiteralSyntax or StringLiteralSyntax
            or ErrorExpressionSyntax))
        {
            cursor.ReportSlip(PascalDiagnostics.SimpleConstant, constant.Span, null);
        }
    }

    /// <summary>Reads a variable or a call, or the name of what a statement is about.</summary>
    public ExpressionSyntax ParseDesignator()
    {
        CompilerSwitches switches = cursor.Current.Switches;
        return ParseSelectors(new NameExpressionSyntax(cursor.TakeName(), switches));
    }

    /// <summary>Reads <c>a, b..c</c>: the labels of a case or variant.</summary>
    public RangeSyntax[] ParseLabels()
    {
        int start = _ranges.Begin();
        do
        {
            RangeSyntax label = ParseLabel();
            RequireSimple(label.Low);
            if (label.High is not null)
            {
                cursor.RequireDialect("a range as a label of a case", label.Span);
            }

            _ranges.Add(label);
        }
        while (cursor.Accept(TokenKind.Comma));
        return _ranges.Take(start);
    }

    /// <summary>Reads a label without taking := for a comparison: it shows a statement where a label should be.</summary>
    private RangeSyntax ParseLabel()
    {
        ExpressionSyntax low = ParseOperators(Relational);
        return new RangeSyntax(low, cursor.Accept(TokenKind.DotDot) ? ParseOperators(Relational) : null);
    }

    private RangeSyntax ParseRange()
    {
        ExpressionSyntax low = Parse();
        return new RangeSyntax(low, cursor.Accept(TokenKind.DotDot) ? Parse() : null);
    }

    private ExpressionSyntax ParseOperators(int lowest)
    {
        if (!cursor.Enter())
        {
            return Missing();
        }

        ExpressionSyntax left;
        if (cursor.IsIso && lowest < Multiplying && cursor.Kind is TokenKind.Plus or TokenKind.Minus)
        {
            // ISO 7185 6.7.1: a sign before the first term belongs to all of the term: -a mod b is -(a mod b).
            SourceSpan first = cursor.Current.Span;
            CompilerSwitches switches = cursor.Current.Switches;
            UnaryOperator sign = cursor.At(TokenKind.Plus) ? UnaryOperator.Plus : UnaryOperator.Minus;
            cursor.Advance();
            ExpressionSyntax term = ParseOperators(Multiplying);
            left = new UnaryExpressionSyntax(cursor.SpanFrom(first), switches, sign, term);
        }
        else
        {
            left = ParseFactor();
        }

        left = ParseTail(left, lowest);
        cursor.Leave();
        return left;
    }

    private ExpressionSyntax ParseTail(ExpressionSyntax left, int lowest)
    {
        bool hasComparison = false;
        while (true)
        {
            (BinaryOperator op, int precedence) = FindOperator(cursor.At(TokenKind.Identifier) ? KindInDialect() : cursor.Kind);
            if (precedence < lowest)
            {
                return left;
            }

            if (cursor.At(TokenKind.Identifier))
            {
                cursor.RequireDialect($"the operator '{cursor.Current.Key}'", cursor.Current.Span);
            }

            if (precedence == Relational)
            {
                if (hasComparison && cursor.IsIso)
                {
                    cursor.ReportSlip(PascalDiagnostics.ComparisonChain, cursor.Current.Span, null);
                }

                hasComparison = true;
            }

            SourceSpan place = cursor.Current.Span;
            CompilerSwitches switches = cursor.Current.Switches;
            cursor.Advance();
            ExpressionSyntax right = precedence == Multiplying ? ParseFactor() : ParseOperators(precedence + 1);
            left = Limit(new BinaryExpressionSyntax(cursor.SpanFrom(left.Span), left, op, place, right, switches));
        }
    }

    /// <summary>The current name's kind in the dialect, some of whose operators are names in ISO 7185: no name can follow an operand.</summary>
    private TokenKind KindInDialect() => cursor.IsIso && cursor.Current.Key is "shl" or "shr" or "xor"
        ? TokenKinds.FindWord(cursor.Current.Key, PascalStandard.ProcVM)
        : TokenKind.Identifier;

    private ExpressionSyntax ParseFactor()
    {
        UnaryOperator op;
        switch (cursor.Kind)
        {
            case TokenKind.Not:
                op = UnaryOperator.Not;
                break;
            case TokenKind.At:
                op = UnaryOperator.AddressOf;
                break;
            case TokenKind.Plus or TokenKind.Minus:
                op = cursor.At(TokenKind.Plus) ? UnaryOperator.Plus : UnaryOperator.Minus;
                if (cursor.IsIso)
                {
                    cursor.ReportSlip(PascalDiagnostics.SignPosition, cursor.Current.Span, null);
                }

                break;
            default:
                return ParseOperand();
        }

        if (!cursor.Enter())
        {
            return Missing();
        }

        SourceSpan first = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.Advance();
        ExpressionSyntax operand = ParseFactor();
        cursor.Leave();
        return Limit(new UnaryExpressionSyntax(cursor.SpanFrom(first), switches, op, operand));
    }

    private ExpressionSyntax ParseOperand()
    {
        if (cursor.At(TokenKind.Caret))
        {
            cursor.RereadCaret();
        }

        switch (cursor.Kind)
        {
            case TokenKind.Identifier:
                return ParseDesignator();
            case TokenKind.LeftParen:
                return ParseSelectors(ParseParenthesized());
            case TokenKind.LeftBracket:
                return ParseSet();
            case TokenKind.Integer or TokenKind.Real or TokenKind.String or TokenKind.Nil:
                return ParseLiteral();
            default:
                cursor.ReportExpected("an expression");
                return Missing();
        }
    }

    private ExpressionSyntax ParseLiteral()
    {
        Token token = cursor.Current;
        cursor.Advance();
        switch (token.Kind)
        {
            case TokenKind.Integer:
                return new IntegerLiteralSyntax(token.Span, token.Switches, token.Bits);
            case TokenKind.Real:
                return new RealLiteralSyntax(token.Span, token.Switches, BitConverter.UInt64BitsToDouble(token.Bits));
            case TokenKind.String:
                return ParseSelectors(new StringLiteralSyntax(token.Span, token.Switches, token.Text));
            default:
                return new NilExpressionSyntax(token.Span, token.Switches);
        }
    }

    private ParenthesizedExpressionSyntax ParseParenthesized()
    {
        SourceSpan opening = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.Advance();
        ExpressionSyntax inner = Parse();
        cursor.ExpectClosing(TokenKind.RightParen, opening);
        return new ParenthesizedExpressionSyntax(cursor.SpanFrom(opening), switches, inner);
    }

    private SetExpressionSyntax ParseSet()
    {
        SourceSpan opening = cursor.Current.Span;
        CompilerSwitches switches = cursor.Current.Switches;
        cursor.Advance();
        int start = _ranges.Begin();
        if (!cursor.At(TokenKind.RightBracket))
        {
            do
            {
                _ranges.Add(ParseRange());
            }
            while (cursor.Accept(TokenKind.Comma));
        }

        cursor.ExpectClosing(TokenKind.RightBracket, opening);
        return new SetExpressionSyntax(cursor.SpanFrom(opening), switches, _ranges.Take(start));
    }

    private ExpressionSyntax ParseSelectors(ExpressionSyntax target)
    {
        while (true)
        {
            CompilerSwitches switches = cursor.Current.Switches;
            switch (cursor.Kind)
            {
                case TokenKind.LeftBracket:
                    ExpressionSyntax[] indices = ParseIndices();
                    target = new IndexExpressionSyntax(cursor.SpanFrom(target.Span), switches, target, indices);
                    break;
                case TokenKind.Period:
                    cursor.Advance();
                    Identifier field = cursor.ExpectName("the name of a field");
                    target = new FieldExpressionSyntax(cursor.SpanFrom(target.Span), switches, target, field);
                    break;
                case TokenKind.Caret:
                    cursor.Advance();
                    target = new DereferenceExpressionSyntax(cursor.SpanFrom(target.Span), switches, target);
                    break;
                case TokenKind.LeftParen when target is not (ParenthesizedExpressionSyntax or StringLiteralSyntax):
                    ArgumentSyntax[] arguments = ParseArguments();
                    target = new CallExpressionSyntax(cursor.SpanFrom(target.Span), switches, target, arguments);
                    break;
                default:
                    return target;
            }

            Limit(target);
        }
    }

    private ExpressionSyntax[] ParseIndices()
    {
        SourceSpan opening = cursor.Current.Span;
        cursor.Advance();
        int start = _expressions.Begin();
        do
        {
            _expressions.Add(Parse());
        }
        while (cursor.Accept(TokenKind.Comma));
        cursor.ExpectClosing(TokenKind.RightBracket, opening);
        return _expressions.Take(start);
    }

    private ArgumentSyntax[] ParseArguments()
    {
        SourceSpan opening = cursor.Current.Span;
        cursor.Advance();
        int start = _arguments.Begin();
        if (cursor.At(TokenKind.RightParen))
        {
            cursor.RequireDialect("a pair of parentheses without arguments", opening);
        }
        else
        {
            do
            {
                ExpressionSyntax value = Parse();
                ExpressionSyntax? width = cursor.Accept(TokenKind.Colon) ? Parse() : null;
                ExpressionSyntax? decimals = width is not null && cursor.Accept(TokenKind.Colon) ? Parse() : null;
                _arguments.Add(new ArgumentSyntax(value, width, decimals));
            }
            while (cursor.Accept(TokenKind.Comma));
        }

        cursor.ExpectClosing(TokenKind.RightParen, opening);
        return _arguments.Take(start);
    }

    private ErrorExpressionSyntax Missing() => new(cursor.Current.Span with { Length = 0 }, cursor.Current.Switches);

    /// <summary>Gives up where a row of operators or selectors has made a tree too high for recursive walks.</summary>
    private ExpressionSyntax Limit(ExpressionSyntax expression)
    {
        if (expression.Height > TokenCursor.DeepestNesting)
        {
            cursor.GiveUp();
        }

        return expression;
    }

    private static (BinaryOperator Operator, int Precedence) FindOperator(TokenKind kind) => kind switch
    {
        TokenKind.Equal => (BinaryOperator.Equal, Relational),
        TokenKind.NotEqual => (BinaryOperator.NotEqual, Relational),
        TokenKind.Less => (BinaryOperator.Less, Relational),
        TokenKind.Greater => (BinaryOperator.Greater, Relational),
        TokenKind.LessOrEqual => (BinaryOperator.LessOrEqual, Relational),
        TokenKind.GreaterOrEqual => (BinaryOperator.GreaterOrEqual, Relational),
        TokenKind.In => (BinaryOperator.In, Relational),
        TokenKind.Plus => (BinaryOperator.Add, Adding),
        TokenKind.Minus => (BinaryOperator.Subtract, Adding),
        TokenKind.Or => (BinaryOperator.Or, Adding),
        TokenKind.Xor => (BinaryOperator.Xor, Adding),
        TokenKind.Star => (BinaryOperator.Multiply, Multiplying),
        TokenKind.Slash => (BinaryOperator.Divide, Multiplying),
        TokenKind.Div => (BinaryOperator.Div, Multiplying),
        TokenKind.Mod => (BinaryOperator.Mod, Multiplying),
        TokenKind.And => (BinaryOperator.And, Multiplying),
        TokenKind.Shl => (BinaryOperator.ShiftLeft, Multiplying),
        TokenKind.Shr => (BinaryOperator.ShiftRight, Multiplying),
        TokenKind.SymmetricDifference => (BinaryOperator.SymmetricDifference, Multiplying),
        _ => (default, 0),
    };
}
