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

    /// <summary>Called, on any thread, when the space is killed.</summary>
    public Action? Killed { get; set; }

    /// <summary>A copy of the space, as it is now.</summary>
    public SoftwareAddressSpace Fork() => new(this);

    /// <inheritdoc/>
    public Errno Map(IGuestThread by, ulong address, ulong length, MemoryAccess access, bool isShared = false)
    {
        Errno error = Check(address, length);
        if (error == Errno.None)
        {
            SharedFrames? shared = isShared ? new SharedFrames(_pool) : null;
            Pages.Map(new Mapping(address, address + length, access) { Shared = shared, SharedBias = shared is null ? 0 : 0 - address });
        }

        return error;
    }

    /// <inheritdoc/>
    public Errno MapFile(IGuestThread by, ulong address, ulong length, MemoryAccess access, IMappableFile file, long offset)
    {
        Errno error = Check(address, length);
        if (error != Errno.None || offset < 0 || offset % (long)Pages.Size != 0)
        {
            return error == Errno.None ? Errno.EINVAL : error;
        }

        if (file.Handle is not SafeFileHandle handle)
        {
            return Errno.ENODEV;
        }

        try
        {
            ulong rest = (ulong)Math.Max(0, RandomAccess.GetLength(handle) - offset);
            ulong filled = Math.Min(length, (rest + Pages.Size - 1) & ~(Pages.Size - 1));
            Pages.Map(new Mapping(address, address + length, access) { IsFile = true, FileEnd = address + filled });
            return Fill(handle, offset, address, filled, access);
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
            Pages.Unmap(address, address + length);
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

        Pages.Protect(address, address + length, access);
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno Move(IGuestThread by, ulong address, ulong length, ulong newAddress, ulong newLength)
    {
        Errno error = Check(address, length);
        error = error == Errno.None ? Check(newAddress, newLength) : error;
        bool overlaps = address != newAddress && address < newAddress + newLength && newAddress < address + length;
        return error != Errno.None ? error
            : overlaps ? Errno.EINVAL
            : Pages.TryMove(address, length, newAddress, newLength) ? Errno.None : Errno.EFAULT;
    }

    /// <inheritdoc/>
    public Errno Discard(IGuestThread by, ulong address, ulong length)
    {
        Errno error = Check(address, length);
        if (error == Errno.None)
        {
            Pages.Discard(address, address + length);
        }

        return error;
    }

    /// <inheritdoc/>
    public int Read(IGuestThread by, ulong address, Span<byte> buffer)
    {
        int done = 0;
        int count = Reachable(address, buffer.Length);
        while (done < count)
        {
            byte* from = Pages.Use(address + (ulong)done, MemoryAccess.Read, out Touch result);
            if (result != Touch.Done)
            {
                break;
            }

            int part = OfPage(address + (ulong)done, count - done);
            new ReadOnlySpan<byte>(from, part).CopyTo(buffer[done..]);
            done += part;
        }

        return done;
    }

    /// <inheritdoc/>
    public int Write(IGuestThread by, ulong address, ReadOnlySpan<byte> data)
    {
        int done = 0;
        int count = Reachable(address, data.Length);
        while (done < count)
        {
            byte* to = Pages.Use(address + (ulong)done, MemoryAccess.Write, out Touch result);
            if (result != Touch.Done)
            {
                break;
            }

            int part = OfPage(address + (ulong)done, count - done);
            data.Slice(done, part).CopyTo(new Span<byte>(to, part));
            done += part;
        }

        return done;
    }

    /// <inheritdoc/>
    public void Kill()
    {
        _isDead = true;
        Killed?.Invoke();
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
    private Errno Fill(SafeFileHandle handle, long offset, ulong address, ulong length, MemoryAccess access)
    {
        for (ulong done = 0; done < length; done += Pages.Size)
        {
            byte* frame = _pool.TryTake();
            if (frame == null)
            {
                return Errno.ENOMEM;
            }

            Pages.Give(address + done, frame, access);
            Span<byte> page = new(frame, FramePool.FrameSize);
            int read = 0;
            while (read < page.Length && RandomAccess.Read(handle, page[read..], offset + (long)done + read) is int got and > 0)
            {
                read += got;
            }

            page[read..].Clear();
        }

        return Errno.None;
    }
}
