using ProcVM.Core.Ports;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Timers that send signals: alarm(2), setitimer(2).</summary>
internal sealed class TimerCalls(LinuxThread thread)
{
    private const long MicrosecondsPerSecond = 1_000_000;

    private IntervalTimers Timers => thread.Process.Timers;

    public long Alarm(uint seconds)
    {
        (long left, _) = Timers.Set(0, seconds * WaitTime.Second, 0);

        // To the nearest second, but never 0 for one that runs.
        return left == 0 ? 0 : Math.Max(1, (left + (WaitTime.Second / 2)) / WaitTime.Second);
    }

    public long Get(LinuxItimerWhich which, out LinuxItimerval value)
    {
        value = default;
        if ((uint)which > (uint)LinuxItimerWhich.ITIMER_PROF)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        value = Describe(Timers.Get((int)which));
        return 0;
    }

    public long Set(LinuxItimerWhich which, LinuxItimerval? value, out LinuxItimerval old)
    {
        old = default;
        if ((uint)which > (uint)LinuxItimerWhich.ITIMER_PROF)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        // None stops the timer, as Linux has it.
        LinuxItimerval wish = value ?? default;
        if (!IsTime(wish.Value) || !IsTime(wish.Interval))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        old = Describe(Timers.Set((int)which, ToNanoseconds(wish.Value), ToNanoseconds(wish.Interval)));
        return 0;
    }

    private static bool IsTime(LinuxTimeval time) => time.Sec >= 0 && time.Usec is >= 0 and < MicrosecondsPerSecond;

    private static long ToNanoseconds(LinuxTimeval time) =>
        time.Sec >= long.MaxValue / WaitTime.Second ? long.MaxValue : (time.Sec * WaitTime.Second) + (time.Usec * WaitTime.Microsecond);

    private static LinuxItimerval Describe((long Left, long Period) timer) => new() { Interval = ToTime(timer.Period), Value = ToTime(timer.Left) };

    private static LinuxTimeval ToTime(long nanoseconds) =>
        new() { Sec = nanoseconds / WaitTime.Second, Usec = nanoseconds % WaitTime.Second / WaitTime.Microsecond };
}
