using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Lowering;

/// <summary>How functions are lowered.</summary>
/// <param name="CountFuel">Charge fuel at each basic block.</param>
/// <param name="ReuseValues">Keep values instead of computing them again, and move invariant ones out of loops. Off for the rare function that would need too many
/// slots with it.</param>
/// <param name="Probes">What the code does for the profiler; null for nothing.</param>
internal readonly record struct LoweringOptions(bool CountFuel, bool ReuseValues, Probes? Probes = null);
