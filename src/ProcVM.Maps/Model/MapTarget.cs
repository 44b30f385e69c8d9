namespace ProcVM.Maps.Model;

/// <summary>What serves a call.</summary>
public abstract record MapTarget
{
    /// <summary>Where it stands.</summary>
    public MapPlace Place { get; init; }
}

/// <summary>A handler method.</summary>
/// <param name="Class">The handler class, without "Calls".</param>
/// <param name="Method">The method.</param>
/// <param name="Fixed">Parameters of the method that the row gives a constant.</param>
public sealed record MapHandler(string Class, string Method, MapList<MapArgument> Fixed) : MapTarget
{
    /// <summary>Class.Method.</summary>
    public string FullName => $"{Class}.{Method}";
}

/// <summary>A constant argument.</summary>
/// <param name="Name">The method's parameter.</param>
/// <param name="Value">A number or a named value.</param>
public readonly record struct MapArgument(string Name, string Value);

/// <summary>Nothing but an error.</summary>
/// <param name="Name">The error's name in one of the map's enumerations.</param>
public sealed record MapErrorTarget(string Name) : MapTarget;

/// <summary>Nothing but a result.</summary>
/// <param name="Value">A number or a named value.</param>
public sealed record MapReturnTarget(string Value) : MapTarget;

/// <summary>How well a call is served.</summary>
public enum SupportLevel
{
    /// <summary>The row doesn't say.</summary>
    Unstated,

    /// <summary>Not at all: the target, if any, answers with an error or a constant.</summary>
    None,

    /// <summary>In part; the note says what is missing.</summary>
    Partial,

    /// <summary>In full.</summary>
    Full,
}

/// <summary>How well a call is served, and what a user should know about it.</summary>
public readonly record struct MapSupport(SupportLevel Level, string? Note = null);

/// <summary>What happens when a guest calls what no row names.</summary>
/// <param name="Error">The error it gets; null for none.</param>
/// <param name="Result">The result it gets: a number or a named value; null for the convention's own.</param>
/// <param name="ReportOnce">True when the user is told once.</param>
public sealed record MapUnknown(string? Error, string? Result, bool ReportOnce);
