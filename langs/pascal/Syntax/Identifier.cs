using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>A name where it is written.</summary>
/// <param name="Name">The spelling, for messages. Empty where the name is missing.</param>
/// <param name="Key">The lower-case spelling, by which names are compared; for a numeric label its digits without
/// leading zeros. The same string object for the same key within one source.</param>
/// <param name="Span">The place.</param>
public readonly record struct Identifier(string Name, string Key, SourceSpan Span)
{
    /// <summary>True where the parser has reported that a name is missing: nothing more is to be said about it.</summary>
    public bool IsMissing => Key.Length == 0;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
