using System.Globalization;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Maps.Model;

namespace ProcVM.Maps.Checks;

/// <summary>What the checks share: the names of all maps that are loaded together, and the errors found.</summary>
internal sealed class CheckContext
{
    private readonly HashSet<string> _values = [];
    private readonly List<Diagnostic> _errors = [];

    public CheckContext(IReadOnlyList<MapFile> maps, HandlerCatalogue? handlers)
    {
        Maps = maps;
        Handlers = handlers;
        Types = new MapTypes(maps);
        foreach (MapDeclaration declaration in maps.SelectMany(static map => map.Declarations))
        {
            if (declaration is MapPersonality personality)
            {
                Personalities.TryAdd(personality.Name, personality);
            }
            else if (declaration is MapEnum named)
            {
                _values.UnionWith(named.Members.Concat(named.Groups.SelectMany(static group => group.Members)).Select(static member => member.Name));
            }
        }
    }

    public IReadOnlyList<MapFile> Maps { get; }

    public HandlerCatalogue? Handlers { get; }

    public MapTypes Types { get; }

    public Dictionary<string, MapPersonality> Personalities { get; } = [];

    /// <summary>The errors so far.</summary>
    public IReadOnlyList<Diagnostic> Errors => _errors;

    /// <summary>The map under check.</summary>
    public MapFile? Current { get; set; }

    public bool Knows(string value) => long.TryParse(value, CultureInfo.InvariantCulture, out _) || _values.Contains(value);

    public void Report(DiagnosticDescriptor kind, MapPlace place, params object[] arguments)
    {
        SourceSpan? span = Current?.Source is { } source ? new SourceSpan(source, place.Start, FirstLine(source, place)) : null;
        _errors.Add(new Diagnostic(kind, span, arguments));
    }

    public void CheckValue(string? value, MapPlace place)
    {
        if (value is not null && !Knows(value))
        {
            Report(MapDiagnostics.UnknownValue, place, value);
        }
    }

    public void CheckRange(string what, long? value, long least, long most, MapPlace place)
    {
        if (value < least || value > most)
        {
            Report(MapDiagnostics.OutOfRange, place, what, value.Value);
        }
    }

    /// <summary>The personality itself and its ancestors.</summary>
    public IEnumerable<MapPersonality> Ancestry(MapPersonality? personality)
    {
        for (int depth = 0; personality is not null && depth < 16; depth++)
        {
            yield return personality;
            personality = personality.Parent is null ? null : Personalities.GetValueOrDefault(personality.Parent);
        }
    }

    private static int FirstLine(SourceText source, MapPlace place)
    {
        ReadOnlySpan<char> text = source.Text.AsSpan(place.Start, place.Length);
        int end = text.IndexOfAny('\r', '\n');
        return end < 0 ? text.Length : end;
    }
}
