using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Descriptors;

/// <summary>One thread's wait until one of several open files may be ready. Files are watched first and looked at then: nothing is missed between.</summary>
public sealed class ReadinessWait : IReadinessWatcher, IDisposable
{
    private readonly object _gate = new();
    private readonly List<WatchList> _lists = [];
    private bool _hasChanged;

    /// <summary>Watches a file too.</summary>
    public void Watch(OpenFile file)
    {
        if (file.Changes is { } list)
        {
            Watch(list);
        }
    }

    /// <summary>Watches what is told by a list.</summary>
    public void Watch(WatchList list)
    {
        list.Add(this);
        _lists.Add(list);
    }

    /// <summary>Waits until one of the files has changed since the last wait.</summary>
    /// <param name="waiter">The thread.</param>
    /// <param name="deadline">Until when.</param>
    /// <returns>ETIMEDOUT when the time is over; EINTR when the thread is wanted elsewhere.</returns>
    public Errno Wait(Waiter waiter, Deadline deadline)
    {
        lock (_gate)
        {
            while (!_hasChanged)
            {
                if (deadline.IsOver)
                {
                    return Errno.ETIMEDOUT;
                }

                if (!waiter.Wait(_gate, deadline.Milliseconds) && !_hasChanged)
                {
                    return Errno.EINTR;
                }
            }

            _hasChanged = false;
            return Errno.None;
        }
    }

    /// <inheritdoc/>
    public void Changed(Readiness what)
    {
        lock (_gate)
        {
            _hasChanged = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Waits until a file is ready for something.</summary>
    /// <param name="file">The file.</param>
    /// <param name="what">For what; errors and hang-ups count too.</param>
    /// <param name="waiter">The thread.</param>
    /// <param name="deadline">Until when.</param>
    public static Errno Until(OpenFile file, Readiness what, Waiter waiter, Deadline deadline)
    {
        using ReadinessWait wait = new();
        wait.Watch(file);
        while ((file.GetReadiness() & (what | Readiness.Error | Readiness.HangUp)) == 0)
        {
            Errno error = wait.Wait(waiter, deadline);
            if (error != Errno.None)
            {
                return error;
            }
        }

        return Errno.None;
    }

    /// <summary>Watches nothing any more.</summary>
    public void Dispose()
    {
        _lists.ForEach(list => list.Remove(this));
        _lists.Clear();
    }
}
