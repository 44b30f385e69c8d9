namespace ProcVM.Runtime.Tiers;

/// <summary>Compiles for one instance on a thread of its own, so that the guest never waits for it. Requests come from the guest's thread; each is
/// served once.</summary>
internal sealed class BackgroundCompiler
{
    private readonly Func<CodeGenerator?> _make;
    private readonly Action<CodeGenerator, int, int> _compile;
    private readonly Action? _tick;
    private readonly Action<CodeGenerator>? _begin;
    // Waited for, which a Lock can't be.
    private readonly object _lock = new();
    // By function and block in one number: the framework has code for that, and would compile what it hasn't when it is first called.
    private readonly Queue<long> _requests = [];
    private readonly HashSet<long> _asked = [];
    private readonly Dictionary<long, CompiledFunction> _entries = [];
    private CodeGenerator? _generator;
    private bool _isStarted;
    private bool _isAbsent;
    private volatile bool _isStopped;
    private volatile bool _hasBegun;

    /// <summary>A compiler that hasn't started.</summary>
    /// <param name="make">Makes its generator when the first request comes; null when the host has none.</param>
    /// <param name="compile">Compiles a function, or a way into one at a block, and installs it.</param>
    /// <param name="tick">Called every now and then; null for nothing.</param>
    /// <param name="begin">Called at the start, before the delay; null for nothing.</param>
    public BackgroundCompiler(
        Func<CodeGenerator?> make, Action<CodeGenerator, int, int> compile, Action? tick = null, Action<CodeGenerator>? begin = null)
    {
        _make = make;
        _compile = compile;
        _tick = tick;
        _begin = begin;
        _hasBegun = begin is null;
    }

    /// <summary>True when what is done at the start is done.</summary>
    public bool HasBegun => _hasBegun;

    /// <summary>Milliseconds after the start before anything is done.</summary>
    public int Delay { get; set; }

    /// <summary>Milliseconds between ticks; it grows while nothing is asked for.</summary>
    public int Interval { get; set; } = 10;

    /// <summary>Serves requests at once, on the thread that makes them: for tests.</summary>
    public bool IsSynchronous { get; set; }

    /// <summary>Starts the thread, once.</summary>
    public void Start()
    {
        if (_isStarted)
        {
            return;
        }

        _isStarted = true;
        if (IsSynchronous)
        {
            Begin();
        }
        else
        {
            new Thread(Work, maxStackSize: 16 << 20) { IsBackground = true, Name = "compiler" }.UnsafeStart();
        }
    }

    /// <summary>Asks for a function (block −1), or for a way into it at a block.</summary>
    public void Request(int function, int block)
    {
        lock (_lock)
        {
            if (_isAbsent || _isStopped || !_asked.Add(Number(function, block)))
            {
                return;
            }

            if (!IsSynchronous)
            {
                _requests.Enqueue(Number(function, block));
                Monitor.Pulse(_lock);
            }
        }

        if (IsSynchronous)
        {
            Serve(function, block);
            return;
        }

        Start();
    }

    /// <summary>Forgets what was asked and what there is: its code is gone.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _asked.Clear();
            _entries.Clear();
        }
    }

    /// <summary>The way into a function at a block; null when it isn't there (yet).</summary>
    public CompiledFunction? EntryAt(int function, int block)
    {
        lock (_lock)
        {
            return _entries.TryGetValue(Number(function, block), out CompiledFunction? entry) ? entry : null;
        }
    }

    /// <summary>Makes a way into a function known.</summary>
    public void AddEntry(int function, int block, CompiledFunction entry)
    {
        lock (_lock)
        {
            _entries[Number(function, block)] = entry;
        }
    }

    /// <summary>Gives everything back, the code too, as soon as the compiler comes to an end with what it is at: nobody waits for it.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _isStopped = true;
            Monitor.Pulse(_lock);
        }

        if (IsSynchronous)
        {
            _generator?.Dispose();
        }
    }

    private void Work()
    {
        Begin();
        if (Delay > 0 && !_isStopped)
        {
            Wait(Delay);
        }

        int interval = _tick is null ? Timeout.Infinite : Interval;
        while (!_isStopped)
        {
            if (TryTake(out long request))
            {
                Serve((int)(request >> 32), (int)request);
                interval = _tick is null ? Timeout.Infinite : Interval;
                continue;
            }

            _tick?.Invoke();
            lock (_lock)
            {
                if (_requests.Count == 0 && !_isStopped && !Monitor.Wait(_lock, interval) && interval < 16 * Interval)
                {
                    interval += interval / 8;
                }
            }
        }

        _generator?.Dispose();
    }

    private void Begin()
    {
        if (_begin is not null && !_isStopped && (_generator = _make()) is not null)
        {
            _begin(_generator);
        }

        _hasBegun = true;
    }

    /// <summary>Waits for a time, whatever is asked for, unless it is stopped.</summary>
    private void Wait(int milliseconds)
    {
        long end = Environment.TickCount64 + milliseconds;
        lock (_lock)
        {
            for (long left = milliseconds; left > 0 && !_isStopped; left = end - Environment.TickCount64)
            {
                Monitor.Wait(_lock, (int)left);
            }
        }
    }

    private static long Number(int function, int block) => ((long)function << 32) | (uint)block;

    private bool TryTake(out long request)
    {
        lock (_lock)
        {
            return _requests.TryDequeue(out request);
        }
    }

    private void Serve(int function, int block)
    {
        _generator ??= _isAbsent ? null : _make();
        if (_generator is null)
        {
            lock (_lock)
            {
                _isAbsent = true;
                _requests.Clear();
            }

            return;
        }

        _compile(_generator, function, block);
    }
}
