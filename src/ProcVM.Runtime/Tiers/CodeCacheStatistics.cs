namespace ProcVM.Runtime.Tiers;

/// <summary>What the cache did for a run.</summary>
/// <param name="Hits">Functions and loops whose code was there.</param>
/// <param name="Misses">Those that LLVM compiled.</param>
/// <param name="BytesRead">Bytes of the file that was read.</param>
/// <param name="BytesWritten">Bytes of the file that was written.</param>
/// <param name="Problem">Why there is no cache, or why nothing was kept; null when there is nothing to say.</param>
public sealed record CodeCacheStatistics(int Hits, int Misses, long BytesRead, long BytesWritten, string? Problem);
