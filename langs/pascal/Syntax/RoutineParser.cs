using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads procedures and functions (ISO 7185 6.6.1, 6.6.2).</summary>
internal sealed class RoutineParser(TokenCursor cursor, HeadingParser headings, DeclarationParser declarations)
{
    /// <summary>True for a word that may stand after a heading.</summary>
    public static bool IsDirective(string key) => Find(key) != RoutineDirectives.None || IsIgnored(key) || key == "external";

    /// <summary>Reads a routine at its first word; in a unit's interface its heading alone.</summary>
    public RoutineDeclarationSyntax Parse(bool isInterface)
    {
        SourceSpan first = cursor.Current.Span;
        RoutineHeadingSyntax heading = headings.Parse();
        EndHeading();
        RoutineDirectives directives = ParseDirectives();
        if (isInterface || (directives & RoutineDirectives.Forward) != 0)
        {
            return new RoutineDeclarationSyntax(cursor.SpanFrom(first), heading, directives, null);
        }

        if (cursor.AtName("asm") && !cursor.IsIso)
        {
            declarations.Statements.SkipAssembler();
            EndBlock();
            return new RoutineDeclarationSyntax(cursor.SpanFrom(first), heading, directives | RoutineDirectives.Forward, null);
        }

        BlockSyntax body = declarations.ParseBlock();
        EndBlock();
        return new RoutineDeclarationSyntax(cursor.SpanFrom(first), heading, directives, body);
    }

    private void EndHeading()
    {
        if (cursor.Accept(TokenKind.Semicolon))
        {
            return;
        }

        if (TokenSets.Sections.Contains(cursor.Kind) || cursor.Kind is TokenKind.Begin or TokenKind.Identifier)
        {
            cursor.ReportMissingSemicolon();
            return;
        }

        cursor.ReportExpected("';'");
        cursor.SkipTo(TokenSets.DeclarationStops);
        cursor.Accept(TokenKind.Semicolon);
    }

    private void EndBlock()
    {
        if (cursor.Accept(TokenKind.Semicolon))
        {
            return;
        }

        if (cursor.At(TokenKind.Period) && cursor.Peek() != TokenKind.EndOfFile)
        {
            cursor.ReportExpected("';' after a routine's 'end'");
            cursor.Advance();
            return;
        }

        if (TokenSets.Sections.Contains(cursor.Kind) || cursor.At(TokenKind.Begin))
        {
            cursor.ReportMissingSemicolon();
            return;
        }

        cursor.ReportExpected("';'");
        if (!cursor.At(TokenKind.Period))
        {
            cursor.SkipTo(TokenSets.DeclarationStops);
            cursor.Accept(TokenKind.Semicolon);
        }
    }

    private RoutineDirectives ParseDirectives()
    {
        RoutineDirectives directives = RoutineDirectives.None;
        while (cursor.At(TokenKind.Identifier) && !TokenSets.AfterStatementName.Contains(cursor.Peek()))
        {
            if (cursor.AtName("asm") && cursor.Peek() != TokenKind.Semicolon)
            {
                break;
            }

            if (cursor.AtName("assembler"))
            {
                // Its asm … end is what is reported.
                cursor.Advance();
                EndHeading();
                continue;
            }

            RoutineDirectives directive = Find(cursor.Current.Key);
            if (directive == RoutineDirectives.None && !IsIgnored(cursor.Current.Key))
            {
                // A directive stands in place of the block (ISO 7185 6.1.4): none is expected after one that is unknown.
                ReportUnknown();
                directives |= RoutineDirectives.Forward;
                cursor.SkipTo(TokenSets.DeclarationStops);
            }
            else
            {
                if (directive != RoutineDirectives.Forward)
                {
                    cursor.RequireDialect($"'{cursor.Current.Text}' after a heading", cursor.Current.Span);
                }

                directives |= directive;
                cursor.Advance();
            }

            EndHeading();
        }

        return directives;
    }

    private void ReportUnknown()
    {
        if (cursor.Current.Key is "external" or "virtual" or "override" or "abstract" or "dynamic" or "message")
        {
            cursor.Report(PascalDiagnostics.Unsupported, cursor.Current.Span, $"'{cursor.Current.Text}'");
        }
        else
        {
            cursor.Report(PascalDiagnostics.UnknownWordAfterHeading, cursor.Current.Span, cursor.Current.Text);
        }
    }

    private static RoutineDirectives Find(string key) => key switch
    {
        "forward" => RoutineDirectives.Forward,
        "overload" => RoutineDirectives.Overload,
        "inline" => RoutineDirectives.Inline,
        _ => RoutineDirectives.None,
    };

    private static bool IsIgnored(string key) =>
        key is "cdecl" or "stdcall" or "register" or "pascal" or "safecall" or "far" or "near" or "export" or "local" or "reintroduce"
            or "static" or "platform" or "deprecated" or "experimental" or "noinline" or "nostackframe" or "softfloat" or "inlineable";
}
