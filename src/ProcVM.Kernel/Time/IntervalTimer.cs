namespace ProcVM.Kernel.Time;

/// <summary>A timer that runs out once or again and again. It rings once and is silent then until somebody takes how often it ran out:
/// a short interval costs nothing while nobody looks.</summary>
/// <remarks>Its lock isn't held while it rings.</remarks>
public sealed class IntervalTimer
{
    private readonly Lock _gate = new();
    private readonly TimerQueue _queue;
    private readonly Action _expired;
    private readonly Alarm _alarm;
    private readonly bool _isOfWallClock;
    private long _next;
    private long _interval;
    private bool _isArmed;

    /// <summary>A timer that isn't set.</summary>
    /// <param name="queue">What it waits in.</param>
    /// <param name="isOfWallClock">True when moments are of the time of day.</param>
    /// <param name="expired">What happens when it has run out, on the queue's thread.</param>
    public IntervalTimer(TimerQueue queue, bool isOfWallClock, Action expired)
    {
        _queue = queue;
        _isOfWallClock = isOfWallClock;
        _expired = expired;
        _alarm = queue.Create(Ring);
    }

    /// <summary>True when it has run out since <see cref="Take"/> or <see cref="Set"/> was called.</summary>
    public bool HasExpired
    {
        get
        {
            lock (_gate)
            {
                return _isArmed && Now >= _next;
            }
        }
    }

    private long Now => _isOfWallClock ? _queue.Clock.UnixNanoseconds : _queue.Clock.MonotonicNanoseconds;

    /// <summary>Sets it.</summary>
    /// <param name="setting">When it runs out.</param>
    /// <param name="isAbsolute">True when the value is a moment, not a span.</param>
    /// <returns>How it was set: the value is what was left.</returns>
    public TimerSetting Set(TimerSetting setting, bool isAbsolute)
    {
        lock (_gate)
        {
            TimerSetting old = Left();
            long now = Now;
            _isArmed = setting.Value != 0;
            _interval = setting.Interval;
            _next = isAbsolute ? setting.Value : setting.Value > long.MaxValue - now ? long.MaxValue : now + setting.Value;
            Arm();
            return old;
        }
    }

    /// <summary>How it is set: the value is what is left.</summary>
    public TimerSetting Get()
    {
        lock (_gate)
        {
            return Left();
        }
    }

    /// <summary>Takes how often it has run out, and lets it go on.</summary>
    public long Take()
    {
        lock (_gate)
        {
            long now = Now;
            if (!_isArmed || now < _next)
            {
                return 0;
            }

            if (_interval == 0)
            {
                _isArmed = false;
                return 1;
            }

            long count = ((now - _next) / _interval) + 1;
            _next += count * _interval;
            Arm();
            return count;
        }
    }

    /// <summary>It doesn't run out any more.</summary>
    public void Stop() => Set(default, isAbsolute: false);

    private TimerSetting Left()
    {
        if (!_isArmed)
        {
            return new TimerSetting(0, _interval);
        }

        long left = _next - Now;
        if (left <= 0)
        {
            // One that runs out again and again tells the next time; one that ran out tells nothing.
            left = _interval == 0 ? 0 : _interval - (-left % _interval);
        }

        return new TimerSetting(left, _interval);
    }

    // The queue knows one clock; what is of the other is looked at again when its time has come.
    private void Arm() => _queue.Set(_alarm, !_isArmed || _next == long.MaxValue ? null : ToMonotonic(_next));

    private long ToMonotonic(long moment)
    {
        long now = _queue.Clock.MonotonicNanoseconds;
        long span = _isOfWallClock ? moment - Math.Min(moment, _queue.Clock.UnixNanoseconds) : Math.Max(0, moment - now);
        return span > long.MaxValue - now ? long.MaxValue : now + span;
    }

    private void Ring()
    {
        lock (_gate)
        {
            if (!_isArmed)
            {
                return;
            }

            if (Now < _next)
            {
                Arm();
                return;
            }
        }

        _expired();
    }
}
