namespace ProcVM.X86.Memory;

/// <summary>The mappings of an address space, in ascending order.</summary>
internal sealed class MappingList
{
    private readonly List<Mapping> _all = [];

    /// <summary>An empty list.</summary>
    public MappingList()
    {
    }

    /// <summary>A copy.</summary>
    public MappingList(MappingList other) => _all.AddRange(other._all);

    /// <summary>All of them.</summary>
    public IReadOnlyList<Mapping> All => _all;

    /// <summary>The mapping at an address.</summary>
    public bool TryFind(ulong address, out Mapping found)
    {
        int index = FirstEndingBehind(address);
        found = index < _all.Count ? _all[index] : default;
        return index < _all.Count && found.Start <= address;
    }

    /// <summary>True when every page of a range is mapped.</summary>
    public bool Covers(ulong start, ulong end)
    {
        for (int i = FirstEndingBehind(start); i < _all.Count && start < end && _all[i].Start <= start; i++)
        {
            start = _all[i].End;
        }

        return start >= end;
    }

    /// <summary>Adds a mapping where nothing is.</summary>
    public void Add(in Mapping mapping)
    {
        int index = FirstEndingBehind(mapping.Start);
        _all.Insert(index, mapping);
        Join(index);
        Join(index - 1);
    }

    /// <summary>Takes a range out; gives what was there, cut to the range.</summary>
    public List<Mapping> Remove(ulong start, ulong end)
    {
        List<Mapping> removed = [];
        int index = FirstEndingBehind(start);
        while (index < _all.Count && _all[index].Start < end)
        {
            Mapping old = _all[index];
            _all.RemoveAt(index);
            removed.Add(old with { Start = Math.Max(old.Start, start), End = Math.Min(old.End, end) });
            if (old.Start < start)
            {
                _all.Insert(index++, old with { End = start });
            }

            if (old.End > end)
            {
                _all.Insert(index, old with { Start = end });
                break;
            }
        }

        return removed;
    }

    private void Join(int index)
    {
        if (index >= 0 && index + 1 < _all.Count && _all[index].GoesOnWith(_all[index + 1]))
        {
            _all[index] = _all[index] with { End = _all[index + 1].End };
            _all.RemoveAt(index + 1);
        }
    }

    private int FirstEndingBehind(ulong address)
    {
        int low = 0;
        int high = _all.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_all[middle].End > address)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
