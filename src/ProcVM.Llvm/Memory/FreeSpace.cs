namespace ProcVM.Llvm;

/// <summary>The free stretches of a range of bytes: the best fit is taken, neighbours grow together again.</summary>
internal sealed class FreeSpace
{
    private const int Grain = 64;

    private readonly SortedSet<(int Size, int Start)> _bySize = [];
    private readonly Dictionary<int, int> _sizeByStart = [];
    private readonly Dictionary<int, int> _startByEnd = [];

    /// <summary>All of it is free.</summary>
    /// <param name="size">Bytes, a multiple of 64.</param>
    public FreeSpace(int size)
    {
        Insert(0, size);
        Bytes = size;
    }

    /// <summary>Bytes that are free.</summary>
    public int Bytes { get; private set; }

    /// <summary>Takes a stretch; false when none is long enough.</summary>
    /// <param name="size">Bytes; rounded up to 64.</param>
    /// <param name="alignment">A power of two.</param>
    /// <param name="start">Where it starts.</param>
    /// <param name="taken">Its bytes.</param>
    public bool TryTake(int size, int alignment, out int start, out int taken)
    {
        start = 0;
        taken = 0;
        int slack = Math.Max(alignment, Grain) - Grain;
        if (size > int.MaxValue - Grain - slack)
        {
            return false;
        }

        int wanted = (size + Grain - 1) & -Grain;
        // Any stretch with room for the worst misalignment will do; the smallest such is taken.
        foreach ((int length, int at) in _bySize.GetViewBetween((wanted, 0), (int.MaxValue, int.MaxValue)))
        {
            int aligned = (at + slack) & -Math.Max(alignment, Grain);
            if (aligned - at <= length - wanted)
            {
                Remove(at, length);
                Insert(at, aligned - at);
                Insert(aligned + wanted, length - wanted - (aligned - at));
                Bytes -= wanted;
                start = aligned;
                taken = wanted;
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns a stretch that was taken.</summary>
    public void Return(int start, int size)
    {
        Bytes += size;
        if (_sizeByStart.TryGetValue(start + size, out int after))
        {
            Remove(start + size, after);
            size += after;
        }

        if (_startByEnd.TryGetValue(start, out int before))
        {
            Remove(before, start - before);
            size += start - before;
            start = before;
        }

        Insert(start, size);
    }

    private void Insert(int start, int size)
    {
        if (size > 0)
        {
            _bySize.Add((size, start));
            _sizeByStart.Add(start, size);
            _startByEnd.Add(start + size, start);
        }
    }

    private void Remove(int start, int size)
    {
        _bySize.Remove((size, start));
        _sizeByStart.Remove(start);
        _startByEnd.Remove(start + size);
    }
}
