using ProcVM.Maps.Model;

namespace ProcVM.Maps;

/// <summary>Rows that are copies of another personality's.</summary>
public static class MapCopies
{
    /// <summary>The row that a copy is made from; null when the maps have none.</summary>
    public static MapCall? Find(IEnumerable<MapFile> maps, MapCopy copy)
    {
        foreach (MapFile map in maps)
        {
            MapPersonality? personality = null;
            foreach (MapDeclaration declaration in map.Declarations)
            {
                personality = declaration as MapPersonality ?? personality;
                if (declaration is MapCall call && personality?.Name == copy.Personality && call.Name == (copy.Row ?? copy.Name))
                {
                    return call;
                }
            }
        }

        return null;
    }

    /// <summary>A map with its copies made; those of rows that aren't there are left out.</summary>
    /// <param name="map">The map.</param>
    /// <param name="maps">All that are loaded together.</param>
    public static MapFile Make(MapFile map, IReadOnlyList<MapFile> maps) => map with
    {
        Declarations = MapList.From(map.Declarations
            .Select(one => one is MapCopy copy ? Find(maps, copy) is { } row ? copy.From(row) : null : one)
            .OfType<MapDeclaration>()),
    };
}
