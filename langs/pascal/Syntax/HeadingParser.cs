using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads the headings of routines, their parameters and the procedural types (ISO 7185 6.6).</summary>
internal sealed class HeadingParser(TokenCursor cursor, ExpressionParser expressions, NameListParser names, TypeParser types)
{
    private static readonly TokenSet s_stops = TokenSets.DeclarationStops | new TokenSet(TokenKind.RightParen);

    private readonly Scratch<ParameterSyntax> _parameters = new();
    private readonly ConformantArrayParser _arrays = new(cursor, expressions, types);

    /// <summary>Reads <c>procedure name(…)</c> or <c>function name(…): type</c>, without the semicolon.</summary>
    public RoutineHeadingSyntax Parse()
    {
        SourceSpan first = cursor.Current.Span;
        RoutineKind kind = TakeKind();
        Identifier name = cursor.ExpectName(kind == RoutineKind.Function ? "the name of a function" : "the name of a procedure");
        if (!cursor.IsIso && cursor.At(TokenKind.Period))
        {
            cursor.Report(PascalDiagnostics.Unsupported, cursor.Current.Span, "a method");
            cursor.SkipTo(s_stops | new TokenSet(TokenKind.LeftParen, TokenKind.Colon));
        }

        ParameterSyntax[]? parameters = cursor.At(TokenKind.LeftParen) ? ParseParameters() : null;
        TypeSyntax? result = ParseResult(kind);
        return new RoutineHeadingSyntax(cursor.SpanFrom(first), kind, name, parameters, result);
    }

    /// <summary>Reads a procedural type.</summary>
    public RoutineTypeSyntax ParseType()
    {
        SourceSpan first = cursor.Current.Span;
        RoutineKind kind = TakeKind();
        ParameterSyntax[] parameters = cursor.At(TokenKind.LeftParen) ? ParseParameters() : [];
        TypeSyntax? result = ParseResult(kind);
        if (kind == RoutineKind.Function && result is null)
        {
            cursor.ReportExpected("':' and the type of the result");
        }

        if (cursor.At(TokenKind.Of))
        {
            cursor.Report(PascalDiagnostics.Unsupported, cursor.Current.Span, "'of object'");
            cursor.Advance();
            cursor.SkipTo(s_stops);
        }

        return new RoutineTypeSyntax(cursor.SpanFrom(first), kind, parameters, result);
    }

    private RoutineKind TakeKind()
    {
        RoutineKind kind = cursor.At(TokenKind.Function) ? RoutineKind.Function : RoutineKind.Procedure;
        cursor.Advance();
        return kind;
    }

    private TypeSyntax? ParseResult(RoutineKind kind)
    {
        bool isMissing = kind == RoutineKind.Function && cursor.At(TokenKind.Identifier) && !RoutineParser.IsDirective(cursor.Current.Key);
        if (!cursor.At(TokenKind.Colon) && !isMissing)
        {
            return null;
        }

        if (kind == RoutineKind.Procedure)
        {
            cursor.ReportSlip(PascalDiagnostics.ProcedureResult, cursor.Current.Span, null);
        }

        cursor.Expect(TokenKind.Colon);
        TypeSyntax type = types.Parse();
        RequireName(type);
        return kind == RoutineKind.Function ? type : null;
    }

    private ParameterSyntax[] ParseParameters()
    {
        SourceSpan opening = cursor.Current.Span;
        cursor.Advance();
        int start = _parameters.Begin();
        if (cursor.At(TokenKind.RightParen))
        {
            cursor.RequireDialect("an empty list of parameters", opening);
        }
        else if (cursor.Enter())
        {
            ParseSections();
            cursor.Leave();
        }

        cursor.ExpectClosing(TokenKind.RightParen, opening);
        return _parameters.Take(start);
    }

    private void ParseSections()
    {
        while (true)
        {
            int before = cursor.Index;
            _parameters.Add(ParseSection());
            if (cursor.Accept(TokenKind.Semicolon))
            {
                continue;
            }

            if (cursor.At(TokenKind.RightParen))
            {
                return;
            }

            if (cursor.Index > before && (cursor.Kind is TokenKind.Comma or TokenKind.Identifier or TokenKind.Var or TokenKind.Const))
            {
                cursor.ReportExpected("';' between parameters");
                cursor.Accept(TokenKind.Comma);
                continue;
            }

            cursor.ReportExpected("';' or ')'");
            cursor.SkipTo(s_stops);
            if (!cursor.At(TokenKind.Semicolon) || cursor.Peek() is not (TokenKind.Identifier or TokenKind.Var or TokenKind.Const))
            {
                return;
            }

            cursor.Advance();
        }
    }

    private ParameterSyntax ParseSection()
    {
        SourceSpan first = cursor.Current.Span;
        if (cursor.Kind is TokenKind.Procedure or TokenKind.Function)
        {
            RoutineHeadingSyntax heading = Parse();
            return new RoutineParameterSyntax(heading.Span, heading);
        }

        ParameterMode mode = ParseMode();
        Identifier[] parameterNames = names.Parse("the name of a parameter");
        TypeSyntax? type = null;
        if (cursor.At(TokenKind.Colon) || mode == ParameterMode.Value)
        {
            cursor.Expect(TokenKind.Colon);
            type = _arrays.ParseParameterType();
            RequireName(type);
        }
        else
        {
            cursor.RequireDialect("a parameter without a type", first);
        }

        ExpressionSyntax? value = null;
        if (cursor.At(TokenKind.Equal))
        {
            cursor.RequireDialect("a parameter's default value", cursor.Current.Span);
            cursor.Advance();
            value = expressions.Parse();
        }

        return new VariableParameterSyntax(cursor.SpanFrom(first), mode, parameterNames, type, value);
    }

    private ParameterMode ParseMode()
    {
        SourceSpan first = cursor.Current.Span;
        switch (cursor.Kind)
        {
            case TokenKind.Var:
                cursor.Advance();
                return ParameterMode.Var;
            case TokenKind.Const:
                cursor.RequireDialect("a const parameter", first);
                cursor.Advance();
                return ParameterMode.Const;
            case TokenKind.Identifier when cursor.AtName("out") && cursor.Peek() == TokenKind.Identifier:
                cursor.RequireDialect("an out parameter", first);
                cursor.Advance();
                return ParameterMode.Out;
            default:
                return ParameterMode.Value;
        }
    }

    private void RequireName(TypeSyntax type)
    {
        if (type is not (NamedTypeSyntax or OpenArrayTypeSyntax or ConformantArrayTypeSyntax or ErrorTypeSyntax)
            && type is not FileTypeSyntax { Component: null })
        {
            cursor.ReportSlip(PascalDiagnostics.ParameterType, type.Span, null);
        }
    }
}
