namespace ProcVM.Kernel.Descriptors;

/// <summary>Those who watch one open file.</summary>
/// <remarks>Telling them takes no lock. Whoever is being taken off the list may be told once more.</remarks>
public sealed class WatchList
{
    private readonly Lock _gate = new();
    private volatile IReadinessWatcher[] _watchers = [];

    /// <summary>True when nobody watches.</summary>
    public bool IsEmpty => _watchers.Length == 0;

    /// <summary>Tells a watcher of what follows.</summary>
    public void Add(IReadinessWatcher watcher)
    {
        lock (_gate)
        {
            _watchers = [.. _watchers, watcher];
        }
    }

    /// <summary>Tells it no more.</summary>
    public void Remove(IReadinessWatcher watcher)
    {
        lock (_gate)
        {
            int index = Array.IndexOf(_watchers, watcher);
            if (index >= 0)
            {
                _watchers = [.. _watchers.AsSpan(0, index), .. _watchers.AsSpan(index + 1)];
            }
        }
    }

    /// <summary>Tells them all.</summary>
    /// <param name="what">What the file may be ready for now.</param>
    public void Notify(Readiness what)
    {
        foreach (IReadinessWatcher watcher in _watchers)
        {
            watcher.Changed(what);
        }
    }
}
