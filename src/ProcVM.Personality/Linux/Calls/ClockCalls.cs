using System.Diagnostics;
using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on time.</summary>
internal sealed class ClockCalls(LinuxThread thread)
{
    private const long Second = 1_000_000_000;
    private const long TicksPerSecond = 100;

    private IClock Clock => thread.Process.Instance.Options.Clock;

    public long Get(LinuxClock clock, out LinuxTimespec time)
    {
        Errno error = Read(clock, out long now);
        time = ToTime(now);
        return LinuxCalls.Result(error);
    }

    public long Resolution(LinuxClock clock, out LinuxTimespec resolution)
    {
        resolution = new LinuxTimespec { Nsec = clock is LinuxClock.CLOCK_REALTIME_COARSE or LinuxClock.CLOCK_MONOTONIC_COARSE ? 4_000_000 : 1 };
        return LinuxCalls.Result(Read(clock, out _));
    }

    public long TimeOfDay(out LinuxTimeval time, out LinuxTimezone zone)
    {
        LinuxTimespec now = ToTime(Clock.UnixNanoseconds);
        time = new LinuxTimeval { Sec = now.Sec, Usec = now.Nsec / 1000 };
        zone = default;
        return 0;
    }

    public long Seconds(out long time) => time = Clock.UnixNanoseconds / Second;

    public long Times(out LinuxTms times)
    {
        times = new LinuxTms { Utime = ProcessNanoseconds / (Second / TicksPerSecond) };
        return (Clock.MonotonicNanoseconds - thread.Process.Instance.StartNanoseconds) / (Second / TicksPerSecond);
    }

    public long Sleep(LinuxTimespec wish, out LinuxTimespec left) => SleepOn(LinuxClock.CLOCK_MONOTONIC, 0, wish, out left);

    public long SleepOn(LinuxClock clock, LinuxTimerFlags flags, LinuxTimespec wish, out LinuxTimespec left)
    {
        left = default;
        bool isAbsolute = (flags & LinuxTimerFlags.TIMER_ABSTIME) != 0;
        if (wish.Nsec is < 0 or >= Second || wish.Sec < 0 || clock is not (LinuxClock.CLOCK_REALTIME or LinuxClock.CLOCK_MONOTONIC or LinuxClock.CLOCK_BOOTTIME))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        long span = wish.Sec > long.MaxValue / Second / 2 ? long.MaxValue / 2 : (wish.Sec * Second) + wish.Nsec;
        if (isAbsolute)
        {
            Read(clock, out long now);
            span = Math.Max(0, span - now);
        }

        // A sleep that was interrupted and goes on ends when it would have ended.
        long end = thread.SleepEnd ?? (Clock.MonotonicNanoseconds + span);
        if (Wait(end))
        {
            return 0;
        }

        thread.SleepEnd = end;
        left = isAbsolute ? wish : ToTime(Math.Max(0, end - Clock.MonotonicNanoseconds));
        return LinuxCalls.Error(Errno.EINTR);
    }

    private bool Wait(long end)
    {
        object gate = new();
        lock (gate)
        {
            while (true)
            {
                long left = end - Clock.MonotonicNanoseconds;
                if (left <= 0)
                {
                    return true;
                }

                const long MostMilliseconds = 1_000_000;
                if (!thread.Waiter.Wait(gate, (int)Math.Min(MostMilliseconds, (left + 999_999) / 1_000_000)))
                {
                    return false;
                }
            }
        }
    }

    private static long ProcessNanoseconds => Process.GetCurrentProcess().TotalProcessorTime.Ticks * 100;

    private Errno Read(LinuxClock clock, out long now)
    {
        now = clock switch
        {
            LinuxClock.CLOCK_REALTIME or LinuxClock.CLOCK_REALTIME_COARSE => Clock.UnixNanoseconds,
            LinuxClock.CLOCK_PROCESS_CPUTIME_ID or LinuxClock.CLOCK_THREAD_CPUTIME_ID => ProcessNanoseconds,
            LinuxClock.CLOCK_MONOTONIC or LinuxClock.CLOCK_MONOTONIC_RAW or LinuxClock.CLOCK_MONOTONIC_COARSE or LinuxClock.CLOCK_BOOTTIME => Clock.MonotonicNanoseconds,
            _ => -1,
        };
        return now < 0 ? Errno.EINVAL : Errno.None;
    }

    private static LinuxTimespec ToTime(long nanoseconds) => new() { Sec = nanoseconds / Second, Nsec = nanoseconds % Second };
}
