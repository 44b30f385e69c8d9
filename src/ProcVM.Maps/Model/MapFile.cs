using ProcVM.Core.Text;

namespace ProcVM.Maps.Model;

/// <summary>A syscall map: what its file declares, in order.</summary>
/// <param name="Declarations">The declarations.</param>
public sealed record MapFile(MapList<MapDeclaration> Declarations)
{
    /// <summary>The text it came from; null when it was made otherwise. Not part of its value.</summary>
    public SourceText? Source { get; init; }

    /// <summary>The calls outside libraries, in order.</summary>
    public IEnumerable<MapCall> Calls => Declarations.OfType<MapCall>();

    /// <inheritdoc/>
    public bool Equals(MapFile? other) => other is not null && Declarations.Equals(other.Declarations);

    /// <inheritdoc/>
    public override int GetHashCode() => Declarations.GetHashCode();
}
