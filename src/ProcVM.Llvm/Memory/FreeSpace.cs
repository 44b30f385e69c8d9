namespace ProcVM.Llvm;

/// <summary>The free stretches of a range of bytes: the best fit is taken, neighbours grow together again.</summary>
/// <remarks>One list in order of address: there are few stretches, and a tree's methods, which are compiled when they are first called, would take
/// longer than many a run looks through it.</remarks>
internal sealed class FreeSpace
{
    private const int Grain = 64;

    private readonly List<Stretch> _stretches = [];

    /// <summary>All of it is free.</summary>
    /// <param name="size">Bytes, a multiple of 64.</param>
    public FreeSpace(int size)
    {
        _stretches.Add(new Stretch(0, size));
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
        int best = BestFor(wanted, slack);
        if (best < 0)
        {
            return false;
        }

        Stretch stretch = _stretches[best];
        start = (stretch.Start + slack) & -(slack + Grain);
        taken = wanted;
        Bytes -= wanted;
        int before = start - stretch.Start;
        int after = stretch.Size - before - wanted;
        _stretches.RemoveAt(best);
        if (after > 0)
        {
            _stretches.Insert(best, new Stretch(start + wanted, after));
        }

        if (before > 0)
        {
            _stretches.Insert(best, new Stretch(stretch.Start, before));
        }

        return true;
    }

    /// <summary>Returns a stretch that was taken.</summary>
    public void Return(int start, int size)
    {
        Bytes += size;
        int next = FirstAfter(start);
        if (next < _stretches.Count && _stretches[next].Start == start + size)
        {
            size += _stretches[next].Size;
            _stretches.RemoveAt(next);
        }

        if (next > 0 && _stretches[next - 1].End == start)
        {
            start = _stretches[next - 1].Start;
            size += _stretches[next - 1].Size;
            _stretches.RemoveAt(--next);
        }

        _stretches.Insert(next, new Stretch(start, size));
    }

    /// <summary>The smallest stretch that has room at an aligned place; −1 for none.</summary>
    private int BestFor(int wanted, int slack)
    {
        int best = -1;
        for (int i = 0; i < _stretches.Count; i++)
        {
            Stretch stretch = _stretches[i];
            int aligned = (stretch.Start + slack) & -(slack + Grain);
            if (aligned - stretch.Start <= stretch.Size - wanted && (best < 0 || stretch.Size < _stretches[best].Size))
            {
                best = i;
            }
        }

        return best;
    }

    private int FirstAfter(int start)
    {
        int low = 0;
        int high = _stretches.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_stretches[middle].Start < start)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private readonly struct Stretch(int start, int size)
    {
        public int Start => start;

        public int Size => size;

        public int End => start + size;
    }
}
