namespace ProcVM.Maps.Model;

/// <summary>A call of a guest's system: one row of a map.</summary>
/// <param name="Name">Its own name, as the guest's system calls it.</param>
/// <param name="Key">What tells it from the others.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Results">Its results; none for a procedure.</param>
/// <param name="Target">What serves it; null when a variant does or nothing does.</param>
/// <param name="Support">How well it is served.</param>
public sealed record MapCall(
    string Name,
    MapKey Key,
    MapList<MapParameter> Parameters,
    MapList<MapResult> Results,
    MapTarget? Target,
    MapSupport Support) : MapDeclaration
{
    /// <summary>True when further arguments of any type may follow.</summary>
    public bool Varargs { get; init; }

    /// <summary>True when it never returns to the guest.</summary>
    public bool NoReturn { get; init; }

    /// <summary>True when it may wait for something outside the instance's own thread.</summary>
    public bool Blocking { get; init; }

    /// <summary>What becomes of it when a signal interrupts it.</summary>
    public MapRestart Restart { get; init; }

    /// <summary>Its meanings by a selector; null when it has one meaning.</summary>
    public MapVariant? Variant { get; init; }

    /// <summary>The result that says "failed", where that isn't the gate's convention: a number or a named value.</summary>
    public string? Fail { get; init; }

    /// <summary>The calling convention, where it isn't the gate's.</summary>
    public string? Convention { get; init; }

    /// <summary>The version of the guest's system it came with, as "2.0".</summary>
    public string? Since { get; init; }

    /// <summary>Structures that it has in the layout of the personality whose row it was made from.</summary>
    public MapList<string> Wide { get; init; } = [];
}

/// <summary>A row as another personality has it.</summary>
/// <param name="Name">Its own name.</param>
/// <param name="Key">Its number.</param>
/// <param name="Personality">The other personality.</param>
/// <param name="Row">The call there; null when it has the same name.</param>
/// <param name="Parameters">The parameters that have another type here.</param>
/// <param name="Wide">Structures that are laid out here as they are there.</param>
public sealed record MapCopy(string Name, MapKey Key, string Personality, string? Row, MapList<MapParameter> Parameters, MapList<string> Wide) : MapDeclaration
{
    /// <summary>The call itself, made from the row that it is a copy of.</summary>
    public MapCall From(MapCall row) => row with
    {
        Name = Name,
        Key = Key,
        Parameters = MapList.From(row.Parameters.Select(one => Parameters.FirstOrDefault(own => own.Name == one.Name) ?? one)),
        Wide = Wide,
        Place = Place,
    };
}

/// <summary>What tells a call from the others.</summary>
public abstract record MapKey;

/// <summary>Its name does: an import.</summary>
public sealed record MapNameKey : MapKey;

/// <summary>A number does, one for each personality that has the call.</summary>
/// <param name="Numbers">The numbers.</param>
public sealed record MapNumberKey(MapList<MapNumber> Numbers) : MapKey;

/// <summary>A call's number.</summary>
/// <param name="Personality">In this personality; null: in the one the row belongs to.</param>
/// <param name="Number">The number.</param>
public readonly record struct MapNumber(string? Personality, long Number);

/// <summary>An exported name of a library does.</summary>
/// <param name="Ordinal">Its ordinal, if it has one.</param>
/// <param name="Wide">True when the row stands for two exports: NAME + "A" with the guest's 8-bit strings, NAME + "W" with UTF-16.</param>
public sealed record MapExportKey(int? Ordinal, bool Wide) : MapKey;

/// <summary>A software interrupt with certain values in certain registers does.</summary>
/// <param name="Vector">The interrupt's number.</param>
/// <param name="Selections">The registers that must have a value.</param>
public sealed record MapInterruptKey(int Vector, MapList<MapSelection> Selections) : MapKey;

/// <summary>A register and the value it must have.</summary>
public readonly record struct MapSelection(string Register, long Value);

/// <summary>What becomes of a call that a signal interrupts (Linux: ERESTARTSYS and its kin).</summary>
public enum MapRestart
{
    /// <summary>It fails with the guest's "interrupted".</summary>
    Never,

    /// <summary>It starts again when the handler asks for that (SA_RESTART).</summary>
    Handler,

    /// <summary>It starts again whatever the handler says.</summary>
    Always,

    /// <summary>It starts again only when no handler ran.</summary>
    NoHandler,

    /// <summary>It goes on with what is left of its time, when no handler ran.</summary>
    Remaining,
}

/// <summary>A call's meanings, told apart by a parameter.</summary>
/// <param name="Selector">The parameter.</param>
/// <param name="Cases">The meanings.</param>
public sealed record MapVariant(string Selector, MapList<MapCase> Cases);

/// <summary>One meaning of a call with variants.</summary>
/// <param name="Value">The selector's value: a number or a named value; "*" for all others.</param>
/// <param name="Parameters">The parameters that have another type in this case.</param>
/// <param name="Result">The result, where it isn't the call's own.</param>
/// <param name="Target">What serves it.</param>
/// <param name="Support">How well.</param>
public sealed record MapCase(string Value, MapList<MapParameter> Parameters, MapType? Result, MapTarget? Target, MapSupport Support)
{
    /// <summary>Where it stands.</summary>
    public MapPlace Place { get; init; }
}
