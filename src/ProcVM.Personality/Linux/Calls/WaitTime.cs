using ProcVM.Core.Ports;
using ProcVM.Kernel.Time;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>The times that waits are given.</summary>
internal static class WaitTime
{
    public const long Microsecond = 1_000;
    public const long Millisecond = 1_000_000;
    public const long Second = 1_000_000_000;

    /// <summary>A span from now on; one that a signal interrupted goes on until when it would have ended.</summary>
    public static Deadline In(LinuxThread thread, long nanoseconds)
    {
        IClock clock = thread.Process.Instance.Options.Clock;
        return thread.SleepEnd is { } end ? new Deadline(clock, end) : Deadline.In(clock, nanoseconds);
    }

    /// <summary>A span that a program gave; none is for ever. False when it is no time.</summary>
    public static bool TryGet(LinuxThread thread, LinuxTimespec? time, out Deadline deadline)
    {
        deadline = Deadline.Never;
        if (time is not { } given)
        {
            return true;
        }

        if (!TryGetNanoseconds(given, out long nanoseconds))
        {
            return false;
        }

        deadline = In(thread, nanoseconds);
        return true;
    }

    /// <summary>A time in nanoseconds, at most the longest that can be told; false when it is none.</summary>
    public static bool TryGetNanoseconds(LinuxTimespec time, out long nanoseconds)
    {
        nanoseconds = time.Sec >= long.MaxValue / Second ? long.MaxValue : (time.Sec * Second) + time.Nsec;
        return time is { Sec: >= 0, Nsec: >= 0 and < Second };
    }

    public static LinuxTimespec ToTime(long nanoseconds) => new() { Sec = nanoseconds / Second, Nsec = nanoseconds % Second };
}
