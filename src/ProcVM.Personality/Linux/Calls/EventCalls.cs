using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Time;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Events and timers that are files: eventfd(2), timerfd_create(2).</summary>
internal sealed class EventCalls(LinuxThread thread, LinuxCalls calls)
{
    private const LinuxTimerfdFlags TimerCreateFlags = LinuxTimerfdFlags.TFD_CLOEXEC | LinuxTimerfdFlags.TFD_NONBLOCK;

    public long Create(uint value) => Create2(value, 0);

    public long Create2(uint value, LinuxEventfdFlags flags)
    {
        const LinuxEventfdFlags Known = LinuxEventfdFlags.EFD_SEMAPHORE | LinuxEventfdFlags.EFD_CLOEXEC | LinuxEventfdFlags.EFD_NONBLOCK;
        if ((flags & ~Known) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        OpenEvent made = new(value, (flags & LinuxEventfdFlags.EFD_SEMAPHORE) != 0)
        {
            IsNonBlocking = (flags & LinuxEventfdFlags.EFD_NONBLOCK) != 0,
            Name = "anon_inode:[eventfd]",
        };
        return calls.Give(made, (flags & LinuxEventfdFlags.EFD_CLOEXEC) != 0);
    }

    public long CreateTimer(LinuxClock clock, LinuxTimerfdFlags flags)
    {
        bool isKnown = clock is LinuxClock.CLOCK_REALTIME or LinuxClock.CLOCK_MONOTONIC or LinuxClock.CLOCK_BOOTTIME or LinuxClock.CLOCK_REALTIME_ALARM or LinuxClock.CLOCK_BOOTTIME_ALARM;
        if ((flags & ~TimerCreateFlags) != 0 || !isKnown)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        // To wake the machine needs a right that root alone has.
        if (clock is LinuxClock.CLOCK_REALTIME_ALARM or LinuxClock.CLOCK_BOOTTIME_ALARM && thread.Process.Instance.Options.Identity.User != 0)
        {
            return LinuxCalls.Error(Errno.EPERM);
        }

        OpenTimer timer = new(thread.Process.Instance.Timers, clock is LinuxClock.CLOCK_REALTIME or LinuxClock.CLOCK_REALTIME_ALARM)
        {
            IsNonBlocking = (flags & LinuxTimerfdFlags.TFD_NONBLOCK) != 0,
            Name = "anon_inode:[timerfd]",
        };
        return calls.Give(timer, (flags & LinuxTimerfdFlags.TFD_CLOEXEC) != 0);
    }

    public long SetTimer(int fd, LinuxTimerfdSetFlags flags, LinuxItimerspec setting, out LinuxItimerspec old)
    {
        old = default;
        const LinuxTimerfdSetFlags Known = LinuxTimerfdSetFlags.TFD_TIMER_ABSTIME | LinuxTimerfdSetFlags.TFD_TIMER_CANCEL_ON_SET;
        if ((flags & ~Known) != 0 || !TryRead(setting, out TimerSetting wish))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (!TryFind(fd, out OpenTimer? file, out Errno error))
        {
            return LinuxCalls.Error(error);
        }

        // Guests can't set the clock: nothing is ever cancelled by that.
        old = Write(file!.Timer.Set(wish, (flags & LinuxTimerfdSetFlags.TFD_TIMER_ABSTIME) != 0));
        return 0;
    }

    public long GetTimer(int fd, out LinuxItimerspec setting)
    {
        setting = TryFind(fd, out OpenTimer? file, out Errno error) ? Write(file!.Timer.Get()) : default;
        return LinuxCalls.Result(error);
    }

    /// <summary>What a program's structure asks for; false when it's no time.</summary>
    public static bool TryRead(LinuxItimerspec setting, out TimerSetting wish)
    {
        bool isTime = WaitTime.TryGetNanoseconds(setting.Value, out long value) & WaitTime.TryGetNanoseconds(setting.Interval, out long interval);
        wish = new TimerSetting(value, interval);
        return isTime;
    }

    public static LinuxItimerspec Write(TimerSetting setting) => new() { Value = WaitTime.ToTime(setting.Value), Interval = WaitTime.ToTime(setting.Interval) };

    private bool TryFind(int fd, out OpenTimer? timer, out Errno error)
    {
        OpenFile? file = thread.Process.Descriptors.Find(fd);
        timer = file as OpenTimer;
        error = file is null ? Errno.EBADF : timer is null ? Errno.EINVAL : Errno.None;
        return timer is not null;
    }
}
