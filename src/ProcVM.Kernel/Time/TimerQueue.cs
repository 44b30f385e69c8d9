using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Time;

/// <summary>The moments at which something of an instance happens by itself: one thread waits for the next of them, and is there while there is one.</summary>
/// <param name="clock">The clock.</param>
public sealed class TimerQueue(IClock clock)
{
    /// <summary>How long the thread stays when nothing is left to wait for.</summary>
    private const int IdleMilliseconds = 1_000;

    private readonly object _gate = new();
    private readonly SortedSet<Alarm> _alarms = new(Comparer<Alarm>.Create(static (one, other) => one.CompareTo(other)));
    private long _lastId;
    private bool _isServed;

    /// <summary>The clock that the moments are of.</summary>
    public IClock Clock => clock;

    /// <summary>Something that happens at a moment.</summary>
    /// <param name="ring">What happens, on the queue's thread, with none of its locks held. It may come once more after the alarm was set anew.</param>
    public Alarm Create(Action ring) => new(Interlocked.Increment(ref _lastId), ring);

    /// <summary>Sets when an alarm rings next, in place of what was set.</summary>
    /// <param name="alarm">The alarm.</param>
    /// <param name="moment">Nanoseconds of the clock that never runs backwards; null for not at all.</param>
    public void Set(Alarm alarm, long? moment)
    {
        lock (_gate)
        {
            if (alarm.IsSet)
            {
                _alarms.Remove(alarm);
            }

            alarm.IsSet = moment is not null;
            alarm.Moment = moment ?? 0;
            if (moment is null)
            {
                return;
            }

            _alarms.Add(alarm);
            if (!_isServed)
            {
                _isServed = true;
                new Thread(Serve) { IsBackground = true, Name = "timers" }.UnsafeStart();
            }
            else if (_alarms.Min == alarm)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void Serve()
    {
        while (TakeNext() is { } alarm)
        {
            alarm.Ring();
        }
    }

    private Alarm? TakeNext()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_alarms.Min is not { } next)
                {
                    if (!Monitor.Wait(_gate, IdleMilliseconds) && _alarms.Count == 0)
                    {
                        _isServed = false;
                        return null;
                    }

                    continue;
                }

                Deadline deadline = new(clock, next.Moment);
                if (deadline.IsOver)
                {
                    _alarms.Remove(next);
                    next.IsSet = false;
                    return next;
                }

                Monitor.Wait(_gate, deadline.Milliseconds);
            }
        }
    }
}
