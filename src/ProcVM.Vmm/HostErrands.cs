using System.Diagnostics;
using ProcVM.Core.Ports;

namespace ProcVM.Vmm;

/// <summary>The thread that waits for a guest's end, put to use meanwhile: unlike the guest's thread, and those that it starts, it isn't confined.</summary>
internal sealed class HostErrands : IErrands
{
    // Compilations come in bursts.
    private static readonly TimeSpan s_while = TimeSpan.FromSeconds(1);

    // Waited for, which a Lock can't be.
    private readonly object _lock = new();
    private readonly Queue<Errand> _errands = [];
    private Action? _later;
    private long _laterAt;
    private bool _isOver;

    /// <inheritdoc/>
    public bool Do(Action errand)
    {
        Errand asked = new(errand);
        lock (_lock)
        {
            _errands.Enqueue(asked);
            Monitor.PulseAll(_lock);
            while (!asked.IsDone && !_isOver)
            {
                Monitor.Wait(_lock);
            }

            return asked.IsDone;
        }
    }

    /// <inheritdoc/>
    public void DoLater(Action errand)
    {
        lock (_lock)
        {
            if (_later is null)
            {
                _later = errand;
                _laterAt = Stopwatch.GetTimestamp() + (long)(s_while.TotalSeconds * Stopwatch.Frequency);
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>Does what is asked until <see cref="End"/> is called.</summary>
    public void Serve()
    {
        while (Next() is { } errand)
        {
            errand.What();
            lock (_lock)
            {
                errand.IsDone = true;
                Monitor.PulseAll(_lock);
            }
        }
    }

    /// <summary>The guest has come to its end: nobody serves any more.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOver = true;
            Monitor.PulseAll(_lock);
        }
    }

    private Errand? Next()
    {
        lock (_lock)
        {
            while (!_isOver)
            {
                if (_errands.TryDequeue(out Errand? next))
                {
                    return next;
                }

                TimeSpan left = _later is null ? Timeout.InfiniteTimeSpan : Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _laterAt);
                if (_later is { } later && left <= TimeSpan.Zero)
                {
                    _later = null;
                    return new Errand(later);
                }

                Monitor.Wait(_lock, left);
            }

            return null;
        }
    }

    private sealed record Errand(Action What)
    {
        public bool IsDone { get; set; }
    }
}
