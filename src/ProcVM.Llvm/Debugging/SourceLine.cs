namespace ProcVM.Llvm;

/// <summary>A line of a source.</summary>
/// <param name="Path">The source.</param>
/// <param name="Line">The line, the first being 1; 0 for code that comes from no line.</param>
public readonly record struct SourceLine(string Path, int Line);
