namespace ProcVM.Runtime.Lowering;

/// <summary>How functions are lowered.</summary>
/// <param name="CountFuel">Charge fuel at each basic block.</param>
/// <param name="ReuseValues">Keep values instead of computing them again, and move invariant ones out of loops. Off for the rare function that would need too many
/// slots with it.</param>
internal readonly record struct LoweringOptions(bool CountFuel, bool ReuseValues);
