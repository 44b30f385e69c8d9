namespace ProcVM.Kernel.Time;

/// <summary>When a timer runs out, and how often after that.</summary>
/// <param name="Value">Nanoseconds from now on, or of its clock; 0 when it isn't set.</param>
/// <param name="Interval">Nanoseconds from one time to the next; 0 for once.</param>
public readonly record struct TimerSetting(long Value, long Interval);
