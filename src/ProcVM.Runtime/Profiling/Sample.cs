namespace ProcVM.Runtime.Profiling;

/// <summary>One sample.</summary>
/// <param name="Time">When it was taken, in nanoseconds since the run's start.</param>
/// <param name="Weight">The CPU time of the guest's thread since the sample before, in nanoseconds.</param>
/// <param name="Node">The place in the call tree: the innermost activation.</param>
/// <param name="Tier">What that activation was running in.</param>
public readonly record struct Sample(long Time, long Weight, int Node, ProfileTier Tier);
