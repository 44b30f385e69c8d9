using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Epoll;

/// <summary>A set of files that is waited for together (epoll(7)).</summary>
/// <remarks>Locks, in the order in which they are taken: that of the nesting, which all sets of an instance share; a set's own, held while its files are looked at;
/// the lock of a file; the lock of a set's queue, under which nothing else is locked. Who changes a file takes the last two alone.</remarks>
/// <param name="nesting">Guards which set is in which.</param>
/// <param name="quota">How many files all sets of the instance watch.</param>
public sealed class OpenEpoll(object nesting, EpollQuota quota) : OpenFile
{
    private const int MostNested = 4;

    private readonly object _gate = new();
    private readonly object _queueGate = new();
    private readonly Dictionary<(int Number, OpenFile File), EpollEntry> _entries = [];
    private readonly List<OpenEpoll> _outer = [];
    private List<EpollEntry> _queue = [];

    /// <inheritdoc/>
    public override WatchList Changes { get; } = new();

    /// <summary>Adds, changes or removes a file.</summary>
    /// <param name="operation">What to do.</param>
    /// <param name="number">The descriptor that it is named by.</param>
    /// <param name="file">The file.</param>
    /// <param name="asked">What is asked of it, for all but a removal.</param>
    public Errno Control(EpollOperation operation, int number, OpenFile file, EpollEvent asked)
    {
        if (file.Changes is null)
        {
            return Errno.EPERM;
        }

        const EpollEvents ExclusiveOnes = EpollEvents.EPOLLIN | EpollEvents.EPOLLOUT | EpollEvents.EPOLLRDNORM | EpollEvents.EPOLLWRNORM | EpollEvents.EPOLLERR
            | EpollEvents.EPOLLHUP | EpollEvents.EPOLLWAKEUP | EpollEvents.EPOLLET | EpollEvents.EPOLLEXCLUSIVE;
        bool isExclusive = operation != EpollOperation.Delete && (asked.Events & EpollEvents.EPOLLEXCLUSIVE) != 0;
        if (file == this || (isExclusive && (operation == EpollOperation.Modify || file is OpenEpoll || (asked.Events & ~ExclusiveOnes) != 0)))
        {
            return Errno.EINVAL;
        }

        return operation switch
        {
            EpollOperation.Add => Add(number, file, asked),
            EpollOperation.Delete => Delete(number, file),
            EpollOperation.Modify => Modify(number, file, asked),
            _ => Errno.EINVAL,
        };
    }

    /// <summary>Waits until files are ready, and tells which.</summary>
    /// <param name="waiter">The thread.</param>
    /// <param name="events">Takes what they are ready for.</param>
    /// <param name="deadline">Until when.</param>
    /// <param name="count">How many were told; 0 when the time is over.</param>
    public Errno Wait(Waiter waiter, Span<EpollEvent> events, Deadline deadline, out int count)
    {
        while (true)
        {
            count = Collect(events);
            if (count > 0)
            {
                return Errno.None;
            }

            lock (_queueGate)
            {
                if (_queue.Count == 0)
                {
                    if (deadline.IsOver)
                    {
                        return Errno.None;
                    }

                    if (!waiter.Wait(_queueGate, deadline.Milliseconds) && _queue.Count == 0)
                    {
                        return Errno.EINTR;
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public override Readiness GetReadiness()
    {
        lock (_gate)
        {
            foreach (EpollEntry entry in TakeQueue())
            {
                if (!entry.IsRemoved && entry.Look() != 0)
                {
                    Queue(entry, isNews: false);
                }
            }

            lock (_queueGate)
            {
                return _queue.Count > 0 ? Readiness.Read : Readiness.None;
            }
        }
    }

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.EINVAL;
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EINVAL;
    }

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status)
    {
        status = AnonymousFile.Status;
        return Errno.None;
    }

    internal void Queue(EpollEntry entry) => Queue(entry, isNews: true);

    internal void Forget(EpollEntry entry)
    {
        lock (nesting)
        {
            lock (_gate)
            {
                if (!entry.IsRemoved && _entries.Remove((entry.Number, entry.File)))
                {
                    Disconnect(entry);
                }
            }
        }
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        lock (nesting)
        {
            lock (_gate)
            {
                foreach (EpollEntry entry in _entries.Values)
                {
                    entry.File.ForgetBeforeClose(entry.FileCloses);
                    Disconnect(entry);
                }

                _entries.Clear();
                TakeQueue();
            }
        }
    }

    private Errno Add(int number, OpenFile file, EpollEvent asked)
    {
        lock (nesting)
        {
            // No set's own lock is held here: there may be a circle, in whose order others would take them.
            if (file is OpenEpoll inner && (inner.Reaches(this) || inner.DepthBelow() + 1 + DepthAbove() > MostNested))
            {
                return Errno.ELOOP;
            }

            lock (_gate)
            {
                if (_entries.ContainsKey((number, file)))
                {
                    return Errno.EEXIST;
                }

                if (!quota.TryTake())
                {
                    return Errno.ENOSPC;
                }

                EpollEntry entry = new(this, number, file) { Wanted = Always(asked.Events), Data = asked.Data };
                if (!file.TryBeforeClose(entry.FileCloses))
                {
                    quota.GiveBack();
                    return Errno.EBADF;
                }

                _entries.Add((number, file), entry);
                (file as OpenEpoll)?._outer.Add(this);
                file.Changes!.Add(entry);
                LookAgain(entry);
                return Errno.None;
            }
        }
    }

    private Errno Modify(int number, OpenFile file, EpollEvent asked)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((number, file), out EpollEntry? entry))
            {
                return Errno.ENOENT;
            }

            if ((entry.Wanted & EpollEvents.EPOLLEXCLUSIVE) != 0)
            {
                return Errno.EINVAL;
            }

            entry.Data = asked.Data;
            entry.Wanted = Always(asked.Events);
            LookAgain(entry);
            return Errno.None;
        }
    }

    private Errno Delete(int number, OpenFile file)
    {
        lock (nesting)
        {
            lock (_gate)
            {
                if (!_entries.Remove((number, file), out EpollEntry? entry))
                {
                    return Errno.ENOENT;
                }

                file.ForgetBeforeClose(entry.FileCloses);
                Disconnect(entry);
                return Errno.None;
            }
        }
    }

    private static EpollEvents Always(EpollEvents asked) => asked | EpollEvents.EPOLLERR | EpollEvents.EPOLLHUP;

    private void Disconnect(EpollEntry entry)
    {
        entry.File.Changes!.Remove(entry);
        (entry.File as OpenEpoll)?._outer.Remove(this);
        quota.GiveBack();
        lock (_queueGate)
        {
            entry.IsRemoved = true;
            _queue.Remove(entry);
        }
    }

    private void LookAgain(EpollEntry entry)
    {
        if (entry.Look() != 0)
        {
            Queue(entry, isNews: true);
        }
    }

    private void Queue(EpollEntry entry, bool isNews)
    {
        lock (_queueGate)
        {
            if (!entry.IsQueued && !entry.IsRemoved)
            {
                entry.IsQueued = true;
                _queue.Add(entry);
            }

            if (isNews)
            {
                Monitor.PulseAll(_queueGate);
            }
        }

        if (isNews)
        {
            Changes.Notify(Readiness.Read);
        }
    }

    private List<EpollEntry> TakeQueue()
    {
        lock (_queueGate)
        {
            List<EpollEntry> taken = _queue;
            _queue = [];
            taken.ForEach(static entry => entry.IsQueued = false);
            return taken;
        }
    }

    private int Collect(Span<EpollEvent> events)
    {
        int count = 0;
        lock (_gate)
        {
            List<EpollEntry> taken = TakeQueue();
            List<EpollEntry> stillReady = [];
            int looked = 0;
            for (; looked < taken.Count && count < events.Length; looked++)
            {
                EpollEntry entry = taken[looked];
                EpollEvents ready = entry.IsRemoved ? 0 : entry.Look();
                if (ready == 0)
                {
                    continue;
                }

                events[count++] = new EpollEvent(ready, entry.Data);
                if ((entry.Wanted & EpollEvents.EPOLLONESHOT) != 0)
                {
                    entry.Silence();
                }
                else if ((entry.Wanted & EpollEvents.EPOLLET) == 0)
                {
                    stillReady.Add(entry);
                }
            }

            PutBack(taken[looked..], stillReady);
        }

        return count;
    }

    // Those that nobody has looked at come first, those that were told last.
    private void PutBack(List<EpollEntry> first, List<EpollEntry> last)
    {
        lock (_queueGate)
        {
            List<EpollEntry> meanwhile = _queue;
            _queue = [];
            meanwhile.ForEach(static entry => entry.IsQueued = false);
            foreach (EpollEntry entry in first.Concat(meanwhile).Concat(last))
            {
                if (!entry.IsQueued && !entry.IsRemoved)
                {
                    entry.IsQueued = true;
                    _queue.Add(entry);
                }
            }
        }
    }

    private bool Reaches(OpenEpoll target) => this == target || Inner().Any(one => one.Reaches(target));

    private int DepthBelow() => Inner().Select(static one => one.DepthBelow() + 1).DefaultIfEmpty(0).Max();

    private int DepthAbove() => _outer.Select(static one => one.DepthAbove() + 1).DefaultIfEmpty(0).Max();

    // All sets' entries for other sets change under the nesting's lock, which is held.
    private List<OpenEpoll> Inner()
    {
        lock (_gate)
        {
            return [.. _entries.Keys.Select(static key => key.File).OfType<OpenEpoll>()];
        }
    }
}
