namespace ProcVM.X86.Memory;

/// <summary>Which frame each page of an address space has: a tree of tables as the processor's own, for 47 bits, made where pages are.</summary>
internal sealed class PageTable
{
    /// <summary>The page's frame is another's too, or of zeros: who writes gets a copy first.</summary>
    public const nint IsCopiedOnWrite = 8;

    /// <summary>Code of the page may be remembered: who writes must say so first.</summary>
    public const nint IsCode = 16;

    /// <summary>Other address spaces have the frame too, and write to it: no code of it is remembered.</summary>
    public const nint IsShared = 32;

    /// <summary>The lowest bits of an entry are its <see cref="Core.Seam.MemoryAccess"/>.</summary>
    public const nint AccessMask = 7;

    /// <summary>The bits of an entry that aren't the frame's address.</summary>
    public const nint FlagsMask = 0xFFF;

    private const int Bits = 9;
    private const int Size = 1 << Bits;
    private const int TopSize = 1 << 8;
    private readonly nint[]?[]?[]?[] _root = new nint[TopSize][][][];

    /// <summary>The entry of a page: frame and flags; 0 for none.</summary>
    public nint Find(ulong page)
    {
        nint[]? leaf = _root[(int)(page >> (3 * Bits)) & (TopSize - 1)]?[(int)(page >> (2 * Bits)) & (Size - 1)]?[(int)(page >> Bits) & (Size - 1)];
        return leaf is null ? 0 : leaf[(int)page & (Size - 1)];
    }

    /// <summary>Sets the entry of a page.</summary>
    public void Set(ulong page, nint entry)
    {
        nint[]?[]?[] upper = _root[(int)(page >> (3 * Bits)) & (TopSize - 1)] ??= new nint[Size][][];
        nint[]?[] middle = upper[(int)(page >> (2 * Bits)) & (Size - 1)] ??= new nint[Size][];
        nint[] leaf = middle[(int)(page >> Bits) & (Size - 1)] ??= new nint[Size];
        leaf[(int)page & (Size - 1)] = entry;
    }

    /// <summary>The first page at or behind one that has a frame; <paramref name="end"/> when there is none before that.</summary>
    public ulong Next(ulong page, ulong end)
    {
        while (page < end)
        {
            nint[]?[]?[]? upper = _root[(int)(page >> (3 * Bits)) & (TopSize - 1)];
            if (upper is null)
            {
                page = ((page >> (3 * Bits)) + 1) << (3 * Bits);
                continue;
            }

            nint[]?[]? middle = upper[(int)(page >> (2 * Bits)) & (Size - 1)];
            if (middle is null)
            {
                page = ((page >> (2 * Bits)) + 1) << (2 * Bits);
                continue;
            }

            nint[]? leaf = middle[(int)(page >> Bits) & (Size - 1)];
            if (leaf is null)
            {
                page = ((page >> Bits) + 1) << Bits;
                continue;
            }

            if (leaf[(int)page & (Size - 1)] != 0)
            {
                return page;
            }

            page++;
        }

        return end;
    }
}
