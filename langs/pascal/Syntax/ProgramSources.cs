using ProcVM.Core;

namespace ProcVM.Pascal.Syntax;

/// <summary>A program and its units, read.</summary>
/// <param name="Program">The program.</param>
/// <param name="Units">The units, each after those that its interface uses: the order in which interfaces are bound.</param>
/// <param name="InitializationOrder">The same units, each after those it uses at all, as far as that is possible.</param>
/// <param name="Diagnostics">What was found in all of them.</param>
public sealed record ProgramSources(
    SyntaxTree Program,
    IReadOnlyList<SyntaxTree> Units,
    IReadOnlyList<SyntaxTree> InitializationOrder,
    IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>True when something is wrong with one of them.</summary>
    public bool HasErrors => Diagnostics.Any(diagnostic => diagnostic.IsError);
}
