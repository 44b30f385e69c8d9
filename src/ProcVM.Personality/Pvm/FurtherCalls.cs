using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Maps;
using ProcVM.Maps.Model;

namespace ProcVM.Personality.Pvm;

/// <summary>Host calls of a map that a user loads: other names, or modules, for what the P-machine's own calls do.</summary>
/// <remarks>A row is served as the shipped row with its handler and its parameters, so that one piece of code checks a guest's
/// addresses, whatever a call is named.</remarks>
public sealed class FurtherCalls
{
    private readonly Dictionary<(string Module, string Name), string> _shipped = [];

    private FurtherCalls()
    {
    }

    /// <summary>Reads and checks a map; or all the errors in it.</summary>
    public static LoadResult<FurtherCalls> Load(SourceText source)
    {
        LoadResult<MapFile> parsed = MapParser.Parse(source);
        if (!parsed.Succeeded)
        {
            return LoadResult<FurtherCalls>.Failure(parsed.Diagnostics);
        }

        MapFile shipped = PvmTable.CreateMap();
        MapFile[] maps = [shipped, parsed.Value];
        List<Diagnostic> errors = [.. MapChecker.Check(maps, HandlerCatalogue.Of(shipped))];
        FurtherCalls calls = new();
        if (errors.Count == 0)
        {
            calls.Add(parsed.Value, shipped, new MapTypes(maps), errors);
        }

        return errors.Count == 0 ? LoadResult<FurtherCalls>.Success(calls) : LoadResult<FurtherCalls>.Failure(errors);
    }

    /// <summary>The shipped call that serves an import; null when the map doesn't name it.</summary>
    internal string? Find(string module, string name) => _shipped.GetValueOrDefault((module, name));

    private void Add(MapFile map, MapFile shipped, MapTypes types, List<Diagnostic> errors)
    {
        string module = PvmTable.ModuleName;
        foreach (MapDeclaration declaration in map.Declarations)
        {
            if (declaration is MapPersonality personality)
            {
                module = ModuleOf(personality) ?? PvmTable.ModuleName;
            }
            else if (declaration is MapCall { Target: MapHandler handler } call)
            {
                if (shipped.Calls.FirstOrDefault(row => IsServedAs(call, handler, row, types)) is { } served)
                {
                    _shipped[(module, call.Name)] = served.Name;
                }
                else
                {
                    SourceSpan place = new(map.Source!, call.Place.Start, call.Name.Length);
                    errors.Add(new Diagnostic(PvmImportDiagnostics.NotServed, place, call.Name, handler.FullName));
                }
            }
        }
    }

    private static string? ModuleOf(MapPersonality personality) =>
        personality.Gates.SelectMany(static gate => gate.Triggers).FirstOrDefault(static trigger => trigger.Word == "import")?.Module;

    private static bool IsServedAs(MapCall call, MapHandler handler, MapCall row, MapTypes types) =>
        row.Target is MapHandler shipped && shipped.FullName == handler.FullName && handler.Fixed.Count == 0
        && PcodeSignature.Of(call, types) == PcodeSignature.Of(row, types)
        && Enumerable.Range(0, row.Parameters.Count).All(i => AreAlike(call, row, i));

    // The same direction, and the same parameters, by their places, tell the length.
    private static bool AreAlike(MapCall call, MapCall row, int index)
    {
        MapParameter one = call.Parameters[index];
        MapParameter other = row.Parameters[index];
        return one.Direction == other.Direction && Lengths(call, one).SequenceEqual(Lengths(row, other))
            && one.Type.Length?.Plus == other.Type.Length?.Plus;
    }

    private static IEnumerable<(int Parameter, bool Pointee, long Number)> Lengths(MapCall call, MapParameter parameter) =>
        (parameter.Type.Length?.Factors ?? []).Select(
            factor => (call.Parameters.ToList().FindIndex(one => one.Name == factor.Name), factor.Pointee, factor.Number));
}
