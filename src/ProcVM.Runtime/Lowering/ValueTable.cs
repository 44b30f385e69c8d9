using ProcVM.Module;

namespace ProcVM.Runtime.Lowering;

/// <summary>Finds equal computations: operation and value numbers of operands to the register with the result.
/// Forgets everything in constant time when a block starts.</summary>
internal sealed class ValueTable
{
    private Entry[] _entries = new Entry[256];
    private int _used;
    private int _generation = 1;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _generation++;
        _used = 0;
    }

    /// <summary>The register that holds the result of an operation with two operands, or −1 when it wasn't computed.</summary>
    public int Find(Opcode op, int a, int b)
    {
        int mask = _entries.Length - 1;
        for (int i = Hash(op, a, b, -1, 0, 0) & mask; _entries[i].Generation == _generation; i = (i + 1) & mask)
        {
            ref Entry entry = ref _entries[i];
            if (entry.Op == op && entry.A == a && entry.B == b && entry.C == -1 && entry.Imm == 0 && entry.Imm2 == 0 && entry.Size == 0)
            {
                return entry.Result;
            }
        }

        return -1;
    }

    /// <summary>The register that holds the result, or −1 when the computation is new; it is then entered with
    /// <paramref name="result"/>.</summary>
    public int FindOrAdd(Opcode op, int a, int b, int c, long imm, long imm2, int size, int result)
    {
        if (_used * 2 >= _entries.Length)
        {
            Grow();
        }

        int mask = _entries.Length - 1;
        for (int i = Hash(op, a, b, c, imm, imm2) & mask; ; i = (i + 1) & mask)
        {
            ref Entry entry = ref _entries[i];
            if (entry.Generation != _generation)
            {
                entry = new Entry
                {
                    Generation = _generation,
                    Op = op,
                    A = a,
                    B = b,
                    C = c,
                    Imm = imm,
                    Imm2 = imm2,
                    Size = size,
                    Result = result,
                };
                _used++;
                return -1;
            }

            if (entry.Op == op && entry.A == a && entry.B == b && entry.C == c && entry.Imm == imm
                && entry.Imm2 == imm2 && entry.Size == size)
            {
                int found = entry.Result;
                return found;
            }
        }
    }

    /// <summary>Replaces the register of a computation that is known.</summary>
    public void Replace(Opcode op, int a, int b, int c, long imm, long imm2, int size, int result)
    {
        int mask = _entries.Length - 1;
        for (int i = Hash(op, a, b, c, imm, imm2) & mask; _entries[i].Generation == _generation; i = (i + 1) & mask)
        {
            ref Entry entry = ref _entries[i];
            if (entry.Op == op && entry.A == a && entry.B == b && entry.C == c && entry.Imm == imm
                && entry.Imm2 == imm2 && entry.Size == size)
            {
                entry.Result = result;
                return;
            }
        }
    }

    private static int Hash(Opcode op, int a, int b, int c, long imm, long imm2)
    {
        ulong mixed = (ulong)op;
        mixed = (mixed ^ (uint)a) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (uint)b ^ (mixed >> 32)) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (uint)c ^ (ulong)imm ^ (mixed >> 32)) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (ulong)imm2 ^ (mixed >> 32)) * 0x9E37_79B9_7F4A_7C15;
        return (int)(mixed >> 33);
    }

    private void Grow()
    {
        Entry[] old = _entries;
        _entries = new Entry[old.Length * 2];
        int mask = _entries.Length - 1;
        foreach (Entry entry in old)
        {
            if (entry.Generation == _generation)
            {
                int i = Hash(entry.Op, entry.A, entry.B, entry.C, entry.Imm, entry.Imm2) & mask;
                while (_entries[i].Generation == _generation)
                {
                    i = (i + 1) & mask;
                }

                _entries[i] = entry;
            }
        }
    }

    private struct Entry
    {
        public int Generation;
        public Opcode Op;
        public int A;
        public int B;
        public int C;
        public int Size;
        public long Imm;
        public long Imm2;
        public int Result;
    }
}
