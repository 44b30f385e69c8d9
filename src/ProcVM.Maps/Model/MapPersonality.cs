namespace ProcVM.Maps.Model;

/// <summary>A guest system's face: its machine's sizes, its gates, and what it says to unknown calls.</summary>
/// <param name="Name">Its name, as "linux-i386".</param>
/// <param name="Parent">The personality whose types, rows and settings it has too; null for none.</param>
/// <param name="Gates">The ways in.</param>
/// <param name="Unknown">What happens to calls that no row names; null: the parent's way, or an error at load time for imports.</param>
public sealed record MapPersonality(string Name, string? Parent, MapList<MapGate> Gates, MapUnknown? Unknown) : MapDeclaration
{
    /// <summary>The CPU and its mode, as "x86-32"; null: the parent's.</summary>
    public string? Cpu { get; init; }

    /// <summary>Bytes of an address; null: the parent's.</summary>
    public int? Pointer { get; init; }

    /// <summary>Bytes of a <c>long</c>; null: the parent's.</summary>
    public int? Long { get; init; }

    /// <summary>The greatest alignment of a field; null: the parent's, or none.</summary>
    public int? MaxAlign { get; init; }
}

/// <summary>Ways in that share a convention.</summary>
/// <param name="Triggers">What the guest does.</param>
/// <param name="Settings">The convention: words after "number", "select", "args", "result", "error", "convention".</param>
public sealed record MapGate(MapList<MapTrigger> Triggers, MapList<MapSetting> Settings)
{
    /// <summary>Where it stands.</summary>
    public MapPlace Place { get; init; }
}

/// <summary>What a guest does to enter its system.</summary>
/// <param name="Word">"int", "syscall", "sysenter", "libcall" or "import".</param>
/// <param name="Vector">The interrupt's number.</param>
/// <param name="Module">The imports' module.</param>
public sealed record MapTrigger(string Word, int? Vector = null, string? Module = null);

/// <summary>One part of a gate's convention.</summary>
/// <param name="Name">The part.</param>
/// <param name="Words">Registers in order, or the error convention's words.</param>
public sealed record MapSetting(string Name, MapList<string> Words);
