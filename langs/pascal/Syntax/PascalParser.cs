using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads Pascal sources into syntax trees.</summary>
public static class PascalParser
{
    /// <summary>Reads a program or unit. There is always a tree; with errors it holds what could be made out.</summary>
    public static SyntaxTree Parse(SourceText source, PascalOptions options, IPascalSources sources)
    {
        SyntaxErrors errors = new();
        TokenCursor cursor = new(source, options, sources, errors);
        CompilationUnitSyntax root = new UnitParser(cursor).Parse();
        return new SyntaxTree(source, root, errors.Diagnostics, errors.Count > 0);
    }
}

/// <summary>A source as its grammar has it.</summary>
/// <param name="Source">The source.</param>
/// <param name="Root">The program or unit; to be trusted only without errors.</param>
/// <param name="Diagnostics">Errors and warnings in the order of their places.</param>
/// <param name="HasErrors">True when there is an error among them.</param>
public sealed record SyntaxTree(SourceText Source, CompilationUnitSyntax Root, IReadOnlyList<Diagnostic> Diagnostics, bool HasErrors);
