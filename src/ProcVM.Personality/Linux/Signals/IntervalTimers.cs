using System.Diagnostics;

namespace ProcVM.Personality.Linux.Signals;

#pragma warning disable CA1001 // Stop disposes of the timers: the process's end.
/// <summary>The three timers that a process has and that send it signals (setitimer(2)): of real time, of the time that its code runs, and of that and its calls'.</summary>
/// <remarks>The time that code runs is that between its stops, on a processor or waiting for one.</remarks>
internal sealed class IntervalTimers(LinuxProcess process)
{
    private const int Kinds = 3;
    private const int Real = 0;
    private const int Virtual = 1;
    private const long Millisecond = 1_000_000;
    private const int TickMilliseconds = 4;

    /// <summary>SIGALRM, SIGVTALRM, SIGPROF.</summary>
    private static ReadOnlySpan<byte> Signals => [14, 26, 27];

    private readonly Lock _gate = new();
    private readonly long[] _ends = new long[Kinds];
    private readonly long[] _periods = new long[Kinds];
    private Timer? _real;
    private Timer? _ticks;
    private long _inGuest;
    private long _inCalls;
    private volatile bool _isCounting;
    private bool _isStopped;

    /// <summary>True while the threads are to tell how long they run.</summary>
    public bool IsCounting => _isCounting;

    /// <summary>A thread has run so long, in ticks of the stopwatch.</summary>
    public void Count(long inGuest, long inCalls)
    {
        Interlocked.Add(ref _inGuest, inGuest);
        Interlocked.Add(ref _inCalls, inCalls);
    }

    /// <summary>What is left of a timer and its period, in nanoseconds; 0 for one that doesn't run.</summary>
    public (long Left, long Period) Get(int kind)
    {
        lock (_gate)
        {
            // One that is due is so at once.
            return (_ends[kind] == 0 ? 0 : Math.Max(1000, _ends[kind] - Now(kind)), _periods[kind]);
        }
    }

    /// <summary>Sets a timer; 0 stops it. Gives what it was.</summary>
    public (long Left, long Period) Set(int kind, long nanoseconds, long period)
    {
        lock (_gate)
        {
            (long, long) old = Get(kind);
            if (_isStopped)
            {
                return old;
            }

            long now = Now(kind);
            _ends[kind] = nanoseconds == 0 ? 0 : nanoseconds > long.MaxValue - now ? long.MaxValue : Math.Max(1, now + nanoseconds);
            _periods[kind] = period;
            if (kind == Real)
            {
                _real ??= new Timer(static state => ((IntervalTimers)state!).Ring(Real, Real + 1), this, Timeout.Infinite, Timeout.Infinite);
                Schedule();
            }
            else
            {
                _isCounting = (_ends[1] | _ends[2]) != 0;
                _ticks ??= new Timer(static state => ((IntervalTimers)state!).Ring(Virtual, Kinds), this, Timeout.Infinite, Timeout.Infinite);
                int tick = _isCounting ? TickMilliseconds : Timeout.Infinite;
                _ticks.Change(tick, tick);
            }

            return old;
        }
    }

    /// <summary>The process is over.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            _isCounting = false;
            Array.Clear(_ends);
            _real?.Dispose();
            _ticks?.Dispose();
        }
    }

    private void Ring(int first, int end)
    {
        for (int kind = first; kind < end; kind++)
        {
            if (IsDue(kind))
            {
                process.Signals.Post(SignalInfo.OfKernel(Signals[kind]));
            }
        }
    }

    private bool IsDue(int kind)
    {
        lock (_gate)
        {
            long now = Now(kind);
            bool isDue = _ends[kind] != 0 && _ends[kind] <= now;
            if (isDue)
            {
                // Periods that nobody noticed are one signal.
                long period = _periods[kind];
                _ends[kind] = period == 0 ? 0 : _ends[kind] + (((now - _ends[kind]) / period) + 1) * period;
                _isCounting = (_ends[1] | _ends[2]) != 0;
            }

            if (kind == Real && !_isStopped)
            {
                Schedule();
            }

            return isDue;
        }
    }

    private void Schedule()
    {
        const long MostMilliseconds = 1_000_000;
        long left = _ends[Real] - Now(Real);
        _real!.Change(_ends[Real] == 0 ? Timeout.Infinite : (long)Math.Clamp((left + Millisecond - 1) / Millisecond, 0, MostMilliseconds), Timeout.Infinite);
    }

    private long Now(int kind)
    {
        if (kind == Real)
        {
            return process.Instance.Options.Clock.MonotonicNanoseconds;
        }

        long ticks = Interlocked.Read(ref _inGuest) + (kind == Virtual ? 0 : Interlocked.Read(ref _inCalls));
        lock (process.Instance.Table.Gate)
        {
            foreach (LinuxThread thread in process.Threads)
            {
                ticks += thread.RunningTicks;
            }
        }

        return (long)(ticks * (1_000_000_000.0 / Stopwatch.Frequency));
    }
}
