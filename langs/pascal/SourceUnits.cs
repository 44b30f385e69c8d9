using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Syntax;
using ProcVM.Pascal.Units;

namespace ProcVM.Pascal;

/// <summary>Finds the units of uses clauses: compiled ones that are no older than their sources, otherwise the sources. Keeps what is
/// wrong with them.</summary>
/// <param name="options">How sources are read.</param>
/// <param name="sources">Gives the files.</param>
/// <param name="outdated">Units, by key, whose compiled form is known not to go with the others.</param>
internal sealed class SourceUnits(PascalOptions options, IPascalSources sources, IReadOnlySet<string> outdated) : IUnitResolver
{
    internal List<Diagnostic> Diagnostics { get; } = [];

    /// <summary>Units whose compiled form turned out not to go with the others, and whose sources are there.</summary>
    internal HashSet<string> Recompile { get; } = [];

    /// <inheritdoc/>
    public FoundUnit? Resolve(UsedUnitSyntax unit, SourceText from, out bool isReported)
    {
        isReported = false;
        if (!outdated.Contains(unit.Name.Key) && FindCompiled(unit, from) is { } file)
        {
            if (CompiledUnit.Read(file, out string? error) is { } compiled && IsCurrent(compiled, unit, from))
            {
                return new FoundUnit(null, compiled, from);
            }

            if (LocateSource(unit, from) is null && error is not null)
            {
                Diagnostics.Add(new Diagnostic(PascalDiagnostics.NotAUnit, Place(unit), file.Path, error));
                isReported = true;
                return null;
            }
        }

        return FindSource(unit, from) is { } source ? Parse(source, out isReported) : null;
    }

    /// <inheritdoc/>
    public bool TryRecompile(UsedUnitSyntax unit, SourceText from) => LocateSource(unit, from) is not null && Recompile.Add(unit.Name.Key);

    /// <summary>A place in a source, if the clause is in one.</summary>
    internal static SourceSpan? Place(in UsedUnitSyntax unit) => unit.Name.Span.Source is null ? null : unit.Name.Span;

    private FoundUnit? Parse(SourceText source, out bool isReported)
    {
        SyntaxTree tree = PascalParser.Parse(source, options, sources);
        Diagnostics.AddRange(tree.Diagnostics);
        isReported = tree.HasErrors;
        return !tree.HasErrors && tree.Root is UnitSyntax syntax ? new FoundUnit(syntax, null, source) : null;
    }

    private static string[] SourceNames(in UsedUnitSyntax unit) =>
        unit.Path is { } path ? [path] : [unit.Name.Name, unit.Name.Name + ".pas", unit.Name.Key + ".pas"];

    private SourceText? FindSource(in UsedUnitSyntax unit, SourceText from)
    {
        foreach (string name in SourceNames(unit))
        {
            if (sources.Find(name, from) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private SourceFile? LocateSource(in UsedUnitSyntax unit, SourceText from)
    {
        foreach (string name in SourceNames(unit))
        {
            if (sources.Locate(name, from) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private UnitFile? FindCompiled(in UsedUnitSyntax unit, SourceText from)
    {
        string[] names = unit.Path is { } path
            ? [Path.ChangeExtension(path, ".pcode")]
            : [unit.Name.Name + ".pcode", unit.Name.Key + ".pcode"];
        foreach (string name in names)
        {
            if (sources.FindUnit(name, from) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>True when the compiled unit is what compiling its source again would give, as far as its own files go. A source that is
    /// older than the compiled unit isn't read.</summary>
    private bool IsCurrent(CompiledUnit compiled, in UsedUnitSyntax unit, SourceText from)
    {
        if (LocateSource(unit, from) is not { } main)
        {
            return true;
        }

        if (compiled.Settings != UnitSettings.Of(options))
        {
            return false;
        }

        SourceText folder = new(main.Path, "");
        for (int i = 0; i < compiled.Sources.Length; i++)
        {
            (string path, UnitHash hash) = compiled.Sources[i];
            SourceFile? file = i == 0 ? main : sources.Locate(path, folder);
            if (file is not { } found)
            {
                return false;
            }

            if (found.Written < compiled.File.Written)
            {
                continue;
            }

            SourceText? text = i == 0 ? FindSource(unit, from) : sources.Find(path, folder);
            if (text is null || UnitHash.Of(text) != hash)
            {
                return false;
            }
        }

        return true;
    }
}
