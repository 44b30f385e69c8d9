using ProcVM.Maps.Model;

namespace ProcVM.Maps;

/// <summary>A handler's argument: its name, and what the handler gets, as "i32" or "in string".</summary>
public readonly record struct HandlerParameter(string Name, string Kind);

/// <summary>The handler methods that exist, for checking maps that are loaded at run time. (In shipped maps the C# compiler
/// checks handlers.)</summary>
public sealed class HandlerCatalogue(IReadOnlyDictionary<string, MapList<HandlerParameter>> handlers)
{
    /// <summary>The handlers that the rows of checked maps name, with the arguments those rows give.</summary>
    public static HandlerCatalogue Of(params IReadOnlyList<MapFile> maps)
    {
        MapTypes types = new(maps);
        Dictionary<string, MapList<HandlerParameter>> handlers = [];
        foreach (MapCall call in maps.SelectMany(static map => map.Calls))
        {
            if (call.Target is MapHandler { Fixed.Count: 0 } handler)
            {
                handlers.TryAdd(handler.FullName, ArgumentsOf(call.Parameters, types));
            }
        }

        return new HandlerCatalogue(handlers);
    }

    /// <summary>The arguments that a handler takes; null when there is no such handler.</summary>
    public MapList<HandlerParameter>? Find(string fullName) => handlers.GetValueOrDefault(fullName);

    /// <summary>What a row's parameters give a handler: all of them, in order, but those that only tell another's length.</summary>
    public static MapList<HandlerParameter> ArgumentsOf(MapList<MapParameter> parameters, MapTypes types)
    {
        HashSet<string> lengths = [.. parameters.SelectMany(static one => one.Type.Length?.Factors ?? []).Select(static factor => factor.Name).OfType<string>()];
        return MapList.From(parameters.Where(one => !lengths.Contains(one.Name))
            .Select(one => new HandlerParameter(one.Name, KindOf(one, types))));
    }

    private static string KindOf(MapParameter parameter, MapTypes types)
    {
        string name = types.Resolve(parameter.Type).Name;
        return parameter.Direction switch
        {
            MapDirection.In => "in " + name,
            MapDirection.Out or MapDirection.InOut => "out " + name,
            _ => name,
        };
    }
}
