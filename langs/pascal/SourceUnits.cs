using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal;

/// <summary>Finds the units of uses clauses as sources, and keeps what is wrong with them.</summary>
internal sealed class SourceUnits(SourceText main, PascalOptions options, IPascalSources sources) : IUnitResolver
{
    internal List<Diagnostic> Diagnostics { get; } = [];

    /// <inheritdoc/>
    public UnitSyntax? Resolve(UsedUnitSyntax unit, out bool isReported)
    {
        isReported = false;
        SourceText from = unit.Name.Span.Source ?? main;
        SourceText? source = sources.Find(unit.Path ?? unit.Name.Name, from)
            ?? (unit.Path is null ? sources.Find(unit.Name.Name + ".pas", from) ?? sources.Find(unit.Name.Key + ".pas", from) : null);
        if (source is null)
        {
            return null;
        }

        SyntaxTree tree = PascalParser.Parse(source, options, sources);
        Diagnostics.AddRange(tree.Diagnostics);
        isReported = tree.HasErrors;
        return tree.HasErrors ? null : tree.Root as UnitSyntax;
    }
}
