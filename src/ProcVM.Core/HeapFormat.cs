namespace ProcVM.Core;

/// <summary>How the heap of a P-code instance looks in its memory: what <c>heap_alloc</c> and <c>heap_free</c> keep up, and what programs
/// rely on that take and give small blocks without a call of the host.</summary>
/// <remarks>
/// A block is a header of 8 bytes and its contents, at a multiple of 8. The header's low half is the block's size with the header, a multiple of
/// 8, and two flags in the low bits; its high half a mark made of address and state. A block of at most <see cref="LargestWaiting"/> bytes that
/// is freed waits in a list of its size for the next of that size, looking used to its neighbours: +8 holds the next of the list, or 0. The lists
/// begin in a table, which <c>heap_lists</c> tells: its first 4 bytes are what lies between table and end of the heap, and the list of a size
/// begins at half that size.
/// </remarks>
public static class HeapFormat
{
    /// <summary>Bytes of a block that the program doesn't get.</summary>
    public const uint HeaderSize = 8;

    /// <summary>Bytes of the smallest block, with its header.</summary>
    public const uint SmallestBlock = 24;

    /// <summary>Bytes of the largest block that waits, with its header.</summary>
    public const uint LargestWaiting = 256;

    /// <summary>Bytes of the table of lists.</summary>
    public const uint TableSize = (LargestWaiting / 2) + 8;

    /// <summary>The flag of a block that is free, and part of no list of a size.</summary>
    public const uint FreeFlag = 1;

    /// <summary>The flag of a block behind such a one.</summary>
    public const uint PreviousFreeFlag = 2;

    /// <summary>What is neither flag nor reserved in the header's low half.</summary>
    public const uint SizeMask = ~7u;

    /// <summary>The mark of a block in use, before <see cref="Mixer"/>.</summary>
    public const uint UsedMark = 0xA110CA7E;

    /// <summary>The mark of a free block.</summary>
    public const uint FreeMark = 0x5F8EED00;

    /// <summary>The mark of a block that waits.</summary>
    public const uint WaitingMark = 0x3A17ED00;

    /// <summary>A mark is xored with the block's address times this (modulo 2³²), so that a copied header isn't one.</summary>
    public const uint Mixer = 0x9E3779B1;

    /// <summary>Bytes of the block that <c>heap_alloc</c> makes of a size of at most 2³² − 16.</summary>
    public static uint BlockSize(uint size) => Math.Max(SmallestBlock, (size + HeaderSize + 7) & SizeMask);

    /// <summary>Where in the table the list of a size begins.</summary>
    public static uint ListOf(uint blockSize) => blockSize / 2;
}
