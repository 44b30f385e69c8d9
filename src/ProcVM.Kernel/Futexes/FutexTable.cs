namespace ProcVM.Kernel.Futexes;

/// <summary>Who waits on which word (futex(2)). Words themselves are read and written by those who call.</summary>
/// <remarks>A thread takes its place first and looks at the word then: a wake that comes between the two finds it. One that finds another value gives a wake that
/// it got meanwhile to the next.</remarks>
public sealed class FutexTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<FutexKey, LinkedList<FutexSleeper>> _queues = [];

    /// <summary>Takes a place behind those that wait on a word.</summary>
    public FutexSleeper Enqueue(FutexKey key, uint bits, int thread)
    {
        FutexSleeper sleeper = new(key, bits, thread);
        lock (_gate)
        {
            Append(sleeper);
        }

        return sleeper;
    }

    /// <summary>Gives a place up; false when it was woken before.</summary>
    public bool Withdraw(FutexSleeper sleeper)
    {
        lock (_gate)
        {
            if (sleeper.IsWoken)
            {
                return false;
            }

            Remove(sleeper);
            return true;
        }
    }

    /// <summary>The first that waits on a word; null when nobody does.</summary>
    public FutexSleeper? First(FutexKey key)
    {
        lock (_gate)
        {
            return _queues.GetValueOrDefault(key)?.First?.Value;
        }
    }

    /// <summary>How many wait on a word.</summary>
    public int Count(FutexKey key)
    {
        lock (_gate)
        {
            return _queues.GetValueOrDefault(key)?.Count ?? 0;
        }
    }

    /// <summary>Wakes those that wait on a word, in their order; gives how many.</summary>
    public int Wake(FutexKey key, int most, uint bits = uint.MaxValue)
    {
        List<FutexSleeper> woken = [];
        lock (_gate)
        {
            Take(key, most, bits, woken);
        }

        woken.ForEach(static sleeper => sleeper.Rouse());
        return woken.Count;
    }

    /// <summary>Wakes one that has a place, wherever it is in the order.</summary>
    public void Wake(FutexSleeper sleeper)
    {
        lock (_gate)
        {
            if (!sleeper.IsWoken)
            {
                Remove(sleeper);
                sleeper.MarkWoken();
            }
        }

        sleeper.Rouse();
    }

    /// <summary>Wakes some of those that wait on a word and lets others wait on another one; gives how many were woken and how many moved.</summary>
    public (int Woken, int Moved) Requeue(FutexKey from, FutexKey to, int mostWoken, int mostMoved)
    {
        List<FutexSleeper> woken = [];
        int moved = 0;
        lock (_gate)
        {
            Take(from, mostWoken, uint.MaxValue, woken);
            while (from != to && moved < mostMoved && _queues.TryGetValue(from, out LinkedList<FutexSleeper>? queue))
            {
                FutexSleeper sleeper = queue.First!.Value;
                Remove(sleeper);
                sleeper.Key = to;
                Append(sleeper);
                moved++;
            }
        }

        woken.ForEach(static sleeper => sleeper.Rouse());
        return (woken.Count, moved);
    }

    private void Take(FutexKey key, int most, uint bits, List<FutexSleeper> woken)
    {
        LinkedListNode<FutexSleeper>? node = _queues.GetValueOrDefault(key)?.First;
        while (node is not null && woken.Count < most)
        {
            FutexSleeper sleeper = node.Value;
            node = node.Next;
            if ((sleeper.Bits & bits) != 0)
            {
                Remove(sleeper);
                sleeper.MarkWoken();
                woken.Add(sleeper);
            }
        }
    }

    private void Append(FutexSleeper sleeper)
    {
        if (!_queues.TryGetValue(sleeper.Key, out LinkedList<FutexSleeper>? queue))
        {
            _queues.Add(sleeper.Key, queue = []);
        }

        queue.AddLast(sleeper);
    }

    private void Remove(FutexSleeper sleeper)
    {
        if (_queues.TryGetValue(sleeper.Key, out LinkedList<FutexSleeper>? queue) && queue.Remove(sleeper) && queue.Count == 0)
        {
            _queues.Remove(sleeper.Key);
        }
    }
}
