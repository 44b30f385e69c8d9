using System.Buffers.Binary;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Time;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Timers that send signals (timer_create(2)), signals as files (signalfd(2)), and the clock's discipline as it is told (adjtimex(2)).</summary>
internal sealed class PosixTimerCalls(LinuxThread thread, LinuxCalls calls)
{
    private const ulong SetSize = 8;

    private LinuxProcess Process => thread.Process;

    public long Create(LinuxClock clock, LinuxSigevent? wish, ulong place)
    {
        if (clock is not (LinuxClock.CLOCK_REALTIME or LinuxClock.CLOCK_MONOTONIC or LinuxClock.CLOCK_BOOTTIME or LinuxClock.CLOCK_TAI))
        {
            return LinuxCalls.Error(clock is LinuxClock.CLOCK_PROCESS_CPUTIME_ID or LinuxClock.CLOCK_THREAD_CPUTIME_ID ? Errno.EOPNOTSUPP : Errno.EINVAL);
        }

        const int Alarm = 14;
        LinuxSigevent given = wish ?? new LinuxSigevent { Signo = Alarm, Notify = LinuxSigevNotify.SIGEV_SIGNAL };
        bool hasSignal = given.Notify != LinuxSigevNotify.SIGEV_NONE;
        bool isKnown = given.Notify is LinuxSigevNotify.SIGEV_SIGNAL or LinuxSigevNotify.SIGEV_NONE or LinuxSigevNotify.SIGEV_THREAD or LinuxSigevNotify.SIGEV_THREAD_ID;
        bool isForThread = given.Notify == LinuxSigevNotify.SIGEV_THREAD_ID;
        if (!isKnown || (hasSignal && !SignalNumber.IsValid(given.Signo)) || (isForThread && Process.FindThread(given.Tid) is null))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = Process.PosixTimers.Add(
            id => new PosixTimer(Process, id, clock == LinuxClock.CLOCK_REALTIME, hasSignal ? given.Signo : 0, isForThread ? given.Tid : 0, wish is null ? (ulong)id : given.Value),
            out int number);
        if (error == Errno.None && !calls.TryWrite(place, number))
        {
            Process.PosixTimers.Remove(number);
            error = Errno.EFAULT;
        }

        return LinuxCalls.Result(error);
    }

    public long Set(int id, LinuxTimerFlags flags, LinuxItimerspec setting, out LinuxItimerspec old)
    {
        old = default;
        if (Process.PosixTimers.Find(id) is not { } timer || !EventCalls.TryRead(setting, out TimerSetting wish))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        old = EventCalls.Write(timer.Timer.Set(wish, (flags & LinuxTimerFlags.TIMER_ABSTIME) != 0));
        return 0;
    }

    public long Get(int id, out LinuxItimerspec setting)
    {
        PosixTimer? timer = Process.PosixTimers.Find(id);
        setting = timer is null ? default : EventCalls.Write(timer.Timer.Get());
        return timer is null ? LinuxCalls.Error(Errno.EINVAL) : 0;
    }

    public long Overrun(int id) => Process.PosixTimers.Find(id) is { } timer ? timer.Overrun : LinuxCalls.Error(Errno.EINVAL);

    public long Delete(int id) => Process.PosixTimers.Remove(id) ? 0 : LinuxCalls.Error(Errno.EINVAL);

    public long Signals(int fd, ulong? set, ulong size) => Signals4(fd, set, size, 0);

    public long Signals4(int fd, ulong? set, ulong size, LinuxSignalfdFlags flags)
    {
        if ((flags & ~(LinuxSignalfdFlags.SFD_CLOEXEC | LinuxSignalfdFlags.SFD_NONBLOCK)) != 0 || size != SetSize)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (set is not { } wanted)
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (fd == -1)
        {
            OpenSignals made = new(Process, wanted) { IsNonBlocking = (flags & LinuxSignalfdFlags.SFD_NONBLOCK) != 0, Name = "anon_inode:[signalfd]" };
            return calls.Give(made, (flags & LinuxSignalfdFlags.SFD_CLOEXEC) != 0);
        }

        switch (Process.Descriptors.Find(fd))
        {
            case null:
                return LinuxCalls.Error(Errno.EBADF);
            case OpenSignals signals:
                signals.Set = wanted;
                return fd;
            default:
                return LinuxCalls.Error(Errno.EINVAL);
        }
    }

    public long Adjust(ulong place) => AdjustClock(LinuxClock.CLOCK_REALTIME, place);

    public long AdjustClock(LinuxClock clock, ulong place)
    {
        const int Size = 208;
        const int Unsynchronized = 0x40;
        const int NotSynchronized = 5; // TIME_ERROR
        const long MostError = 16_000_000;
        Span<byte> timex = stackalloc byte[Size];
        if (clock != LinuxClock.CLOCK_REALTIME)
        {
            return LinuxCalls.Error(Enum.IsDefined(clock) ? Errno.EOPNOTSUPP : Errno.EINVAL);
        }

        if (!calls.TryRead(place, timex))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(timex) != 0)
        {
            return LinuxCalls.Error(Errno.EPERM);
        }

        LinuxTimespec now = WaitTime.ToTime(Process.Instance.Options.Clock.UnixNanoseconds);
        timex.Clear();
        BinaryPrimitives.WriteInt64LittleEndian(timex[24..], MostError);
        BinaryPrimitives.WriteInt64LittleEndian(timex[32..], MostError);
        BinaryPrimitives.WriteInt32LittleEndian(timex[40..], Unsynchronized);
        BinaryPrimitives.WriteInt64LittleEndian(timex[48..], 2);
        BinaryPrimitives.WriteInt64LittleEndian(timex[56..], 1);
        BinaryPrimitives.WriteInt64LittleEndian(timex[64..], 32_768_000);
        BinaryPrimitives.WriteInt64LittleEndian(timex[72..], now.Sec);
        BinaryPrimitives.WriteInt64LittleEndian(timex[80..], now.Nsec / WaitTime.Microsecond);
        BinaryPrimitives.WriteInt64LittleEndian(timex[88..], 10_000);
        return calls.TryWrite(place, (ReadOnlySpan<byte>)timex) ? NotSynchronized : LinuxCalls.Error(Errno.EFAULT);
    }
}
