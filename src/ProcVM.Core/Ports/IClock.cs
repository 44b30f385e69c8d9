namespace ProcVM.Core.Ports;

/// <summary>The time outside.</summary>
public interface IClock
{
    /// <summary>Nanoseconds since 1970-01-01 00:00 UTC, leap seconds not counted.</summary>
    long UnixNanoseconds { get; }

    /// <summary>Nanoseconds since some moment; never runs backwards.</summary>
    long MonotonicNanoseconds { get; }
}
