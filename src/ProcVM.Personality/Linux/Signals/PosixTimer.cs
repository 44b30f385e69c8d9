using ProcVM.Kernel.Time;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>A timer that sends a signal (timer_create(2)). One signal of it waits at most; what it runs out meanwhile is counted.</summary>
internal sealed class PosixTimer
{
    private readonly LinuxProcess _process;
    private readonly int _signal;
    private readonly int _thread;
    private readonly ulong _value;

    /// <summary>A timer that isn't set.</summary>
    /// <param name="process">Whose it is.</param>
    /// <param name="id">Its number.</param>
    /// <param name="isOfWallClock">True when its moments are of the time of day.</param>
    /// <param name="signal">The signal; 0 for none.</param>
    /// <param name="thread">The thread that gets it; 0 for any.</param>
    /// <param name="value">What is told with it.</param>
    public PosixTimer(LinuxProcess process, int id, bool isOfWallClock, int signal, int thread, ulong value)
    {
        _process = process;
        Id = id;
        _signal = signal;
        _thread = thread;
        _value = value;
        Timer = new IntervalTimer(process.Instance.Timers, isOfWallClock, Expire);
    }

    public int Id { get; }

    public IntervalTimer Timer { get; }

    /// <summary>How often it ran out more than its last signal says.</summary>
    public int Overrun { get; private set; }

    /// <summary>Its signal is taken: it goes on.</summary>
    public SignalInfo Take(SignalInfo info)
    {
        Overrun = (int)Math.Clamp(Timer.Take() - 1, 0, int.MaxValue);
        return info with { Overrun = Overrun };
    }

    private void Expire()
    {
        if (_signal == 0)
        {
            return;
        }

        const int FromTimer = -2;
        LinuxThread? target = _thread == 0 ? null : _process.FindThread(_thread);
        if (_process.Signals.IsIgnored(_signal) || (_thread != 0 && target is null))
        {
            // Nobody takes it: it goes on by itself.
            Timer.Take();
            return;
        }

        _process.Signals.Post(new SignalInfo(_signal, FromTimer) { Timer = this, Value = _value }, target);
    }
}
