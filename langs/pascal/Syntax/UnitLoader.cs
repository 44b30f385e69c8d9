using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>Reads a program and all units it uses, directly or not.</summary>
public sealed class UnitLoader
{
    private const int MostUnits = 1000;

    private readonly PascalOptions _options;
    private readonly IPascalSources _sources;
    private readonly Dictionary<string, LoadedUnit?> _units = new(StringComparer.Ordinal);
    private readonly Queue<LoadedUnit> _unread = new();
    private readonly List<Diagnostic> _diagnostics = [];

    private UnitLoader(PascalOptions options, IPascalSources sources)
    {
        _options = options;
        _sources = sources;
    }

    /// <summary>Reads the program in <paramref name="main"/> with its units.</summary>
    public static ProgramSources Load(SourceText main, PascalOptions options, IPascalSources sources) =>
        new UnitLoader(options, sources).Load(main);

    private ProgramSources Load(SourceText main)
    {
        SyntaxTree tree = PascalParser.Parse(main, _options, _sources);
        _diagnostics.AddRange(tree.Diagnostics);
        if (tree.Root is UnitSyntax alone)
        {
            _diagnostics.Add(new Diagnostic(PascalDiagnostics.UnitAlone, alone.Name.Span, alone.Name.Name));
            return new ProgramSources(tree, [], [], _diagnostics);
        }

        LoadedUnit program = new(tree, string.Empty);
        program.Interface = Resolve(((ProgramSyntax)tree.Root).Uses, tree.Source, []);
        while (_unread.TryDequeue(out LoadedUnit? unit))
        {
            UnitSyntax syntax = (UnitSyntax)unit.Tree.Root;
            HashSet<string> named = new(StringComparer.Ordinal);
            unit.Interface = Resolve(syntax.Interface.Uses, unit.Tree.Source, named);
            unit.Implementation = Resolve(syntax.Implementation.Uses, unit.Tree.Source, named);
        }

        UnitOrder order = new(_diagnostics);
        List<SyntaxTree> units = order.ByInterface(program, _units.Values.OfType<LoadedUnit>());
        return new ProgramSources(tree, units, UnitOrder.ByInitialization(program), _diagnostics);
    }

    private List<(LoadedUnit Unit, Identifier Name)> Resolve(UsedUnitSyntax[] uses, SourceText from, HashSet<string> named)
    {
        List<(LoadedUnit, Identifier)> found = [];
        foreach (UsedUnitSyntax used in uses)
        {
            if (!named.Add(used.Name.Key))
            {
                _diagnostics.Add(new Diagnostic(PascalDiagnostics.UnitTwice, used.Name.Span, used.Name.Name));
            }
            else if (used.Name.Key != "system" && Find(used, from) is { } unit)
            {
                found.Add((unit, used.Name));
            }
        }

        return found;
    }

    private LoadedUnit? Find(UsedUnitSyntax used, SourceText from)
    {
        Identifier name = used.Name;
        if (_units.TryGetValue(name.Key, out LoadedUnit? known))
        {
            return known;
        }

        if (_units.Count == MostUnits)
        {
            if (!_diagnostics.Exists(diagnostic => diagnostic.Descriptor == PascalDiagnostics.TooManyUnits))
            {
                _diagnostics.Add(new Diagnostic(PascalDiagnostics.TooManyUnits, name.Span, MostUnits));
            }

            return null;
        }

        LoadedUnit? unit = Read(used, from);
        _units.Add(name.Key, unit);
        if (unit is not null)
        {
            _unread.Enqueue(unit);
        }

        return unit;
    }

    private LoadedUnit? Read(UsedUnitSyntax used, SourceText from)
    {
        Identifier name = used.Name;
        SourceText? source = used.Path is { } path
            ? _sources.Find(path, from)
            : _sources.Find($"{name.Name}.pas", from) ?? _sources.Find($"{name.Key}.pas", from)
                ?? _sources.Find($"{name.Name}.pp", from) ?? _sources.Find($"{name.Key}.pp", from);
        if (source is null)
        {
            _diagnostics.Add(new Diagnostic(PascalDiagnostics.UnitNotFound, name.Span, name.Name));
            return null;
        }

        SyntaxTree tree = PascalParser.Parse(source, _options, _sources);
        if (tree.Root is not UnitSyntax unit || unit.Name.Key != name.Key)
        {
            string held = tree.Root is UnitSyntax other ? $"the unit '{other.Name.Name}'" : "no unit";
            _diagnostics.Add(new Diagnostic(PascalDiagnostics.NotTheUnit, name.Span, source.Path, held, name.Name));
            return null;
        }

        _diagnostics.AddRange(tree.Diagnostics);
        return new LoadedUnit(tree, name.Key);
    }
}
