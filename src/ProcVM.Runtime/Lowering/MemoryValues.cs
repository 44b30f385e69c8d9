using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Values that are known to be in memory, in straight-line code: what was loaded or stored and not overwritten since.</summary>
internal sealed class MemoryValues(MemoryType memory)
{
    private readonly Entry[] _entries = new Entry[24];
    private int _count;
    private int _next;

    /// <summary>Forgets everything.</summary>
    public void Clear() => _count = _next = 0;

    /// <summary>The value of an equal access, or −1.</summary>
    public int Find(Opcode load, int addressValue, long offset)
    {
        for (int i = 0; i < _count; i++)
        {
            ref Entry entry = ref _entries[i];
            if (entry.Load == load && entry.Address == addressValue && entry.Offset == offset)
            {
                return entry.Value;
            }
        }

        return -1;
    }

    /// <summary>Notes what a load gave or a store put.</summary>
    public void Add(Opcode load, int addressValue, long offset, in AddressRange range, int value)
    {
        int place = _count < _entries.Length ? _count++ : _next++ % _entries.Length;
        _entries[place] = new Entry { Load = load, Address = addressValue, Offset = offset, Range = range, Value = value };
    }

    /// <summary>Forgets what a store may have changed.</summary>
    public void Invalidate(in AddressRange range)
    {
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!_entries[i].Range.MayOverlap(range, memory.StackBase, (long)memory.StackBase + memory.StackSize))
            {
                _entries[kept++] = _entries[i];
            }
        }

        _count = kept;
        _next = 0;
    }

    private struct Entry
    {
        public Opcode Load;
        public int Address;
        public long Offset;
        public AddressRange Range;
        public int Value;
    }
}
