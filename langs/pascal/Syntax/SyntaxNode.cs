using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>A part of a source as it is written, before any name has a meaning.</summary>
public abstract class SyntaxNode
{
    private protected SyntaxNode(SourceSpan span) => Span = span;

    /// <summary>From the first character of the first token to the last character of the last.</summary>
    public SourceSpan Span { get; }
}
