using System.Diagnostics;
using ProcVM.Core.Ports;
using ProcVM.Host.Linux;

namespace ProcVM.Host;

/// <summary>The host's clock: 100 ns steps for the time of day, the best there is for the monotonic one.</summary>
public sealed class HostClock : IClock
{
    private static readonly HostClock s_clock = new();

    /// <summary>Nanoseconds of CPU time that the calling thread has used; where the host doesn't tell, of time.</summary>
    public static long ThreadNanoseconds => OperatingSystem.IsLinux() ? ThreadClock.Read() : s_clock.MonotonicNanoseconds;

    /// <summary>Sleeps for less than a second, to within about 0.1 ms; where the host can't, for whole milliseconds.</summary>
    public static void Sleep(int nanoseconds)
    {
        if (OperatingSystem.IsLinux())
        {
            ThreadClock.Sleep(nanoseconds);
            return;
        }

        Thread.Sleep(Math.Max(1, (nanoseconds + 500_000) / 1_000_000));
    }

    /// <inheritdoc/>
    public long UnixNanoseconds => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100;

    /// <inheritdoc/>
    public long MonotonicNanoseconds =>
        Stopwatch.Frequency == 1_000_000_000
            ? Stopwatch.GetTimestamp()
            : (long)(Stopwatch.GetTimestamp() * (Int128)1_000_000_000 / Stopwatch.Frequency);
}
