namespace ProcVM.Maps.Model;

/// <summary>Who reads and who writes what a parameter points to.</summary>
public enum MapDirection
{
    /// <summary>A plain value.</summary>
    None,

    /// <summary>The call reads it.</summary>
    In,

    /// <summary>The call writes it.</summary>
    Out,

    /// <summary>The call reads it, then writes it.</summary>
    InOut,
}

/// <summary>A use of a type in a row.</summary>
/// <param name="Name">A built-in type's name, or one that the map declares; "callback" for a function of the guest.</param>
/// <param name="Length">What stands in brackets: how many elements there are.</param>
/// <param name="Callback">The signature of a guest function.</param>
public sealed record MapType(string Name, MapLength? Length = null, MapCallback? Callback = null);

/// <summary>The signature of a guest function that a call may call back.</summary>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Result">Its result; null when it has none.</param>
public sealed record MapCallback(MapList<MapParameter> Parameters, MapType? Result);

/// <summary>How many elements a buffer has: a product of factors, plus a constant.</summary>
/// <param name="Factors">At least one factor.</param>
/// <param name="Plus">What is added.</param>
/// <param name="Used">How many of them mean something after the call: what a trace shows. Null: all.</param>
public sealed record MapLength(MapList<MapFactor> Factors, long Plus = 0, MapFactor? Used = null);

/// <summary>A number or a name in a length.</summary>
/// <param name="Name">A parameter, a field, or "result"; null for a number.</param>
/// <param name="Pointee">The parameter's value is an address, and the number lies there: <c>size^</c>.</param>
/// <param name="Number">The number, when there is no name.</param>
public readonly record struct MapFactor(string? Name, bool Pointee, long Number);

/// <summary>A parameter of a call.</summary>
/// <param name="Name">Its name, unique in the call.</param>
/// <param name="Direction">Who uses what it points to.</param>
/// <param name="Type">Its type.</param>
public sealed record MapParameter(string Name, MapDirection Direction, MapType Type)
{
    /// <summary>The register or register pair that carries it, as "ds:dx"; null where the gate's order decides.</summary>
    public string? Location { get; init; }

    /// <summary>True when a null address is allowed.</summary>
    public bool Optional { get; init; }

    /// <summary>Where it stands.</summary>
    public MapPlace Place { get; init; }
}

/// <summary>A result of a call.</summary>
/// <param name="Location">The register that carries it; null for the gate's own.</param>
/// <param name="Type">Its type.</param>
public sealed record MapResult(string? Location, MapType Type);
