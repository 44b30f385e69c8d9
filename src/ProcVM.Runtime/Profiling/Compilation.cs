namespace ProcVM.Runtime.Profiling;

/// <summary>One function made into code of a tier.</summary>
/// <param name="Function">Its index, imports counted.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Block">The block that the code is entered at, in the middle of a loop; −1 when it is the function itself.</param>
/// <param name="Start">When it began, in nanoseconds since the run's start.</param>
/// <param name="Duration">How long it took, in nanoseconds.</param>
/// <param name="Cost">The CPU time it took, in nanoseconds.</param>
/// <param name="CodeBytes">The code's size: register code, CIL or machine code, in bytes.</param>
/// <param name="InBackground">It was made by a thread of its own, while the guest ran.</param>
public readonly record struct Compilation(int Function, ProfileTier Tier, int Block, long Start, long Duration, long Cost, int CodeBytes, bool InBackground = false);
