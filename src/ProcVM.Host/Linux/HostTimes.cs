using System.Runtime.Versioning;

namespace ProcVM.Host.Linux;

/// <summary>A file's times as two of struct timespec (utimensat(2)).</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class HostTimes
{
    private const long Second = 1_000_000_000;
    private const long Omit = (1L << 30) - 2;

    /// <summary>Writes nanoseconds since 1970; null leaves a time as it is.</summary>
    public static void Write(long* times, long? accessed, long? modified)
    {
        (times[0], times[1]) = Split(accessed);
        (times[2], times[3]) = Split(modified);
    }

    private static (long Seconds, long Fraction) Split(long? time)
    {
        if (time is not { } given)
        {
            return (0, Omit);
        }

        (long seconds, long rest) = Math.DivRem(given, Second);
        return rest < 0 ? (seconds - 1, rest + Second) : (seconds, rest);
    }
}
