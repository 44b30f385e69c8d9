using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ProcVM.Host.Linux;

/// <summary>The CPU time of a thread, and short sleeps.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class ThreadClock
{
    private const int CLOCK_THREAD_CPUTIME_ID = 3;

    /// <summary>Nanoseconds that the calling thread has used.</summary>
    // SAFETY: the call fills the structure, which has the C library's layout on 64-bit Linux; it can't fail for a clock that every Linux has.
    public static long Read()
    {
        Timespec time;
        return clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 ? (time.Seconds * 1_000_000_000) + time.Nanoseconds : 0;
    }

    /// <summary>Sleeps for less than a second; an interrupted sleep is shorter.</summary>
    // SAFETY: the call reads the structure.
    public static void Sleep(int nanoseconds)
    {
        Timespec time = new() { Nanoseconds = nanoseconds };
        _ = nanosleep(&time, null);
    }

    [LibraryImport("libc")]
    private static partial int nanosleep(Timespec* time, Timespec* remaining);

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, Timespec* time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
