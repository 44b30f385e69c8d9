namespace ProcVM.Maps.Model;

/// <summary>Where something stands in its map's text, in UTF-16 units. Two places are always equal: a row is the same row
/// wherever it stands.</summary>
public readonly struct MapPlace(int start, int length) : IEquatable<MapPlace>
{
    /// <summary>Offset of the first unit.</summary>
    public int Start { get; } = start;

    /// <summary>Length in units.</summary>
    public int Length { get; } = length;

    /// <summary>Always equal.</summary>
    public static bool operator ==(MapPlace left, MapPlace right) => left.Equals(right);

    /// <summary>Never unequal.</summary>
    public static bool operator !=(MapPlace left, MapPlace right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(MapPlace other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is MapPlace;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
