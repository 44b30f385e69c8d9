using ProcVM.Core.Ports;

namespace ProcVM.Personality.Pvm;

/// <summary>Clocks.</summary>
public sealed class ClockCalls(IClock clock)
{
    /// <summary><c>clock_unix</c>.</summary>
    public long Unix() => clock.UnixNanoseconds;

    /// <summary><c>clock_monotonic</c>.</summary>
    public long Monotonic() => clock.MonotonicNanoseconds;
}
