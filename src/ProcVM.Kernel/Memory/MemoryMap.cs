using ProcVM.Core.Ports;
using ProcVM.Core.Seam;

namespace ProcVM.Kernel.Memory;

/// <summary>What lies where in one process's address space, and how much of it there may be. The engine keeps the pages; this decides.</summary>
/// <remarks>One thread at a time: whoever looks at it or changes it holds its lock, which is its own object's; processes that run in the same memory have the same map.
/// The lock is held while the engine works: a guest that doesn't answer keeps its own threads waiting. Every address and length is checked here: a guest's numbers reach the engine as whole pages below the limit.</remarks>
public sealed class MemoryMap
{
    /// <summary>Bytes of a page.</summary>
    public const ulong PageSize = 4096;

    /// <summary>How many ranges there may be: as many as Linux allows (vm.max_map_count).</summary>
    private const int MostRegions = 65530;

    private readonly List<Region> _regions = [];
    private readonly Lock _changing = new();
    private readonly MemoryQuota _quota;
    private ulong _charged;
    private int _users = 1;

    /// <summary>An empty map.</summary>
    /// <param name="lowest">The lowest address that anything may have.</param>
    /// <param name="top">Below here the program's own choices go, downwards.</param>
    /// <param name="limit">The first address that nothing may have.</param>
    /// <param name="quota">What pays for the pages that can be written.</param>
    public MemoryMap(ulong lowest, ulong top, ulong limit, MemoryQuota quota)
    {
        Lowest = lowest;
        Top = top;
        Limit = limit;
        _quota = quota;
    }

    /// <summary>The lowest address that anything may have.</summary>
    public ulong Lowest { get; }

    /// <summary>Below here the engine's choices go, downwards.</summary>
    public ulong Top { get; }

    /// <summary>The first address that nothing may have.</summary>
    public ulong Limit { get; }

    /// <summary>Where the break began.</summary>
    public ulong BreakStart { get; private set; }

    /// <summary>Where the break is.</summary>
    public ulong Break { get; private set; }

    /// <summary>The ranges as they are now, in ascending order: for anybody, who needn't hold the map's lock.</summary>
    public IReadOnlyList<Region> Regions
    {
        get
        {
            lock (_changing)
            {
                return [.. _regions];
            }
        }
    }

    /// <summary>Rounds a length up to whole pages; 0 when it is 0 or beyond every address space.</summary>
    public static ulong RoundUp(ulong length) => length > ulong.MaxValue - PageSize ? 0 : (length + PageSize - 1) & ~(PageSize - 1);

    /// <summary>A free range: at the address wished, if it is free, or as high as possible below <see cref="Top"/>; 0 when there is none.</summary>
    public ulong FindFree(ulong wish, ulong length)
    {
        wish &= ~(PageSize - 1);
        return wish >= Lowest && IsRange(wish, length) && IsFree(wish, length) ? wish : FindBelowTop(length);
    }

    /// <summary>True when a range lies within the address space.</summary>
    public bool IsRange(ulong address, ulong length) =>
        length != 0 && address % PageSize == 0 && address >= Lowest && length <= Limit && address <= Limit - length;

    /// <summary>True when nothing lies in a range.</summary>
    public bool IsFree(ulong address, ulong length)
    {
        int index = FirstBehind(address);
        return index == _regions.Count || _regions[index].Start >= address + length;
    }

    /// <summary>True when every page of a range is mapped.</summary>
    public bool IsMapped(ulong address, ulong length)
    {
        ulong end = address + length;
        for (int i = FirstBehind(address); i < _regions.Count && address < end && _regions[i].Start <= address; i++)
        {
            address = _regions[i].End;
        }

        return address >= end;
    }

    /// <summary>The range that an address lies in.</summary>
    public Region? Find(ulong address)
    {
        int index = FirstBehind(address);
        return index < _regions.Count && _regions[index].Start <= address ? _regions[index] : null;
    }

    /// <summary>Maps memory in place of whatever is there.</summary>
    /// <param name="by">The thread that asks.</param>
    /// <param name="region">The range.</param>
    /// <param name="file">The file it is a part of; null for zeros.</param>
    public Errno Map(IGuestThread by, Region region, IFile? file = null)
    {
        if (!IsRange(region.Start, region.Length))
        {
            return Errno.ENOMEM;
        }

        Errno error = Charge(region);
        if (error != Errno.None)
        {
            return error;
        }

        IMappableFile? pages = region.IsShared ? (file as IMappedFile)?.SharedMappable : file?.Mappable;
        error = file is null ? by.Space.Map(by, region.Start, region.Length, region.Access, region.Use == RegionUse.Shared)
            : pages is not null ? by.Space.MapFile(by, region.Start, region.Length, region.Access, pages, region.Offset, region.IsShared)
            : region.IsShared ? Errno.ENODEV
            : MapCopy(by, region, file, region.Offset);
        if (error == Errno.None)
        {
            Replace(region.Start, region.End, region);
        }

        Recount();
        return error;
    }

    /// <summary>Takes away whatever is in a range.</summary>
    public Errno Unmap(IGuestThread by, ulong address, ulong length)
    {
        if (!IsRange(address, length))
        {
            return Errno.EINVAL;
        }

        if (IsFree(address, length))
        {
            return Errno.None;
        }

        Errno error = by.Space.Unmap(by, address, length);
        if (error == Errno.None)
        {
            Replace(address, address + length, null);
            Recount();
        }

        return error;
    }

    /// <summary>Changes what guest code may do with a range; ENOMEM when a part of it isn't mapped (the part before it is changed).</summary>
    public Errno Protect(IGuestThread by, ulong address, ulong length, MemoryAccess access)
    {
        bool isMapped = IsRange(address, length) && IsMapped(address, length);
        if (!isMapped)
        {
            return Errno.ENOMEM;
        }

        if ((access & MemoryAccess.Write) != 0 && Cut(address, address + length).Exists(static part => part.RefusesWriting))
        {
            return Errno.EACCES;
        }

        Errno error = Charge(new Region(address, address + length, access, RegionUse.Anonymous));
        error = error != Errno.None ? error : by.Space.Protect(by, address, length, access);
        if (error == Errno.None)
        {
            foreach (Region part in Cut(address, address + length))
            {
                Replace(part.Start, part.End, part with { Access = access });
            }
        }

        Recount();
        return error;
    }

    /// <summary>Moves a range, which must be mapped and alike, to another place, longer or shorter.</summary>
    public Errno Move(IGuestThread by, ulong address, ulong length, ulong newAddress, ulong newLength)
    {
        if (!IsRange(address, length) || !IsRange(newAddress, newLength) || Find(address) is not { } region || region.End < address + length)
        {
            return Errno.EFAULT;
        }

        Errno error = newLength > length ? Charge(region with { Start = newAddress, End = newAddress + newLength - length }) : Errno.None;
        error = error != Errno.None ? error : by.Space.Move(by, address, length, newAddress, newLength);
        if (error == Errno.None)
        {
            Replace(address, address + length, null);
            Replace(newAddress, newAddress + newLength, region.Part(address, region.End) with { Start = newAddress, End = newAddress + newLength });
        }

        Recount();
        return error;
    }

    /// <summary>Says where the break begins.</summary>
    public void SetBreakStart(ulong address) => Break = BreakStart = address;

    /// <summary>Moves the break; gives where it is, which is where it was when it can't be moved.</summary>
    public ulong MoveBreak(IGuestThread by, ulong address)
    {
        if (address < BreakStart || address > Limit)
        {
            return Break;
        }

        ulong old = RoundUp(Break);
        ulong end = RoundUp(address);
        Errno error = Errno.None;
        if (end > old)
        {
            // A page of nothing behind it, as Linux leaves (stack_guard_gap aside).
            error = IsRange(old, end - old) && IsFree(old, end - old)
                ? Map(by, new Region(old, end, MemoryAccess.Read | MemoryAccess.Write, RegionUse.Heap))
                : Errno.ENOMEM;
        }
        else if (end < old)
        {
            error = Unmap(by, end, old - end);
        }

        return Break = error == Errno.None ? address : Break;
    }

    /// <summary>The map of a copy of the address space.</summary>
    /// <param name="copy">The copy; null when the quota doesn't allow it.</param>
    public Errno Fork(out MemoryMap? copy)
    {
        copy = null;
        if (!_quota.TryTake(_charged))
        {
            return Errno.ENOMEM;
        }

        copy = new MemoryMap(Lowest, Top, Limit, _quota) { BreakStart = BreakStart, Break = Break, _charged = _charged };
        copy._regions.AddRange(_regions);
        return Errno.None;
    }

    /// <summary>True when several processes run in the memory.</summary>
    public bool IsShared => Volatile.Read(ref _users) > 1;

    /// <summary>One more process runs in the memory; it releases it too.</summary>
    public MemoryMap Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    /// <summary>A process doesn't run in it any more: the last one gives everything back to the quota.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) != 0)
        {
            return;
        }

        lock (_changing)
        {
            _regions.Clear();
        }

        Recount();
    }

    private static Errno MapCopy(IGuestThread by, Region region, IFile file, long offset)
    {
        Errno error = by.Space.Map(by, region.Start, region.Length, MemoryAccess.Read | MemoryAccess.Write);
        byte[] buffer = new byte[64 << 10];
        for (ulong done = 0; error == Errno.None && done < region.Length;)
        {
            Span<byte> part = buffer.AsSpan(0, (int)Math.Min((ulong)buffer.Length, region.Length - done));
            error = file.Read(offset + (long)done, part, out int count);
            if (count == 0)
            {
                break;
            }

            by.Space.Write(by, region.Start + done, part[..count]);
            done += (ulong)count;
        }

        return error != Errno.None ? error : by.Space.Protect(by, region.Start, region.Length, region.Access);
    }

    private Errno Charge(in Region region)
    {
        if (_regions.Count >= MostRegions)
        {
            return Errno.ENOMEM;
        }

        if (!IsCharged(region))
        {
            return Errno.None;
        }

        ulong have = 0;
        foreach (Region part in Cut(region.Start, region.End))
        {
            have += IsCharged(part) ? part.Length : 0;
        }

        ulong more = region.Length - Math.Min(region.Length, have);
        if (!_quota.TryTake(more))
        {
            return Errno.ENOMEM;
        }

        _charged += more;
        return Errno.None;
    }

    // What was taken in advance and what the ranges really come to.
    private void Recount()
    {
        ulong sum = 0;
        foreach (Region region in _regions)
        {
            sum += IsCharged(region) ? region.Length : 0;
        }

        _quota.Settle(_charged, sum);
        _charged = sum;
    }

    // Pages of files in memory outlive the file while they are mapped.
    private static bool IsCharged(in Region region) => (region.Access & MemoryAccess.Write) != 0 || region.File is { IsInMemory: true };

    private ulong FindBelowTop(ulong length)
    {
        ulong top = Top;
        for (int i = _regions.Count - 1; i >= -1; i--)
        {
            ulong bottom = i < 0 ? Lowest : Math.Max(Lowest, _regions[i].End);
            if (bottom < top && top - bottom >= length)
            {
                return top - length;
            }

            top = i < 0 ? 0 : Math.Min(top, _regions[i].Start);
        }

        return 0;
    }

    /// <summary>The index of the first range that ends behind an address.</summary>
    private int FirstBehind(ulong address)
    {
        int low = 0;
        int high = _regions.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_regions[middle].End <= address)
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

    private List<Region> Cut(ulong start, ulong end)
    {
        List<Region> parts = [];
        for (int i = FirstBehind(start); i < _regions.Count && _regions[i].Start < end; i++)
        {
            Region region = _regions[i];
            parts.Add(region.Part(start, end));
        }

        return parts;
    }

    /// <summary>Puts a range, or nothing, in the place of what is between two addresses; ranges that touch and are alike become one.</summary>
    private void Replace(ulong start, ulong end, Region? by)
    {
        lock (_changing)
        {
            ReplaceAlone(start, end, by);
        }
    }

    private void ReplaceAlone(ulong start, ulong end, Region? by)
    {
        int index = FirstBehind(start);
        int last = index;
        List<Region> pieces = [];
        while (last < _regions.Count && _regions[last].Start < end)
        {
            Region region = _regions[last++];
            if (region.Start < start)
            {
                pieces.Insert(0, region.Part(region.Start, start));
            }

            if (region.End > end)
            {
                pieces.Add(region.Part(end, region.End));
            }
        }

        if (by is { } added)
        {
            pieces.Insert(pieces.Count > 0 && pieces[0].Start < start ? 1 : 0, added);
        }

        _regions.RemoveRange(index, last - index);
        _regions.InsertRange(index, pieces);
        int to = Math.Min(_regions.Count - 1, index + pieces.Count);
        for (int i = to; i > 0 && i >= index; i--)
        {
            if (_regions[i - 1].GoesOnWith(_regions[i]))
            {
                _regions[i - 1] = _regions[i - 1] with { End = _regions[i].End };
                _regions.RemoveAt(i);
            }
        }
    }
}
