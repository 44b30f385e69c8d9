using ProcVM.Core;
using ProcVM.Maps.Checks;
using ProcVM.Maps.Model;

namespace ProcVM.Maps;

/// <summary>Checks maps that are loaded together: what the grammar alone can't say.</summary>
public sealed class MapChecker
{
    private readonly CheckContext _context;
    private readonly TypeChecks _types;
    private readonly CallChecks _calls;
    private readonly Dictionary<(string Scope, string Number), string> _numbers = [];
    private readonly HashSet<(string Scope, string Name)> _names = [];
    private Dictionary<string, HashSet<string>>? _exports;

    private MapChecker(IReadOnlyList<MapFile> maps, HandlerCatalogue? handlers)
    {
        _context = new CheckContext(maps, handlers);
        _types = new TypeChecks(_context);
        _calls = new CallChecks(_context, _types);
    }

    /// <summary>The errors of maps that are loaded together, map by map in order.</summary>
    /// <param name="maps">The maps, parents first or not.</param>
    /// <param name="handlers">The handlers that exist; null to leave handlers unchecked.</param>
    public static IReadOnlyList<Diagnostic> Check(IReadOnlyList<MapFile> maps, HandlerCatalogue? handlers = null)
    {
        MapChecker checker = new(maps, handlers);
        foreach (MapFile map in maps)
        {
            checker.Check(map);
        }

        return checker._context.Errors;
    }

    private void Check(MapFile map)
    {
        _context.Current = map;
        MapPersonality? personality = null;
        foreach (MapDeclaration declaration in map.Declarations)
        {
            switch (declaration)
            {
                case MapCall call:
                    CheckCall(call, personality);
                    break;
                case MapCopy copy:
                    CheckCopy(copy, personality);
                    break;
                case MapLibrary library:
                    CheckLibrary(library, personality);
                    break;
                default:
                    personality = declaration as MapPersonality ?? personality;
                    _types.Check(declaration);
                    break;
            }
        }
    }

    private void CheckCall(MapCall call, MapPersonality? personality)
    {
        _calls.Check(call);
        foreach (string scope in ScopesOf(call, personality))
        {
            if (call.Key is not MapInterruptKey && !_names.Add((scope, call.Name)))
            {
                _context.Report(MapDiagnostics.DuplicateCall, call.Place, call.Name, scope);
            }

            if (NumberOf(call, scope) is { } number)
            {
                CheckNumber(scope, number, call.Name, call.Place);
            }

            CheckGate(call, scope);
        }
    }

    private void CheckCopy(MapCopy copy, MapPersonality? personality)
    {
        if (MapCopies.Find(_context.Maps, copy) is not { } row)
        {
            _context.Report(MapDiagnostics.UnknownRow, copy.Place, copy.Personality, copy.Row ?? copy.Name);
            return;
        }

        // A row that isn't served yet needn't know its parameters.
        foreach (MapParameter parameter in copy.Parameters.Where(own => !row.Varargs && row.Parameters.All(one => one.Name != own.Name)))
        {
            _context.Report(MapDiagnostics.BadVariant, copy.Place, parameter.Name, copy.Row ?? copy.Name);
        }

        foreach (string name in copy.Wide.Where(name => _context.Types.FindStruct(name) is null))
        {
            _context.Report(MapDiagnostics.UnknownType, copy.Place, name);
        }

        CheckCall(copy.From(row), personality);
    }

    private void CheckNumber(string scope, string number, string name, MapPlace place)
    {
        if (!_numbers.TryAdd((scope, number), name))
        {
            _context.Report(MapDiagnostics.DuplicateNumber, place, number, _numbers[(scope, number)], name, scope);
        }
    }

    /// <summary>The personalities a call belongs to.</summary>
    private List<string> ScopesOf(MapCall call, MapPersonality? personality)
    {
        List<string> scopes = [];
        if (call.Key is MapNumberKey key)
        {
            foreach (string name in key.Numbers.Select(static one => one.Personality).OfType<string>())
            {
                scopes.Add(name);
                if (!_context.Personalities.ContainsKey(name))
                {
                    _context.Report(MapDiagnostics.UnknownPersonality, call.Place, name);
                }
            }
        }

        if (scopes.Count == 0 && personality is null)
        {
            _context.Report(MapDiagnostics.NoPersonality, call.Place, call.Name);
        }
        else if (scopes.Count == 0)
        {
            scopes.Add(personality!.Name);
        }

        return scopes;
    }

    private static string? NumberOf(MapCall call, string scope) => call.Key switch
    {
        MapNumberKey key => $"{key.Numbers.First(one => one.Personality is null || one.Personality == scope).Number}",
        MapInterruptKey key => $"int 0x{key.Vector:x2}{string.Concat(key.Selections.Select(static one => $" {one.Register}=0x{one.Value:x2}"))}",
        _ => null,
    };

    private void CheckGate(MapCall call, string scope)
    {
        List<MapGate> gates = [.. _context.Ancestry(_context.Personalities.GetValueOrDefault(scope)).SelectMany(static one => one.Gates)];
        bool reached = gates.Count == 0 || call.Key switch
        {
            MapNumberKey => gates.Any(static gate => gate.Settings.Any(static one => one.Name == "number")),
            MapInterruptKey key => gates.Any(gate => gate.Triggers.Any(trigger => trigger.Word == "int" && trigger.Vector == key.Vector)),
            _ => gates.Any(static gate => gate.Triggers.Any(static trigger => trigger.Word == "import")),
        };
        if (!reached)
        {
            _context.Report(MapDiagnostics.NoGate, call.Place, call.Name, scope);
        }
    }

    private void CheckLibrary(MapLibrary library, MapPersonality? personality)
    {
        _types.CheckUnknown(library.Unknown, library.Place);
        if (personality is null)
        {
            _context.Report(MapDiagnostics.NoPersonality, library.Place, library.Name);
        }
        else if (!_names.Add((personality.Name, library.Name)))
        {
            _context.Report(MapDiagnostics.DuplicateCall, library.Place, library.Name, personality.Name);
        }

        foreach (MapDeclaration export in library.Exports)
        {
            CheckExport(library, export);
        }
    }

    private void CheckExport(MapLibrary library, MapDeclaration export)
    {
        (string name, int? ordinal, bool wide) = IdentityOf(export);
        foreach (string one in wide ? (string[])[name + "A", name + "W"] : [name])
        {
            if (!_names.Add((library.Name, one)))
            {
                _context.Report(MapDiagnostics.DuplicateCall, export.Place, one, library.Name);
            }
        }

        if (ordinal is { } number)
        {
            CheckNumber(library.Name, $"@{number}", name, export.Place);
            _context.CheckRange("ordinal", export is MapCall ? null : number, 1, 65535, export.Place);
        }

        switch (export)
        {
            case MapCall call:
                _calls.Check(call);
                break;
            case MapForward forward:
                CheckForward(forward);
                break;
            case MapData data:
                _types.CheckUse(data.Type, data.Place, static _ => false, "number");
                _context.CheckValue(data.Value, data.Place);
                _calls.CheckTarget(data.Target, [], data.Place);
                break;
        }
    }

    private void CheckForward(MapForward forward)
    {
        string file = forward.Library.Contains('.', StringComparison.Ordinal) ? forward.Library : forward.Library + ".dll";
        _exports ??= FindExports();
        if (_exports.TryGetValue(file, out HashSet<string>? names)
            && !(forward.Wide ? names.Contains(forward.Export + "A") && names.Contains(forward.Export + "W") : names.Contains(forward.Export)))
        {
            _context.Report(MapDiagnostics.UnknownForward, forward.Place, file, forward.Export);
        }
    }

    /// <summary>The exports of every library that has its own.</summary>
    private Dictionary<string, HashSet<string>> FindExports()
    {
        Dictionary<string, HashSet<string>> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (MapLibrary library in _context.Maps.SelectMany(static map => map.Declarations).OfType<MapLibrary>().Where(static one => one.SameAs is null))
        {
            HashSet<string> names = [];
            foreach ((string name, _, bool wide) in library.Exports.Select(IdentityOf))
            {
                names.Add(wide ? name + "A" : name);
                names.Add(wide ? name + "W" : name);
            }

            found.TryAdd(library.Name, names);
        }

        return found;
    }

    private static (string Name, int? Ordinal, bool Wide) IdentityOf(MapDeclaration export) => export switch
    {
        MapCall { Key: MapExportKey key } call => (call.Name, key.Ordinal, key.Wide),
        MapForward forward => (forward.Name, forward.Ordinal, forward.Wide),
        MapData data => (data.Name, data.Ordinal, false),
        _ => ("", null, false),
    };
}
