using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.X86.Memory;

namespace ProcVM.X86;

/// <summary>An address space whose pages are the monitor's own memory, and whose addresses are looked up one by one.</summary>
internal sealed unsafe class SoftwareAddressSpace : IAddressSpace
{
    /// <summary>As the native engine's: a program sees the same addresses under both.</summary>
    public const ulong GuestLimit = 0x6FFF_0000_0000;

    private readonly FramePool _pool;
    private readonly List<SoftwareThread> _threads = [];
    private volatile bool _isDead;

    /// <summary>An empty space.</summary>
    public SoftwareAddressSpace(FramePool pool)
    {
        _pool = pool;
        Pages = new Pages(pool);
    }

    private SoftwareAddressSpace(SoftwareAddressSpace other)
    {
        _pool = other._pool;
        Pages = new Pages(other.Pages);
    }

    /// <inheritdoc/>
    public ulong Limit => GuestLimit;

    /// <summary>The pages, for the processor.</summary>
    public Pages Pages { get; }

    /// <summary>True once its threads are to end.</summary>
    public bool IsDead => _isDead;

    /// <summary>A copy of the space, as it is now.</summary>
    public SoftwareAddressSpace Fork()
    {
        SoftwareAddressSpace? copy = null;
        Pages.Alone(() => copy = new SoftwareAddressSpace(this));
        return copy!;
    }

    /// <summary>One more thread runs in it.</summary>
    public void Add(SoftwareThread thread) => Pages.Alone(() =>
    {
        Pages.Add(thread.View);
        lock (_threads)
        {
            _threads.Add(thread);
        }
    });

    /// <summary>A thread is gone; with the last one go the pages.</summary>
    public void Remove(SoftwareThread thread) => Pages.Alone(() =>
    {
        Pages.Remove(thread.View);
        lock (_threads)
        {
            _threads.Remove(thread);
            _isDead |= _threads.Count == 0;
        }

        if (_isDead && _threads.Count == 0)
        {
            Pages.Clear();
        }
    });

    /// <inheritdoc/>
    public Errno Map(IGuestThread by, ulong address, ulong length, MemoryAccess access, bool isShared = false)
    {
        Errno error = Check(address, length);
        if (error == Errno.None)
        {
            SharedFrames? shared = isShared ? new SharedFrames(_pool) : null;
            Mapping mapping = new(address, address + length, access) { Shared = shared, SharedBias = shared is null ? 0 : 0 - address };
            Pages.Change(address, address + length, () => Pages.Map(mapping));
        }

        return error;
    }

    /// <inheritdoc/>
    public Errno MapFile(IGuestThread by, ulong address, ulong length, MemoryAccess access, IMappableFile file, long offset, bool isShared = false)
    {
        Errno error = Check(address, length);
        if (error != Errno.None || offset < 0 || offset % (long)Pages.Size != 0)
        {
            return error == Errno.None ? Errno.EINVAL : error;
        }

        if ((isShared && (access & MemoryAccess.Write) != 0) || file.Handle is not SafeFileHandle handle)
        {
            return Errno.ENODEV;
        }

        try
        {
            ulong rest = (ulong)Math.Max(0, RandomAccess.GetLength(handle) - offset);
            ulong filled = Math.Min(length, (rest + Pages.Size - 1) & ~(Pages.Size - 1));
            error = Fill(handle, offset, filled, out List<nint> frames);
            if (error == Errno.None)
            {
                Mapping mapping = new(address, address + length, access) { IsFile = true, FileEnd = address + filled };
                Pages.Change(address, address + length, () =>
                {
                    Pages.Map(mapping);
                    for (int i = 0; i < frames.Count; i++)
                    {
                        Pages.Give(address + ((ulong)i * Pages.Size), (byte*)frames[i], access);
                    }
                });
            }

            return error;
        }
        catch (IOException)
        {
            return Errno.EIO;
        }
    }

    /// <inheritdoc/>
    public Errno Unmap(IGuestThread by, ulong address, ulong length)
    {
        Errno error = Check(address, length);
        if (error == Errno.None)
        {
            Pages.Change(address, address + length, () => Pages.Unmap(address, address + length));
        }

        return error;
    }

    /// <inheritdoc/>
    public Errno Protect(IGuestThread by, ulong address, ulong length, MemoryAccess access)
    {
        Errno error = Check(address, length);
        if (error != Errno.None)
        {
            return error;
        }

        if (!Pages.Covers(address, address + length))
        {
            return Errno.ENOMEM;
        }

        Pages.Change(address, address + length, () => Pages.Protect(address, address + length, access));
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno Move(IGuestThread by, ulong address, ulong length, ulong newAddress, ulong newLength)
    {
        Errno error = Check(address, length);
        error = error == Errno.None ? Check(newAddress, newLength) : error;
        bool overlaps = address != newAddress && address < newAddress + newLength && newAddress < address + length;
        if (error != Errno.None || overlaps)
        {
            return error == Errno.None ? Errno.EINVAL : error;
        }

        bool isMoved = false;
        Pages.Alone(() => isMoved = Pages.TryMove(address, length, newAddress, newLength));
        return isMoved ? Errno.None : Errno.EFAULT;
    }

    /// <inheritdoc/>
    public Errno Discard(IGuestThread by, ulong address, ulong length)
    {
        Errno error = Check(address, length);
        if (error == Errno.None)
        {
            Pages.Change(address, address + length, () => Pages.Discard(address, address + length));
        }

        return error;
    }

    /// <inheritdoc/>
    public int Read(IGuestThread by, ulong address, Span<byte> buffer)
    {
        PageView view = ((SoftwareThread)by).View;
        int done = 0;
        int count = Reachable(address, buffer.Length);
        Pages.Gate.Enter();
        while (done < count)
        {
            byte* from = Pages.Use(view, address + (ulong)done, MemoryAccess.Read, out Touch result);
            if (result != Touch.Done)
            {
                break;
            }

            int part = OfPage(address + (ulong)done, count - done);
            new ReadOnlySpan<byte>(from, part).CopyTo(buffer[done..]);
            done += part;
        }

        Pages.Gate.Leave();
        return done;
    }

    /// <inheritdoc/>
    public int Write(IGuestThread by, ulong address, ReadOnlySpan<byte> data)
    {
        PageView view = ((SoftwareThread)by).View;
        int done = 0;
        int count = Reachable(address, data.Length);
        Touch result = Touch.Done;
        while (done < count && result == Touch.Done)
        {
            int part = OfPage(address + (ulong)done, count - done);
            result = WritePage(view, address + (ulong)done, data.Slice(done, part));
            done += result == Touch.Done ? part : 0;
        }

        return done;
    }

    /// <inheritdoc/>
    public bool TryExchange(IGuestThread by, ulong address, uint expected, uint desired, out uint found)
    {
        PageView view = ((SoftwareThread)by).View;
        found = 0;
        if (address % sizeof(uint) != 0 || Reachable(address, sizeof(uint)) != sizeof(uint))
        {
            return false;
        }

        byte* word = Enter(view, address, out Touch result, out bool isAlone);
        if (result == Touch.Done)
        {
            found = Interlocked.CompareExchange(ref *(uint*)word, desired, expected);
        }

        Leave(isAlone);
        return result == Touch.Done;
    }

    /// <inheritdoc/>
    public void Kill()
    {
        SoftwareThread[] threads;
        lock (_threads)
        {
            _isDead = true;
            threads = [.. _threads];
        }

        foreach (SoftwareThread thread in threads)
        {
            thread.Interrupt();
        }
    }

    private Touch WritePage(PageView view, ulong address, ReadOnlySpan<byte> data)
    {
        byte* to = Enter(view, address, out Touch result, out bool isAlone);
        if (result == Touch.Done)
        {
            data.CopyTo(new Span<byte>(to, data.Length));
        }

        Leave(isAlone);
        return result;
    }

    // The way to a frame that will be written; where other threads use the page they are stopped.
    private byte* Enter(PageView view, ulong address, out Touch result, out bool isAlone)
    {
        isAlone = false;
        Pages.Gate.Enter();
        byte* found = Pages.Use(view, address, MemoryAccess.Write, out result);
        if (result == Touch.Busy)
        {
            Pages.Gate.Leave();
            Pages.Stop();
            isAlone = true;
            found = Pages.Use(view, address, MemoryAccess.Write, out result);
        }

        return found;
    }

    private void Leave(bool isAlone)
    {
        if (isAlone)
        {
            Pages.Go();
        }
        else
        {
            Pages.Gate.Leave();
        }
    }

    private static int OfPage(ulong address, int count) => (int)Math.Min((ulong)count, Pages.Size - (address & (Pages.Size - 1)));

    private Errno Check(ulong address, ulong length)
    {
        bool isRange = length != 0 && (address | length) % Pages.Size == 0 && length <= GuestLimit && address <= GuestLimit - length;
        return !isRange ? Errno.EINVAL : _isDead ? Errno.ENOMEM : Errno.None;
    }

    private int Reachable(ulong address, int length) =>
        _isDead || address >= GuestLimit ? 0 : (int)Math.Min((ulong)length, GuestLimit - address);

    // A private mapping sees the file as it is now: nothing that is written to the file later need show (mmap(2)).
    private Errno Fill(SafeFileHandle handle, long offset, ulong length, out List<nint> frames)
    {
        frames = [];
        Errno error = Errno.None;
        for (ulong done = 0; done < length && error == Errno.None; done += Pages.Size)
        {
            byte* frame = _pool.TryTake();
            if (frame == null)
            {
                error = Errno.ENOMEM;
                break;
            }

            frames.Add((nint)frame);
            error = FillPage(handle, offset + (long)done, new Span<byte>(frame, FramePool.FrameSize));
        }

        if (error != Errno.None)
        {
            frames.ForEach(one => _pool.Release((byte*)one));
        }

        return error;
    }

    private static Errno FillPage(SafeFileHandle handle, long offset, Span<byte> page)
    {
        try
        {
            int read = 0;
            while (read < page.Length && RandomAccess.Read(handle, page[read..], offset + read) is int got and > 0)
            {
                read += got;
            }

            page[read..].Clear();
            return Errno.None;
        }
        catch (IOException)
        {
            return Errno.EIO;
        }
    }
}
