namespace ProcVM.Core.Text;

/// <summary>A stretch of a source text, in UTF-16 units.</summary>
/// <param name="Source">The text.</param>
/// <param name="Start">Offset of the first unit.</param>
/// <param name="Length">Length; 0 for a place between two units.</param>
public readonly record struct SourceSpan(SourceText Source, int Start, int Length)
{
    /// <summary>1-based line and column of the start.</summary>
    public (int Line, int Column) Position => Source.GetPosition(Start);

    /// <summary>1-based line of the start.</summary>
    public int Line => Source.GetLineNumber(Start);
}
