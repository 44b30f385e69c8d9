using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Processes;

/// <summary>The processes of an instance: who is whose child, and who waits for whom.</summary>
public sealed class ProcessTable
{
    private const int FirstId = 100;
    private const int MostIds = 4_194_304;

    private readonly Dictionary<int, GuestProcess> _processes = [];
    private readonly Dictionary<int, object> _threads = [];
    private readonly int _limit;
    private int _next = FirstId;

    /// <summary>An empty table.</summary>
    /// <param name="limit">How many processes there may be at a time, those that nobody has waited for included; each thread but a process's first counts as one
    /// more.</param>
    public ProcessTable(int limit) => _limit = limit;

    /// <summary>The lock of everything about processes; it's pulsed whenever one changes.</summary>
    public object Gate { get; } = new();

    /// <summary>How many processes there may be at a time.</summary>
    public int Limit => _limit;

    /// <summary>Processes that run or are stopped.</summary>
    public int Living { get; private set; }

    /// <summary>Processes that aren't over, and their further threads.</summary>
    public int Tasks => Living + _threads.Count;

    /// <summary>Adds a process.</summary>
    /// <param name="parent">The process that asks for it; null for the first one.</param>
    /// <param name="make">Makes it, given its number.</param>
    /// <param name="process">The process; null with EAGAIN when there are too many.</param>
    public Errno Add<T>(GuestProcess? parent, Func<int, T> make, out T? process)
        where T : GuestProcess
    {
        lock (Gate)
        {
            process = null;
            if (!TryFindId())
            {
                return Errno.EAGAIN;
            }

            process = make(_next);
            process.Parent = parent;
            process.Group = parent?.Group ?? process.Id;
            process.Session = parent?.Session ?? process.Id;
            parent?.Children.Add(process);
            _processes.Add(process.Id, process);
            Living++;
            Advance();
            return Errno.None;
        }
    }

    /// <summary>Adds a thread to a process that has one.</summary>
    /// <param name="make">Makes it, given its number.</param>
    /// <param name="thread">The thread; null with EAGAIN when there are too many.</param>
    public Errno AddThread<T>(Func<int, T> make, out T? thread)
        where T : class
    {
        lock (Gate)
        {
            thread = null;
            if (!TryFindId())
            {
                return Errno.EAGAIN;
            }

            thread = make(_next);
            _threads.Add(_next, thread);
            Advance();
            return Errno.None;
        }
    }

    /// <summary>A thread is over, or has got the number of its process.</summary>
    public void RemoveThread(int id)
    {
        lock (Gate)
        {
            _threads.Remove(id);
        }
    }

    /// <summary>The thread of a number that isn't a process's first one; null when there is none.</summary>
    public object? FindThread(int id)
    {
        lock (Gate)
        {
            return _threads.GetValueOrDefault(id);
        }
    }

    /// <summary>Takes back a process that never ran.</summary>
    public void Remove(GuestProcess process)
    {
        lock (Gate)
        {
            Living--;
            Forget(process);
        }
    }

    /// <summary>The process of a number, living or waited for; null when there is none.</summary>
    public GuestProcess? Find(int id)
    {
        lock (Gate)
        {
            return _processes.GetValueOrDefault(id);
        }
    }

    /// <summary>All processes that aren't over, as they are now.</summary>
    public List<GuestProcess> All()
    {
        lock (Gate)
        {
            return [.. _processes.Values.Where(static one => one.State is not (ProcessState.Zombie or ProcessState.Gone))];
        }
    }

    /// <summary>A process is over: its children become the instance's, and whoever waits for it is told.</summary>
    public void Exit(GuestProcess process, int status)
    {
        lock (Gate)
        {
            process.State = ProcessState.Zombie;
            process.Status = status;
            Living--;
            foreach (GuestProcess child in process.Children.ToArray())
            {
                child.Parent = null;
                if (child.State == ProcessState.Zombie)
                {
                    Forget(child);
                }
            }

            process.Children.Clear();
            GuestProcess? parent = process.Parent;
            if (parent is null || process.IsUnwanted)
            {
                Forget(process);
            }

            parent?.ChildChanged(process, isOver: true);
            Monitor.PulseAll(Gate);
            process.Ends.Notify(Descriptors.Readiness.Read);
        }
    }

    /// <summary>A process stops, or goes on.</summary>
    public void Change(GuestProcess process, ProcessState state, int status)
    {
        lock (Gate)
        {
            if (process.State is ProcessState.Zombie or ProcessState.Gone)
            {
                return;
            }

            process.State = state;
            process.Status = status;
            if (state != ProcessState.Running)
            {
                // A process that goes on only to be killed is no news.
                process.Parent?.ChildChanged(process, isOver: false);
            }

            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>Waits for news of a child.</summary>
    /// <param name="waiter">The thread that waits.</param>
    /// <param name="parent">Its process.</param>
    /// <param name="wish">What news.</param>
    /// <param name="child">The child; null when there are no news and the wish is not to wait.</param>
    /// <param name="state">What the news is: <see cref="ProcessState.Zombie"/>, <see cref="ProcessState.StoppedNews"/> or
    /// <see cref="ProcessState.ContinuedNews"/>.</param>
    public Errno Wait(Waiter waiter, GuestProcess parent, WaitWish wish, out GuestProcess? child, out ProcessState state)
    {
        lock (Gate)
        {
            while (true)
            {
                state = default;
                child = FindNews(parent, wish, out bool isHopeless);
                if (child is not null)
                {
                    state = child.State;
                    if (!wish.KeepsNews)
                    {
                        TakeNews(child);
                    }

                    return Errno.None;
                }

                if (isHopeless)
                {
                    return Errno.ECHILD;
                }

                if (wish.MayNotWait)
                {
                    return Errno.None;
                }

                if (!waiter.Wait(Gate) && FindNews(parent, wish, out _) is null)
                {
                    return Errno.EINTR;
                }
            }
        }
    }

    private bool TryFindId()
    {
        if (_processes.Count + _threads.Count >= _limit)
        {
            return false;
        }

        while (_processes.ContainsKey(_next) || _threads.ContainsKey(_next) || IsGroup(_next))
        {
            Advance();
        }

        return true;
    }

    private static GuestProcess? FindNews(GuestProcess parent, WaitWish wish, out bool isHopeless)
    {
        isHopeless = true;
        foreach (GuestProcess child in parent.Children)
        {
            if (!wish.Fits(child))
            {
                continue;
            }

            isHopeless = false;
            bool isNews = child.State switch
            {
                ProcessState.Zombie => wish.Exited,
                ProcessState.StoppedNews => wish.Stopped,
                ProcessState.ContinuedNews => wish.Continued,
                _ => false,
            };
            if (isNews)
            {
                return child;
            }
        }

        return null;
    }

    private void TakeNews(GuestProcess child)
    {
        switch (child.State)
        {
            case ProcessState.Zombie:
                Forget(child);
                break;
            case ProcessState.StoppedNews:
                child.State = ProcessState.Stopped;
                break;
            case ProcessState.ContinuedNews:
                child.State = ProcessState.Running;
                break;
        }
    }

    private void Forget(GuestProcess process)
    {
        process.State = ProcessState.Gone;
        process.Parent?.Children.Remove(process);
        _processes.Remove(process.Id);
    }

    // A number that a group still has would make the new process its leader.
    private bool IsGroup(int id) => _processes.Values.Any(one => one.Group == id || one.Session == id);

    private void Advance() => _next = _next + 1 >= MostIds ? FirstId : _next + 1;
}
