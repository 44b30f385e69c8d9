using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Time;

/// <summary>A moment until which something is waited for.</summary>
/// <param name="clock">The clock; null for a wait without end.</param>
/// <param name="end">The moment, in nanoseconds of the clock that never runs backwards.</param>
public readonly struct Deadline(IClock? clock, long end)
{
    private const int NanosecondsPerMillisecond = 1_000_000;

    /// <summary>No wait is longer; whoever waits looks again.</summary>
    private const int MostMilliseconds = 1_000_000_000;

    /// <summary>No end.</summary>
    public static Deadline Never => default;

    /// <summary>True when there is no end.</summary>
    public bool IsEndless => clock is null;

    /// <summary>The moment; the greatest number when there is none.</summary>
    public long End => clock is null ? long.MaxValue : end;

    /// <summary>True from that moment on.</summary>
    public bool IsOver => clock is not null && clock.MonotonicNanoseconds >= end;

    /// <summary>What is left of the time, in nanoseconds.</summary>
    public long Left => clock is null ? long.MaxValue : Math.Max(0, end - clock.MonotonicNanoseconds);

    /// <summary>What is left of the time, rounded up; −1 for ever.</summary>
    public int Milliseconds => clock is null ? Timeout.Infinite : (int)Math.Min(MostMilliseconds, (Left + NanosecondsPerMillisecond - 1) / NanosecondsPerMillisecond);

    /// <summary>A span of time from now on.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="nanoseconds">How long; more than the clock can tell is for ever.</param>
    public static Deadline In(IClock clock, long nanoseconds)
    {
        long now = clock.MonotonicNanoseconds;
        return nanoseconds > long.MaxValue - now ? Never : new Deadline(clock, now + nanoseconds);
    }
}
