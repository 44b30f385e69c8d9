using System.Runtime.CompilerServices;
using ProcVM.Core;
using static ProcVM.Core.HeapFormat;

namespace ProcVM.Personality.Pvm.Heap;

/// <summary>The heap of a P-code instance: blocks in guest memory, from a start address up, merged when freed.</summary>
/// <remarks>
/// <see cref="HeapFormat"/> tells how blocks look. A free block holds its list links behind the header (+8 next, +12 previous) and
/// its size again in its last 4 bytes, where the block behind it finds it. A small block that is freed waits in a list of its size:
/// merging and splitting it each time took half of a program's time that makes trees. Those blocks are merged when the memory would
/// have to grow. Beyond the last block lies the wilderness, which grows with the memory. What the program may have overwritten is never
/// trusted: every address is checked before use and every link before it is followed, so damage ends the program and nothing else.
/// </remarks>
internal sealed unsafe class GuestHeap
{
    private const uint LargestBlock = 0xFFFF_FF00;

    private readonly GuestMemory _memory;
    private readonly byte* _base;
    private readonly SizeClasses _free = new();
    private readonly uint _start;
    private ulong _end;
    private ulong _highest;
    private ulong _reach;
    private ulong _freeBytes;

    /// <summary>Makes an empty heap.</summary>
    /// <param name="memory">The instance's memory.</param>
    /// <param name="start">Where the heap begins.</param>
    public GuestHeap(GuestMemory memory, uint start)
    {
        _memory = memory;
        _base = memory.Base;
        Table = (uint)Math.Min(((ulong)start + 7) & ~7UL, LargestBlock);
        _start = Table + TableSize;
        if (_start > memory.Size && !TryGrow(_start))
        {
            _start = Table;
            Table = 0;
        }

        _end = _highest = _reach = _start;
        SetEnd(_start);
    }

    /// <summary>Where the table of waiting blocks is; 0 when there was no room for one.</summary>
    public uint Table { get; }

    /// <summary>Bytes that could still be had: free blocks, and what the memory may grow by.</summary>
    public ulong Available => _freeBytes + WaitingBytes() + (_memory.Limit - Math.Min(_memory.Limit, _end));

    /// <summary>Allocates a block, zeroed and aligned to 8; its address isn't 0.</summary>
    public HeapOutcome Allocate(uint size, out uint address)
    {
        address = 0;
        if (size > LargestBlock - HeaderSize)
        {
            return HeapOutcome.Exhausted;
        }

        uint need = BlockSize(size);
        if (need <= LargestWaiting && FirstWaiting(need) is var waiting && waiting != 0)
        {
            return TryReuse(waiting, need, out address) ? HeapOutcome.Ok : HeapOutcome.Corrupted;
        }

        int list = _free.Find(need);
        uint block;
        uint taken = need;
        if (list < 0 && _end + need > _memory.Size)
        {
            if (!TryMergeWaiting())
            {
                return HeapOutcome.Corrupted;
            }

            list = _free.Find(need);
        }

        if (list >= 0)
        {
            block = _free.Head(list);
            if (!TryTake(block, list, need, out taken))
            {
                return HeapOutcome.Corrupted;
            }
        }
        else if (!TryExtend(need, out block))
        {
            return HeapOutcome.Exhausted;
        }

        address = block + HeaderSize;
        Zero(address, taken - HeaderSize);
        return HeapOutcome.Ok;
    }

    /// <summary>Frees a block.</summary>
    public HeapOutcome Free(uint address)
    {
        HeapOutcome outcome = Find(address, out uint block, out uint header);
        if (outcome != HeapOutcome.Ok)
        {
            return outcome;
        }

        uint size = header & SizeMask;
        if (size <= LargestWaiting && Table != 0)
        {
            Store(block + 4, WaitingMark ^ Mix(block));
            Store(block + 8, FirstWaiting(size));
            SetFirstWaiting(size, block);
            return HeapOutcome.Ok;
        }

        return Merge(block, header) ? HeapOutcome.Ok : HeapOutcome.Corrupted;
    }

    /// <summary>Takes a block that waits in the list of its size; false when what stands in it can't be right.</summary>
    private bool TryReuse(uint block, uint size, out uint address)
    {
        address = block + HeaderSize;
        if (!IsWaiting(block, size))
        {
            return false;
        }

        byte* at = _base + block;
        SetFirstWaiting(size, Unsafe.ReadUnaligned<uint>(at + 8));
        Unsafe.WriteUnaligned(at + 4, UsedMark ^ Mix(block));
        for (uint offset = HeaderSize; offset < size; offset += 8)
        {
            Unsafe.WriteUnaligned(at + offset, 0UL);
        }

        return true;
    }

    private bool IsWaiting(uint block, uint size)
    {
        // SAFETY: a block between the heap's ends lies inside the memory.
        return (block & 7) == 0 && block >= _start && block < _end && size <= _end - block
            && Unsafe.ReadUnaligned<uint>(_base + block + 4) == (WaitingMark ^ Mix(block))
            && (Unsafe.ReadUnaligned<uint>(_base + block) & ~PreviousFreeFlag) == size;
    }

    /// <summary>Makes free blocks of all that wait; false when what stands in one can't be right.</summary>
    private bool TryMergeWaiting()
    {
        for (uint size = SmallestBlock; size <= LargestWaiting; size += 8)
        {
            uint block = FirstWaiting(size);
            SetFirstWaiting(size, 0);
            while (block != 0)
            {
                if (!IsWaiting(block, size))
                {
                    return false;
                }

                uint next = Load(block + 8);
                if (!Merge(block, Load(block)))
                {
                    return false;
                }

                block = next;
            }
        }

        return true;
    }

    private ulong WaitingBytes()
    {
        ulong bytes = 0;
        for (uint size = SmallestBlock; size <= LargestWaiting; size += 8)
        {
            // A list that the program made endless ends where all blocks would have been in it.
            for (uint block = FirstWaiting(size); block != 0 && IsWaiting(block, size) && bytes <= _end - _start; block = Load(block + 8))
            {
                bytes += size;
            }
        }

        return bytes;
    }

    // SAFETY: the table lies inside the memory, which never shrinks.
    private uint FirstWaiting(uint size) => Table != 0 ? Unsafe.ReadUnaligned<uint>(_base + Table + ListOf(size)) : 0;

    private void SetFirstWaiting(uint size, uint block)
    {
        if (Table != 0)
        {
            Unsafe.WriteUnaligned(_base + Table + ListOf(size), block);
        }
    }

    /// <summary>Makes a block free, one with its free neighbours; false when what stands in those can't be right.</summary>
    private bool Merge(uint block, uint header)
    {
        uint size = header & SizeMask;
        Store(block + 4, FreeMark ^ Mix(block));
        if ((header & PreviousFreeFlag) != 0)
        {
            uint before = Load(block - 4);
            if (before > block - _start || !TryUnlink(block - before, before))
            {
                return false;
            }

            block -= before;
            size += before;
        }

        uint next = block + size;
        if (next < _end)
        {
            uint nextHeader = Load(next);
            if ((nextHeader & FreeFlag) != 0)
            {
                uint nextSize = nextHeader & SizeMask;
                if (nextSize > _end - next || !TryUnlink(next, nextSize))
                {
                    return false;
                }

                size += nextSize;
            }
        }

        Release(block, size);
        return true;
    }

    /// <summary>The bytes of a block that the program may use: at least what it asked for.</summary>
    public HeapOutcome SizeOf(uint address, out uint size)
    {
        HeapOutcome outcome = Find(address, out _, out uint header);
        size = outcome == HeapOutcome.Ok ? (header & SizeMask) - HeaderSize : 0;
        return outcome;
    }

    private static uint Mix(uint block) => unchecked(block * Mixer);

    /// <summary>The block whose contents begin at an address.</summary>
    private HeapOutcome Find(uint address, out uint block, out uint header)
    {
        header = 0;
        block = unchecked(address - HeaderSize);
        if ((address & 7) != 0 || block < _start || block >= _reach)
        {
            return HeapOutcome.Unknown;
        }

        uint mark = Load(block + 4) ^ Mix(block);
        if (mark != UsedMark || block >= _end)
        {
            return mark is FreeMark or WaitingMark ? HeapOutcome.Freed : HeapOutcome.Unknown;
        }

        header = Load(block);
        uint size = header & SizeMask;
        bool isSound = size >= SmallestBlock && size <= _end - block && (header & FreeFlag) == 0
            && ((header & PreviousFreeFlag) == 0 || block - _start >= SmallestBlock);
        return isSound ? HeapOutcome.Ok : HeapOutcome.Corrupted;
    }

    /// <summary>Takes a block off a free list for use, giving back what is too much of it.</summary>
    private bool TryTake(uint block, int list, uint need, out uint taken)
    {
        taken = need;
        uint header = Load(block);
        uint size = header & SizeMask;
        if (size < need || size > _end - block || SizeClasses.ListOf(size) != list || !TryUnlink(block, size))
        {
            return false;
        }

        uint rest = size - need;
        if (rest >= SmallestBlock)
        {
            SetUsed(block, need, header & PreviousFreeFlag);
            Link(block + need, rest, 0);
        }
        else
        {
            taken = size;
            SetUsed(block, size, header & PreviousFreeFlag);
            SetPreviousFree(block + size, isFree: false);
        }

        return true;
    }

    /// <summary>Makes a block at the end of the heap, growing the memory.</summary>
    private bool TryExtend(uint need, out uint block)
    {
        block = (uint)_end;
        ulong end = _end + need;
        if (end > _memory.Size && !TryGrow(end))
        {
            return false;
        }

        // The last block is in use: a free one would be wilderness.
        SetEnd(end);
        _reach = Math.Max(_reach, end);
        SetUsed(block, need, 0);
        return true;
    }

    /// <summary>Grows the memory by half its size if it may, by what is needed if it must.</summary>
    private bool TryGrow(ulong end)
    {
        const ulong Page = GuestMemory.PageSize;
        ulong needed = (end + Page - 1) & ~(Page - 1);
        ulong generous = (_memory.Size + (_memory.Size / 2) + Page - 1) & ~(Page - 1);
        ulong wanted = Math.Min(Math.Max(needed, generous), _memory.Limit);
        return end <= _memory.Limit && end <= uint.MaxValue && _memory.TryGrow(wanted);
    }

    /// <summary>Makes a stretch between used blocks free, or part of the wilderness when it is the last.</summary>
    private void Release(uint block, uint size)
    {
        uint flags = Load(block) & PreviousFreeFlag;
        if (block + (ulong)size == _end)
        {
            // Two free blocks are never neighbours, so the one before is in use.
            SetEnd(block);
            return;
        }

        Link(block, size, flags);
        SetPreviousFree(block + size, isFree: true);
    }

    private void SetEnd(ulong end)
    {
        _end = end;
        if (Table != 0)
        {
            Unsafe.WriteUnaligned(_base + Table, (uint)(end - Table));
        }
    }

    private void SetUsed(uint block, uint size, uint flags)
    {
        Store(block, size | flags);
        Store(block + 4, UsedMark ^ Mix(block));
    }

    /// <summary>Writes a free block and puts it at the head of its list.</summary>
    private void Link(uint block, uint size, uint flags)
    {
        int list = SizeClasses.ListOf(size);
        uint head = _free.Head(list);
        Store(block, size | FreeFlag | flags);
        Store(block + 4, FreeMark ^ Mix(block));
        Store(block + 8, head);
        Store(block + 12, 0);
        Store(block + size - 4, size);
        if (head != 0)
        {
            Store(head + 12, block);
        }

        _free.SetHead(list, block);
        _freeBytes += size;
    }

    /// <summary>Takes a free block out of its list; false when what stands in it can't be right.</summary>
    private bool TryUnlink(uint block, uint size)
    {
        uint header = Load(block);
        if (size < SmallestBlock || (header & SizeMask) != size || (header & FreeFlag) == 0
            || Load(block + 4) != (FreeMark ^ Mix(block)) || Load(block + size - 4) != size)
        {
            return false;
        }

        int list = SizeClasses.ListOf(size);
        uint next = Load(block + 8);
        uint previous = Load(block + 12);
        bool isFirst = _free.Head(list) == block;
        if (isFirst != (previous == 0) || (!isFirst && Load(previous + 8) != block) || (next != 0 && Load(next + 12) != block))
        {
            return false;
        }

        if (next != 0)
        {
            Store(next + 12, previous);
        }

        if (isFirst)
        {
            _free.SetHead(list, next);
        }
        else
        {
            Store(previous + 8, next);
        }

        _freeBytes -= Math.Min(_freeBytes, size);
        return true;
    }

    private void SetPreviousFree(uint block, bool isFree)
    {
        uint header = Load(block);
        Store(block, isFree ? header | PreviousFreeFlag : header & ~PreviousFreeFlag);
    }

    /// <summary>Clears a block's contents; what no block ever reached is still zero.</summary>
    private void Zero(uint address, uint size)
    {
        ulong end = (ulong)address + size;
        ulong dirty = Math.Min(end, _highest);
        if (dirty > address)
        {
            // SAFETY: the block lies below _end, which is at most the memory's size.
            new Span<byte>(_base + address, (int)Math.Min(dirty - address, int.MaxValue)).Clear();
            if (dirty - address > int.MaxValue)
            {
                new Span<byte>(_base + address + int.MaxValue, (int)(dirty - address - int.MaxValue)).Clear();
            }
        }

        _highest = Math.Max(_highest, end);
    }

    /// <summary>Reads 4 bytes; 0 where the heap never was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Load(uint address)
    {
        // SAFETY: the heap reached so far, and memory never shrinks, so the 4 bytes lie inside it.
        return address >= _start && (ulong)address + 4 <= _reach ? Unsafe.ReadUnaligned<uint>(_base + address) : 0;
    }

    /// <summary>Writes 4 bytes; nothing where the heap never was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(uint address, uint value)
    {
        // SAFETY: as for Load.
        if (address >= _start && (ulong)address + 4 <= _reach)
        {
            Unsafe.WriteUnaligned(_base + address, value);
        }
    }
}
