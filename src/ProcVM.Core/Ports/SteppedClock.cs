namespace ProcVM.Core.Ports;

/// <summary>A clock for deterministic runs: it starts at a given moment and moves on by one step at each reading, so that
/// a loop that waits for time to pass ends.</summary>
/// <param name="start">Nanoseconds since 1970 at the first reading.</param>
/// <param name="step">Nanoseconds between two readings; not negative.</param>
public sealed class SteppedClock(long start = SteppedClock.DefaultStart, long step = SteppedClock.DefaultStep) : IClock
{
    /// <summary>2000-01-01 00:00 UTC.</summary>
    public const long DefaultStart = 946_684_800_000_000_000;

    /// <summary>One millisecond.</summary>
    public const long DefaultStep = 1_000_000;

    private long _elapsed = -step;

    /// <inheritdoc/>
    public long UnixNanoseconds => unchecked(start + Advance());

    /// <inheritdoc/>
    public long MonotonicNanoseconds => Advance();

    private long Advance() => _elapsed = unchecked(_elapsed + step);
}
