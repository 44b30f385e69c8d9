using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Files.Locks;

/// <summary>The advisory locks of an instance's files, of one of the two kinds that know nothing of each other.</summary>
public sealed class LockTable
{
    /// <summary>Locks that there may be in all: a guest that makes ever more gets ENOLCK.</summary>
    private const int MostLocks = 1 << 16;

    private readonly object _gate = new();
    private readonly Dictionary<(ulong Device, ulong Inode), List<FileLock>> _files = [];
    private readonly Dictionary<object, object> _waits = [];
    private int _count;

    /// <summary>Takes a lock, or changes one: what the owner has of the range becomes this.</summary>
    /// <param name="file">The file: device and number.</param>
    /// <param name="wanted">The lock.</param>
    /// <param name="waiter">Who waits until others' are gone; null not to wait.</param>
    /// <returns>EAGAIN when it would have to wait, EINTR when the thread is wanted elsewhere, EDEADLK when the others wait for this owner's.</returns>
    public Errno Take((ulong Device, ulong Inode) file, FileLock wanted, Waiter? waiter)
    {
        lock (_gate)
        {
            while (Conflicting(file, wanted) is { } other)
            {
                if (waiter is null)
                {
                    return Errno.EAGAIN;
                }

                if (WaitsFor(other.Owner, wanted.Owner))
                {
                    return Errno.EDEADLK;
                }

                _waits[wanted.Owner] = other.Owner;
                bool goesOn = waiter.Wait(_gate);
                _waits.Remove(wanted.Owner);
                if (!goesOn && Conflicting(file, wanted) is not null)
                {
                    return Errno.EINTR;
                }
            }

            if (_count >= MostLocks)
            {
                return Errno.ENOLCK;
            }

            Cut(file, wanted.Owner, wanted.Start, wanted.End);
            Add(file, wanted);
            Monitor.PulseAll(_gate);
            return Errno.None;
        }
    }

    /// <summary>The first lock of others that is in the way of one; null when nothing is.</summary>
    public FileLock? Find((ulong Device, ulong Inode) file, FileLock wanted)
    {
        lock (_gate)
        {
            return Conflicting(file, wanted);
        }
    }

    /// <summary>Gives up what an owner has of a range.</summary>
    public void Release((ulong Device, ulong Inode) file, object owner, long start = 0, long end = long.MaxValue)
    {
        lock (_gate)
        {
            if (_files.ContainsKey(file))
            {
                Cut(file, owner, start, end);
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Gives up all that an owner has.</summary>
    public void ReleaseAll(object owner)
    {
        lock (_gate)
        {
            foreach ((ulong Device, ulong Inode) file in _files.Keys.ToArray())
            {
                Cut(file, owner, 0, long.MaxValue);
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>True when there is no lock at all.</summary>
    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    private FileLock? Conflicting((ulong Device, ulong Inode) file, FileLock wanted) =>
        _files.TryGetValue(file, out List<FileLock>? locks) ? locks.Find(wanted.Conflicts) : null;

    private bool WaitsFor(object waiting, object owner)
    {
        for (int steps = 0; steps <= _waits.Count; steps++)
        {
            if (waiting == owner)
            {
                return true;
            }

            if (!_waits.TryGetValue(waiting, out object? next))
            {
                return false;
            }

            waiting = next;
        }

        return false;
    }

    private void Cut((ulong Device, ulong Inode) file, object owner, long start, long end)
    {
        if (!_files.TryGetValue(file, out List<FileLock>? locks))
        {
            return;
        }

        for (int i = locks.Count - 1; i >= 0; i--)
        {
            FileLock one = locks[i];
            if (one.Owner != owner || !one.Overlaps(start, end))
            {
                continue;
            }

            locks.RemoveAt(i);
            if (one.Start < start)
            {
                locks.Add(one with { End = start - 1 });
            }

            if (one.End > end)
            {
                locks.Add(one with { Start = end + 1 });
            }
        }

        Recount(file, locks);
    }

    /// <summary>Adds a lock; those of the same owner that touch it and are alike become one with it.</summary>
    private void Add((ulong Device, ulong Inode) file, FileLock added)
    {
        if (!_files.TryGetValue(file, out List<FileLock>? locks))
        {
            _files.Add(file, locks = []);
        }

        for (int i = locks.Count - 1; i >= 0; i--)
        {
            FileLock one = locks[i];
            bool touches = one.Start <= (added.End == long.MaxValue ? added.End : added.End + 1) && (one.End == long.MaxValue || one.End + 1 >= added.Start);
            if (one.Owner == added.Owner && one.IsExclusive == added.IsExclusive && touches)
            {
                added = added with { Start = Math.Min(one.Start, added.Start), End = Math.Max(one.End, added.End) };
                locks.RemoveAt(i);
            }
        }

        locks.Add(added);
        locks.Sort(static (left, right) => left.Start.CompareTo(right.Start));
        Recount(file, locks);
    }

    private void Recount((ulong Device, ulong Inode) file, List<FileLock> locks)
    {
        if (locks.Count == 0)
        {
            _files.Remove(file);
        }

        int sum = 0;
        foreach (List<FileLock> list in _files.Values)
        {
            sum += list.Count;
        }

        _count = sum;
    }
}
