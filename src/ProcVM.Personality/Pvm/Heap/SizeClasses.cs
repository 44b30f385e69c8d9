using System.Numerics;

namespace ProcVM.Personality.Pvm.Heap;

/// <summary>Free blocks by size, in the two levels of TLSF (Masmano et al., ECRTS 2004): finding a list whose every block is
/// large enough takes two bit searches. The bits and list heads are the host's own: a guest can't reach them.</summary>
internal sealed class SizeClasses
{
    /// <summary>Sizes below this have a list each.</summary>
    private const uint SmallLimit = 256;

    private const int SmallShift = 3;
    private const int SubdivisionBits = 4;
    private const int Subdivisions = 1 << SubdivisionBits;
    private const int FirstLarge = 8;
    private const int Rows = 1 + 32 - FirstLarge;
    private const int RowSize = 32;

    private readonly uint[] _columns = new uint[Rows];
    private readonly uint[] _heads = new uint[Rows * RowSize];
    private uint _rows;

    /// <summary>The list that a block of this size belongs to.</summary>
    public static int ListOf(uint size)
    {
        if (size < SmallLimit)
        {
            return (int)(size >> SmallShift);
        }

        int log = BitOperations.Log2(size);
        int column = (int)(size >> (log - SubdivisionBits)) & (Subdivisions - 1);
        return ((log - FirstLarge + 1) * RowSize) + column;
    }

    /// <summary>The first block of a list; 0 when it is empty.</summary>
    public uint Head(int list) => _heads[list];

    /// <summary>Makes a block the first of a list; 0 empties it.</summary>
    public void SetHead(int list, uint block)
    {
        _heads[list] = block;
        int row = list / RowSize;
        uint bit = 1u << (list % RowSize);
        if (block != 0)
        {
            _columns[row] |= bit;
            _rows |= 1u << row;
        }
        else
        {
            _columns[row] &= ~bit;
            if (_columns[row] == 0)
            {
                _rows &= ~(1u << row);
            }
        }
    }

    /// <summary>A list that isn't empty and whose blocks all have at least this size; −1 when there is none.</summary>
    public int Find(uint size)
    {
        ulong rounded = size < SmallLimit ? size : size + (1UL << (BitOperations.Log2(size) - SubdivisionBits)) - 1;
        if (rounded > uint.MaxValue)
        {
            return -1;
        }

        int list = ListOf((uint)rounded);
        int row = list / RowSize;
        uint columns = _columns[row] & (uint.MaxValue << (list % RowSize));
        if (columns == 0)
        {
            uint rows = _rows & (uint)(ulong.MaxValue << (row + 1));
            if (rows == 0)
            {
                return -1;
            }

            row = BitOperations.TrailingZeroCount(rows);
            columns = _columns[row];
        }

        return (row * RowSize) + BitOperations.TrailingZeroCount(columns);
    }

    /// <summary>Forgets all blocks.</summary>
    public void Clear()
    {
        Array.Clear(_columns);
        Array.Clear(_heads);
        _rows = 0;
    }
}
