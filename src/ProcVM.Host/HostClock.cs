using System.Diagnostics;
using ProcVM.Core.Ports;

namespace ProcVM.Host;

/// <summary>The host's clock: 100 ns steps for the time of day, the best there is for the monotonic one.</summary>
public sealed class HostClock : IClock
{
    /// <inheritdoc/>
    public long UnixNanoseconds => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100;

    /// <inheritdoc/>
    public long MonotonicNanoseconds =>
        Stopwatch.Frequency == 1_000_000_000
            ? Stopwatch.GetTimestamp()
            : (long)(Stopwatch.GetTimestamp() * (Int128)1_000_000_000 / Stopwatch.Frequency);
}
