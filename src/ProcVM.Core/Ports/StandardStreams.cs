namespace ProcVM.Core.Ports;

/// <summary>The three files every program starts with; bytes pass through unchanged.</summary>
/// <param name="Input">Standard input.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
public sealed record StandardStreams(IFile Input, IFile Output, IFile Error);
