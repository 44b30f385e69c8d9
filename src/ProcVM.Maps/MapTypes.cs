using ProcVM.Maps.Model;

namespace ProcVM.Maps;

/// <summary>The types that maps declare, by name.</summary>
public sealed class MapTypes
{
    private readonly Dictionary<string, MapAlias> _aliases = [];
    private readonly Dictionary<string, MapEnum> _enums = [];
    private readonly Dictionary<string, MapStruct> _structs = [];

    /// <summary>Collects the types of maps; of two of one name the first counts.</summary>
    public MapTypes(params IEnumerable<MapFile> maps)
    {
        foreach (MapDeclaration declaration in maps.SelectMany(static map => map.Declarations))
        {
            switch (declaration)
            {
                case MapAlias alias:
                    _aliases.TryAdd(alias.Name, alias);
                    break;
                case MapEnum named:
                    _enums.TryAdd(named.Name, named);
                    break;
                case MapStruct structure:
                    _structs.TryAdd(structure.Name, structure);
                    break;
            }
        }
    }

    /// <summary>The enumeration or flag set of a name.</summary>
    public MapEnum? FindEnum(string name) => _enums.GetValueOrDefault(name);

    /// <summary>The structure or union of a name.</summary>
    public MapStruct? FindStruct(string name) => _structs.GetValueOrDefault(name);

    /// <summary>The alias of a name.</summary>
    public MapAlias? FindAlias(string name) => _aliases.GetValueOrDefault(name);

    /// <summary>True when a map declares a type of this name.</summary>
    public bool Declares(string name) => _aliases.ContainsKey(name) || _enums.ContainsKey(name) || _structs.ContainsKey(name);

    /// <summary>The type behind aliases and enumerations; the type itself when there is none, or when aliases go round in a circle.</summary>
    public MapType Resolve(MapType type)
    {
        MapType current = type;
        for (int steps = 0; steps < 32; steps++)
        {
            if (_aliases.TryGetValue(current.Name, out MapAlias? alias))
            {
                current = alias.Type.Length is null ? alias.Type with { Length = current.Length } : alias.Type;
            }
            else if (_enums.TryGetValue(current.Name, out MapEnum? named))
            {
                current = current with { Name = named.Underlying };
            }
            else
            {
                return current;
            }
        }

        return type;
    }

    /// <summary>The format that the nearest alias of a type asks for; null for none.</summary>
    public string? FormatOf(MapType type)
    {
        string name = type.Name;
        for (int steps = 0; steps < 32 && _aliases.TryGetValue(name, out MapAlias? alias); steps++)
        {
            if (alias.Format is not null)
            {
                return alias.Format;
            }

            name = alias.Type.Name;
        }

        return null;
    }
}
