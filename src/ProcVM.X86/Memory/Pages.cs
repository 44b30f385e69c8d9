using ProcVM.Core.Seam;

namespace ProcVM.X86.Memory;

/// <summary>The pages of one address space: what is mapped, and which frames it has so far.</summary>
/// <remarks>A page of a private mapping gets a frame when it is first written, a page of a file when it is mapped. Threads that use frames are inside <see cref="Gate"/>; what
/// gets frames where none are is done under <see cref="Lock"/>, what takes or changes some by a thread that has stopped the others.</remarks>
internal sealed unsafe class Pages
{
    /// <summary>Bytes of a page.</summary>
    public const ulong Size = FramePool.FrameSize;

    private const int Shift = 12;

    private readonly FramePool _pool;
    private readonly MappingList _mappings;
    private readonly PageTable _table = new();
    private readonly List<PageView> _views = [];

    /// <summary>No pages.</summary>
    public Pages(FramePool pool)
    {
        _pool = pool;
        _mappings = new MappingList();
    }

    /// <summary>A copy: private pages are the other's until one of the two writes.</summary>
    public Pages(Pages other)
    {
        _pool = other._pool;
        _mappings = new MappingList(other._mappings);
        HashSet<SharedFrames> joined = [];
        foreach (Mapping mapping in _mappings.All)
        {
            if (mapping.Shared is { } shared && joined.Add(shared))
            {
                shared.Join();
            }

            Copy(other, mapping);
        }

        other._views.ForEach(static view => view.Tlb.Clear());
    }

    /// <summary>Who is inside may hold addresses of frames.</summary>
    public StopGate Gate { get; } = new();

    /// <summary>What the pages' structures are changed under when there are several threads.</summary>
    public Lock Lock { get; } = new();

    /// <summary>True when several threads use the pages.</summary>
    public bool IsThreaded => _views.Count > 1;

    /// <summary>True while one thread has stopped the others.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>The frame of an address, ready to be used in some way; the rest of the page follows it.</summary>
    /// <param name="view">The thread that uses it. It is inside <see cref="Gate"/>, or has stopped the others.</param>
    /// <param name="address">The address.</param>
    /// <param name="wanted">What for.</param>
    /// <param name="result">What came of it.</param>
    /// <returns>The host address of the byte; null unless <paramref name="result"/> is <see cref="Touch.Done"/>.</returns>
    public byte* Use(PageView view, ulong address, MemoryAccess wanted, out Touch result)
    {
        if (!IsThreaded)
        {
            return UseLocked(view, address, wanted, out result);
        }

        lock (Lock)
        {
            return UseLocked(view, address, wanted, out result);
        }
    }

    /// <summary>Performs a change of a range that threads of the space may be using: they are stopped unless nothing of the range can be known to them.</summary>
    public void Change(ulong start, ulong end, Action change)
    {
        lock (Lock)
        {
            if (!IsThreaded || _table.Next(start >> Shift, end >> Shift) >= end >> Shift)
            {
                change();
                return;
            }
        }

        Alone(change);
    }

    /// <summary>Performs something while no other thread of the space is inside <see cref="Gate"/>; nor is the caller.</summary>
    public void Alone(Action act)
    {
        Stop();
        try
        {
            // Servers of other threads may be changing what no thread uses.
            lock (Lock)
            {
                act();
            }
        }
        finally
        {
            Go();
        }
    }

    /// <summary>Waits until no other thread of the space is inside <see cref="Gate"/>; <see cref="Go"/> follows.</summary>
    public void Stop()
    {
        Gate.Stop();
        IsAlone = true;
    }

    /// <summary>Lets the others go on.</summary>
    public void Go()
    {
        IsAlone = false;
        Gate.Go();
    }

    /// <summary>One more thread uses the pages. The others are stopped.</summary>
    public void Add(PageView view) => _views.Add(view);

    /// <summary>A thread uses them no more. The others are stopped.</summary>
    public void Remove(PageView view) => _views.Remove(view);

    /// <summary>True when other address spaces can write to the page too.</summary>
    public bool IsShared(ulong address)
    {
        if (!IsThreaded)
        {
            return _mappings.TryFind(address, out Mapping alone) && alone.Shared is not null;
        }

        lock (Lock)
        {
            return _mappings.TryFind(address, out Mapping mapping) && mapping.Shared is not null;
        }
    }

    /// <summary>True when every page of a range is mapped.</summary>
    public bool Covers(ulong start, ulong end)
    {
        lock (Lock)
        {
            return _mappings.Covers(start, end);
        }
    }

    /// <summary>Maps pages without frames in place of whatever is there.</summary>
    public void Map(in Mapping mapping)
    {
        Unmap(mapping.Start, mapping.End);
        _mappings.Add(mapping);
    }

    /// <summary>Gives a page of a mapping just made its frame, which is the table's from then on.</summary>
    public void Give(ulong address, byte* frame, MemoryAccess access) => _table.Set(address >> Shift, (nint)frame | (nint)access);

    /// <summary>Takes pages away.</summary>
    public void Unmap(ulong start, ulong end)
    {
        Forget(start, end);
        HashSet<SharedFrames>? left = null;
        foreach (Mapping mapping in _mappings.Remove(start, end))
        {
            ReleaseFrames(mapping.Start, mapping.End);
            if (mapping.Shared is { } shared && !Has(shared) && (left ??= []).Add(shared))
            {
                shared.Leave();
            }
        }
    }

    /// <summary>Takes all pages away.</summary>
    public void Clear()
    {
        foreach (Mapping mapping in _mappings.All.ToArray())
        {
            Unmap(mapping.Start, mapping.End);
        }
    }

    /// <summary>Changes what may be done with pages, all of which are mapped.</summary>
    public void Protect(ulong start, ulong end, MemoryAccess access)
    {
        Forget(start, end);
        foreach (Mapping mapping in _mappings.Remove(start, end))
        {
            _mappings.Add(mapping with { Access = access });
            ForEachFrame(mapping.Start, mapping.End, (page, entry) => _table.Set(page, (entry & ~(PageTable.AccessMask | PageTable.IsCode)) | (nint)access));
        }
    }

    /// <summary>Pages of private memory that is no file's read as zeros from now on.</summary>
    public void Discard(ulong start, ulong end)
    {
        Forget(start, end);
        foreach (Mapping mapping in _mappings.All)
        {
            if (mapping is { Shared: null, IsFile: false } && mapping.Start < end && mapping.End > start)
            {
                ReleaseFrames(Math.Max(start, mapping.Start), Math.Min(end, mapping.End));
            }
        }
    }

    /// <summary>Moves a range that is one mapping; false when it isn't.</summary>
    public bool TryMove(ulong start, ulong length, ulong newStart, ulong newLength)
    {
        if (!_mappings.TryFind(start, out Mapping mapping) || mapping.End - start < length)
        {
            return false;
        }

        if (newStart == start)
        {
            Resize(mapping, start, length, newLength);
            return true;
        }

        // Joined for as long as neither place has it.
        mapping.Shared?.Join();
        Unmap(newStart, newStart + newLength);
        Forget(start, start + length);
        ulong kept = Math.Min(length, newLength);
        List<(ulong Page, nint Entry)> frames = [];
        ForEachFrame(start, start + kept, (page, entry) => frames.Add((page, entry)));
        frames.ForEach(one => _table.Set(one.Page, 0));
        Unmap(start, start + length);
        ulong distance = newStart - start;
        frames.ForEach(one => _table.Set(one.Page + (distance >> Shift), one.Entry & ~PageTable.IsCode));
        bool isGone = !Has(mapping.Shared);
        _mappings.Add(mapping with
        {
            Start = newStart,
            End = newStart + newLength,
            SharedBias = mapping.SharedBias - distance,
            FileEnd = mapping.FileEnd + distance,
        });
        if (!isGone)
        {
            mapping.Shared?.Leave();
        }

        return true;
    }

    private byte* UseLocked(PageView view, ulong address, MemoryAccess wanted, out Touch result)
    {
        ulong page = address >> Shift;
        nint entry = _table.Find(page);
        if (entry == 0)
        {
            entry = Materialise(address, wanted, out result);
            if (entry == 0)
            {
                return null;
            }
        }

        if (!Allows((MemoryAccess)(entry & PageTable.AccessMask), wanted))
        {
            result = Touch.Forbidden;
            return null;
        }

        bool isWrite = (wanted & MemoryAccess.Write) != 0;
        bool isFetch = (wanted & MemoryAccess.Execute) != 0 && (entry & (PageTable.IsCode | PageTable.IsShared)) == 0;
        if ((isWrite || isFetch) && IsThreaded && !IsAlone && ConcernsOthers(view, page, entry, isWrite))
        {
            result = Touch.Busy;
            return null;
        }

        if (isWrite && (entry & (PageTable.IsCode | PageTable.IsCopiedOnWrite)) != 0)
        {
            Forget(page << Shift, (page + 1) << Shift);
            entry = MakeOwn(page, entry & ~PageTable.IsCode);
            if (entry == 0)
            {
                result = Touch.NoMemory;
                return null;
            }
        }

        if ((wanted & MemoryAccess.Execute) != 0 && (entry & PageTable.IsShared) == 0)
        {
            view.Watcher?.Note(page);
        }

        if (isFetch)
        {
            // Writes to the page must come by from now on.
            entry |= PageTable.IsCode;
            _table.Set(page, entry);
            _views.ForEach(one => one.Tlb.Clear(page, page + 1));
        }

        byte* frame = (byte*)(entry & ~PageTable.FlagsMask);
        bool canWrite = (entry & (nint)MemoryAccess.Write) != 0 && (entry & (PageTable.IsCopiedOnWrite | PageTable.IsCode)) == 0;
        view.Tlb.Set(page, frame, canRead: true, canWrite);
        result = Touch.Done;
        return frame + (address & (Size - 1));
    }

    // A write takes the page's frame from whoever knows it, or its code from whoever remembers it; a fetch the right to write unseen. A frame of zeros stays what it is.
    private bool ConcernsOthers(PageView view, ulong page, nint entry, bool isWrite)
    {
        byte* frame = (byte*)(entry & ~PageTable.FlagsMask);
        bool changesFrame = isWrite && (entry & PageTable.IsCopiedOnWrite) != 0 && !_pool.IsAlone(frame);
        if (changesFrame && frame != _pool.Zero)
        {
            return true;
        }

        bool forgetsCode = isWrite && (entry & PageTable.IsCode) != 0;
        foreach (PageView other in _views)
        {
            bool isConcerned = other != view
                && ((changesFrame && other.Tlb.Knows(page)) || (forgetsCode && other.Watcher is { } watcher && watcher.Remembers(page)) || (!isWrite && other.Tlb.CanWrite(page)));
            if (isConcerned)
            {
                return true;
            }
        }

        return false;
    }

    private static bool Allows(MemoryAccess given, MemoryAccess wanted) => wanted switch
    {
        // The processor has no pages that can be written or fetched but not read.
        MemoryAccess.Read => given != MemoryAccess.None,
        _ => (given & wanted) == wanted,
    };

    private nint Materialise(ulong address, MemoryAccess wanted, out Touch result)
    {
        if (!_mappings.TryFind(address, out Mapping mapping))
        {
            result = Touch.NotMapped;
            return 0;
        }

        if (!Allows(mapping.Access, wanted) || (mapping.IsFile && address >= mapping.FileEnd))
        {
            result = Allows(mapping.Access, wanted) ? Touch.BeyondFile : Touch.Forbidden;
            return 0;
        }

        nint flags = (nint)mapping.Access;
        byte* frame;
        if (mapping.Shared is { } shared)
        {
            frame = shared.Take((address + mapping.SharedBias) >> Shift);
            flags |= PageTable.IsShared;
        }
        else if ((wanted & MemoryAccess.Write) != 0)
        {
            frame = _pool.TryTakeZeroed();
        }
        else
        {
            frame = _pool.Zero;
            flags |= PageTable.IsCopiedOnWrite;
        }

        result = frame == null ? Touch.NoMemory : Touch.Done;
        nint entry = frame == null ? 0 : (nint)frame | flags;
        if (entry != 0)
        {
            _table.Set(address >> Shift, entry);
        }

        return entry;
    }

    private nint MakeOwn(ulong page, nint entry)
    {
        byte* old = (byte*)(entry & ~PageTable.FlagsMask);
        byte* own = old;
        if ((entry & PageTable.IsCopiedOnWrite) != 0 && !_pool.IsAlone(old))
        {
            own = _pool.TryTake();
            if (own == null)
            {
                return 0;
            }

            Buffer.MemoryCopy(old, own, FramePool.FrameSize, FramePool.FrameSize);
            _pool.Release(old);
        }

        entry = (nint)own | (entry & (PageTable.AccessMask | PageTable.IsShared));
        _table.Set(page, entry);
        return entry;
    }

    private void Copy(Pages other, in Mapping mapping)
    {
        nint flag = mapping.Shared is null ? PageTable.IsCopiedOnWrite : 0;
        ulong end = mapping.End >> Shift;
        for (ulong page = other._table.Next(mapping.Start >> Shift, end); page < end; page = other._table.Next(page + 1, end))
        {
            nint entry = other._table.Find(page) | flag;
            _pool.Share((byte*)(entry & ~PageTable.FlagsMask));
            other._table.Set(page, entry);
            _table.Set(page, entry & ~PageTable.IsCode);
        }
    }

    private void Resize(in Mapping mapping, ulong start, ulong length, ulong newLength)
    {
        if (newLength < length)
        {
            Unmap(start + newLength, start + length);
        }
        else if (newLength > length)
        {
            Unmap(start + length, start + newLength);
            _mappings.Add(mapping with { Start = start + length, End = start + newLength });
        }
    }

    private void ReleaseFrames(ulong start, ulong end) => ForEachFrame(start, end, (page, entry) =>
    {
        _pool.Release((byte*)(entry & ~PageTable.FlagsMask));
        _table.Set(page, 0);
    });

    private void ForEachFrame(ulong start, ulong end, Action<ulong, nint> act)
    {
        ulong last = end >> Shift;
        for (ulong page = _table.Next(start >> Shift, last); page < last; page = _table.Next(page + 1, last))
        {
            act(page, _table.Find(page));
        }
    }

    private bool Has(SharedFrames? shared)
    {
        foreach (Mapping mapping in _mappings.All)
        {
            if (shared is not null && mapping.Shared == shared)
            {
                return true;
            }
        }

        return false;
    }

    private void Forget(ulong start, ulong end)
    {
        foreach (PageView view in _views)
        {
            view.Tlb.Clear(start >> Shift, end >> Shift);
            view.Watcher?.Forget(start >> Shift, end >> Shift);
        }
    }
}
