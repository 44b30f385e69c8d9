namespace ProcVM.Personality.Linux;

/// <summary>A system call, and how much of it there is.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Level">"full", "partial" or "missing".</param>
/// <param name="Note">What is left out, or why it may be; null for nothing.</param>
public sealed record ServedCall(long Number, string Name, string Level, string? Note);
