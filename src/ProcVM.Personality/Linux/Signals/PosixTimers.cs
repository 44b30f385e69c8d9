using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Signals;

/// <summary>The timers of a process by their numbers.</summary>
internal sealed class PosixTimers
{
    private const int Most = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<int, PosixTimer> _timers = [];
    private int _next;

    /// <summary>Adds one. EAGAIN when there are too many.</summary>
    public Errno Add(Func<int, PosixTimer> make, out int id)
    {
        lock (_gate)
        {
            id = _next;
            if (_timers.Count >= Most)
            {
                return Errno.EAGAIN;
            }

            while (_timers.ContainsKey(_next))
            {
                _next = _next == int.MaxValue ? 0 : _next + 1;
            }

            id = _next;
            _timers.Add(id, make(id));
            _next = _next == int.MaxValue ? 0 : _next + 1;
            return Errno.None;
        }
    }

    public PosixTimer? Find(int id)
    {
        lock (_gate)
        {
            return _timers.GetValueOrDefault(id);
        }
    }

    public bool Remove(int id)
    {
        PosixTimer? timer;
        lock (_gate)
        {
            _timers.Remove(id, out timer);
        }

        timer?.Timer.Stop();
        return timer is not null;
    }

    /// <summary>Another program starts, or the process is over.</summary>
    public void Clear()
    {
        List<PosixTimer> all;
        lock (_gate)
        {
            all = [.. _timers.Values];
            _timers.Clear();
        }

        all.ForEach(static timer => timer.Timer.Stop());
    }
}
