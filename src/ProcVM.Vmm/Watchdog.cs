namespace ProcVM.Vmm;

/// <summary>Stops an instance when its time is over, and gives it up when it doesn't stop.</summary>
internal sealed class Watchdog : IDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _stopping = new();
    private readonly ManualResetEventSlim _ended = new();
    private readonly TimeSpan _timeout;
    private readonly Action _stop;
    private readonly Action<InstanceEnd>? _abandon;
    private int _isWatching;

    /// <summary>Starts to watch.</summary>
    /// <param name="timeout">The time the instance has; null for any.</param>
    /// <param name="stop">Makes it stop soon.</param>
    /// <param name="abandon">What to do when it doesn't.</param>
    public Watchdog(TimeSpan? timeout, Action stop, Action<InstanceEnd>? abandon)
    {
        _timeout = timeout ?? Timeout.InfiniteTimeSpan;
        _stop = stop;
        _abandon = abandon;
        if (timeout is not null)
        {
            Start();
        }
    }

    /// <summary>True when it was the watchdog that stopped the instance.</summary>
    public bool HasTimedOut { get; private set; }

    /// <summary>The instance is being stopped by somebody else: it has a second from now on.</summary>
    public void Stopping()
    {
        _stopping.Set();
        Start();
    }

    /// <summary>The instance has ended.</summary>
    public void Dispose()
    {
        _ended.Set();
        _stopping.Set();
    }

    // Most runs need no thread for this.
    private void Start()
    {
        if (Interlocked.Exchange(ref _isWatching, 1) == 0)
        {
            new Thread(Watch, 256 << 10) { IsBackground = true, Name = "watchdog" }.Start();
        }
    }

    private void Watch()
    {
        if (!_stopping.Wait(_timeout))
        {
            HasTimedOut = true;
            _stop();
        }

        if (!_ended.Wait(s_grace))
        {
            _abandon?.Invoke(HasTimedOut ? InstanceEnd.TimedOut : InstanceEnd.Stopped);
        }
    }
}
