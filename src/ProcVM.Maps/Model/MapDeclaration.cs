namespace ProcVM.Maps.Model;

/// <summary>A declaration of a map.</summary>
public abstract record MapDeclaration
{
    /// <summary>Where it stands.</summary>
    public MapPlace Place { get; init; }
}

/// <summary>Another name for a type.</summary>
/// <param name="Name">The new name.</param>
/// <param name="Type">The type.</param>
/// <param name="Format">How a trace shows its values: "hex", "octal", "decimal", "char"; null for the type's own way.</param>
public sealed record MapAlias(string Name, MapType Type, string? Format) : MapDeclaration;

/// <summary>Named values: an enumeration, or flags that are combined.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="IsFlags">True for flags.</param>
/// <param name="Underlying">The integer type that carries them.</param>
/// <param name="Members">The named values.</param>
/// <param name="Groups">Bits that hold one value of several, as open's access mode.</param>
public sealed record MapEnum(
    string Name, bool IsFlags, string Underlying, MapList<MapMember> Members, MapList<MapMaskGroup> Groups) : MapDeclaration;

/// <summary>A named value.</summary>
public readonly record struct MapMember(string Name, long Value);

/// <summary>Bits of a flag set that hold one value of several.</summary>
/// <param name="Mask">The bits.</param>
/// <param name="Members">The values.</param>
public sealed record MapMaskGroup(long Mask, MapList<MapMember> Members);

/// <summary>A structure or union in guest memory, laid out by its personality's rules for pointers, longs and alignment.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="IsUnion">True when all fields lie at the start.</param>
/// <param name="Fields">The fields.</param>
public sealed record MapStruct(string Name, bool IsUnion, MapList<MapField> Fields) : MapDeclaration
{
    /// <summary>The structure whose fields it lays out in another way, by their names; null when it is one of its own.</summary>
    public string? LayoutOf { get; init; }

    /// <summary>True when fields follow each other without gaps.</summary>
    public bool Packed { get; init; }

    /// <summary>The alignment, where it isn't the greatest of the fields'.</summary>
    public int? Align { get; init; }

    /// <summary>The sizes it must come out at, by personality (null: every one); checked.</summary>
    public MapList<MapNumber> Sizes { get; init; } = [];
}

/// <summary>A field.</summary>
/// <param name="Name">Its name; "_" for padding that has none.</param>
/// <param name="Type">Its type.</param>
/// <param name="Offset">The offset it must come out at; checked. Null: not stated.</param>
public sealed record MapField(string Name, MapType Type, long? Offset)
{
    /// <summary>Where it stands.</summary>
    public MapPlace Place { get; init; }
}

/// <summary>A library of the guest's system: its exports.</summary>
/// <param name="Name">The file name, in lower case.</param>
/// <param name="SameAs">The library it is another name for (the name may then be a pattern with *); null when it has exports of its own.</param>
/// <param name="Exports">Calls, forwards and data.</param>
/// <param name="Unknown">What happens to calls of other names.</param>
public sealed record MapLibrary(string Name, string? SameAs, MapList<MapDeclaration> Exports, MapUnknown? Unknown) : MapDeclaration;

/// <summary>An export that is another library's.</summary>
/// <param name="Name">The export's name; two names, with A and W, when <paramref name="Wide"/>.</param>
/// <param name="Ordinal">Its ordinal, if it has one.</param>
/// <param name="Wide">True for an A/W pair; the other export is one too.</param>
/// <param name="Library">The other library, without ".dll" perhaps.</param>
/// <param name="Export">The export there.</param>
public sealed record MapForward(string Name, int? Ordinal, bool Wide, string Library, string Export) : MapDeclaration;

/// <summary>An export that is a variable.</summary>
/// <param name="Name">The export's name.</param>
/// <param name="Ordinal">Its ordinal, if it has one.</param>
/// <param name="Type">Its type.</param>
/// <param name="Value">Its first value: a number or a named value; null for zero.</param>
/// <param name="Target">The handler that fills it; null for none.</param>
public sealed record MapData(string Name, int? Ordinal, MapType Type, string? Value, MapTarget? Target) : MapDeclaration;
