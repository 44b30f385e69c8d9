namespace ProcVM.Profile;

/// <summary>A program's runs in several tiers, side by side.</summary>
/// <param name="Rounds">Runs of each tier.</param>
/// <param name="HasSameOutput">True when each run printed the same and ended the same way.</param>
/// <param name="Tiers">The tiers, the one that others are compared with first.</param>
/// <param name="Routines">The routines that took time in one of the tiers, those with the most first.</param>
/// <param name="Verdicts">What the comparison comes to, a sentence for each tier.</param>
public sealed record Comparison(
    int Rounds, bool HasSameOutput, IReadOnlyList<ComparedTier> Tiers, IReadOnlyList<ComparedRoutine> Routines, IReadOnlyList<string> Verdicts);

/// <summary>A tier of a comparison. Times are medians over its runs, of CPU time in nanoseconds.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Missing">Why it couldn't run; null when it did.</param>
/// <param name="Time">A whole run, compiling included.</param>
/// <param name="CompileTime">Of it, compiling.</param>
/// <param name="SampledTime">Of it, what samples tell apart.</param>
public sealed record ComparedTier(string Name, string? Missing, long Time, long CompileTime, long SampledTime);

/// <summary>A routine in each tier.</summary>
/// <param name="Function">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="File">Its source file; null when unknown.</param>
/// <param name="Line">Its first line.</param>
/// <param name="Calls">Calls in a run: exact.</param>
/// <param name="Cells">By tier, those that ran.</param>
/// <param name="Losers">The tiers that compiled it and saved less than that took.</param>
public sealed record ComparedRoutine(
    int Function, string Name, string? File, int Line, long Calls, IReadOnlyList<ComparedCell> Cells, IReadOnlyList<string> Losers);

/// <summary>A routine in one tier: means over its runs, in nanoseconds of CPU time.</summary>
/// <param name="Tier">The tier's name.</param>
/// <param name="SelfTime">Its own time in a run, compiling left out.</param>
/// <param name="PerCall">The same for one call; null when it was never called or not sampled.</param>
/// <param name="Speedup">The first tier's time divided by this one's; null when one of them is too short to tell.</param>
/// <param name="CompileTime">What compiling it took.</param>
/// <param name="BreakEven">Calls from which on compiling pays against the first tier; null when it never does, or there is nothing to compile.</param>
public sealed record ComparedCell(string Tier, long SelfTime, double? PerCall, double? Speedup, long CompileTime, long? BreakEven);
