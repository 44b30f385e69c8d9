using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Memory;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on the address space.</summary>
internal sealed class MemoryCalls(LinuxThread thread)
{
    private const uint Accesses = 7;
    private const uint Shared = 1;

    private MemoryMap Regions => thread.Process.Memory;

    public long Map(ulong address, ulong length, LinuxProt protection, LinuxMapFlags flags, int fd, long offset)
    {
        lock (Regions)
        {
            return MapAlone(address, length, protection, flags, fd, offset);
        }
    }

    private long MapAlone(ulong address, ulong length, LinuxProt protection, LinuxMapFlags flags, int fd, long offset)
    {
        ulong size = MemoryMap.RoundUp(length);
        bool isFixed = (flags & (LinuxMapFlags.MAP_FIXED | LinuxMapFlags.MAP_FIXED_NOREPLACE)) != 0;
        uint sharing = ((uint)flags & 15) is 3 ? Shared : (uint)flags & 15;
        if (length == 0 || sharing is 0 or > 2 || (offset & 4095) != 0 || (isFixed && address % MemoryMap.PageSize != 0))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (size == 0 || offset < 0)
        {
            return LinuxCalls.Error(size == 0 ? Errno.ENOMEM : Errno.EOVERFLOW);
        }

        IFile? file = null;
        OpenFile? opened = null;
        if ((flags & LinuxMapFlags.MAP_ANONYMOUS) == 0 && FindFile(fd, protection, sharing, out opened, out file) is var wrong and not Errno.None)
        {
            return LinuxCalls.Error(wrong);
        }

        ulong place = isFixed ? address : Regions.FindFree(address, size);
        if (place == 0 || !Regions.IsRange(place, size))
        {
            return LinuxCalls.Error(Errno.ENOMEM);
        }

        if ((flags & LinuxMapFlags.MAP_FIXED_NOREPLACE) != 0 && !Regions.IsFree(place, size))
        {
            return LinuxCalls.Error(Errno.EEXIST);
        }

        RegionUse use = file is not null ? RegionUse.File : sharing == Shared ? RegionUse.Shared : RegionUse.Anonymous;
        Region region = new(place, place + size, (MemoryAccess)((uint)protection & Accesses), use)
        {
            Memory = use == RegionUse.Shared ? new object() : null,
            File = file is null ? null : MappedFile.Of(file, Core.Text.Utf8Text.Encode(opened!.Name)),
            Offset = file is null ? 0 : offset,
            IsShared = file is not null && sharing == Shared,
            RefusesWriting = file is not null && sharing == Shared && (opened!.Mode & OpenMode.Write) == 0,
        };
        return LinuxCalls.Result(Regions.Map(thread.Guest, region, file), (long)place);
    }

    public long Unmap(ulong address, ulong length)
    {
        lock (Regions)
        {
            return UnmapAlone(address, length);
        }
    }

    private long UnmapAlone(ulong address, ulong length)
    {
        ulong size = MemoryMap.RoundUp(length);
        if (address % MemoryMap.PageSize != 0 || size == 0 || size > Regions.Limit || address > Regions.Limit - size)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        // Below the lowest address nothing ever lies.
        ulong start = Math.Max(address, Regions.Lowest);
        return start >= address + size ? 0 : LinuxCalls.Result(Regions.Unmap(thread.Guest, start, address + size - start));
    }

    public long Protect(ulong address, ulong length, LinuxProt protection)
    {
        lock (Regions)
        {
            return ProtectAlone(address, length, protection);
        }
    }

    private long ProtectAlone(ulong address, ulong length, LinuxProt protection)
    {
        ulong size = MemoryMap.RoundUp(length);
        if (address % MemoryMap.PageSize != 0 || ((uint)protection & ~Accesses) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        return length == 0 ? 0 : size == 0 ? LinuxCalls.Error(Errno.ENOMEM)
            : LinuxCalls.Result(Regions.Protect(thread.Guest, address, size, (MemoryAccess)(uint)protection));
    }

    public long Break(ulong address)
    {
        lock (Regions)
        {
            return (long)Regions.MoveBreak(thread.Guest, address);
        }
    }

    public long Remap(ulong old, ulong length, ulong size, LinuxMremapFlags flags, ulong target)
    {
        lock (Regions)
        {
            return RemapAlone(old, length, size, flags, target);
        }
    }

    private long RemapAlone(ulong old, ulong length, ulong size, LinuxMremapFlags flags, ulong target)
    {
        ulong oldSize = MemoryMap.RoundUp(length);
        ulong newSize = MemoryMap.RoundUp(size);
        bool mayMove = (flags & LinuxMremapFlags.MREMAP_MAYMOVE) != 0;
        bool isFixed = (flags & LinuxMremapFlags.MREMAP_FIXED) != 0;
        bool isWrong = old % MemoryMap.PageSize != 0 || newSize == 0 || oldSize == 0 || ((uint)flags & ~3u) != 0 || (isFixed && !mayMove);
        bool isWrongTarget = isFixed && (target % MemoryMap.PageSize != 0 || !Regions.IsRange(target, newSize) || (target < old + oldSize && old < target + newSize));
        if (isWrong || isWrongTarget)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (Regions.Find(old) is not { } region || region.End - old < oldSize)
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (!isFixed && newSize <= oldSize)
        {
            return newSize == oldSize ? (long)old : LinuxCalls.Result(Regions.Unmap(thread.Guest, old + newSize, oldSize - newSize), (long)old);
        }

        ulong place = isFixed ? target
            : Regions.IsRange(old, newSize) && Regions.IsFree(old + oldSize, newSize - oldSize) ? old
            : mayMove ? Regions.FindFree(0, newSize) : 0;
        return place == 0 ? LinuxCalls.Error(Errno.ENOMEM) : LinuxCalls.Result(Regions.Move(thread.Guest, old, oldSize, place, newSize), (long)place);
    }

    public long Advise(ulong address, ulong length, LinuxMadvice advice)
    {
        lock (Regions)
        {
            return AdviseAlone(address, length, advice);
        }
    }

    private long AdviseAlone(ulong address, ulong length, LinuxMadvice advice)
    {
        ulong size = MemoryMap.RoundUp(length);
        if (address % MemoryMap.PageSize != 0 || (size == 0 && length != 0))
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        switch (advice)
        {
            case LinuxMadvice.MADV_DONTNEED or LinuxMadvice.MADV_FREE:
                return length == 0 ? 0
                    : !Regions.IsRange(address, size) || !Regions.IsMapped(address, size) ? LinuxCalls.Error(Errno.ENOMEM)
                    : LinuxCalls.Result(thread.Guest.Space.Discard(thread.Guest, address, size));
            case LinuxMadvice.MADV_REMOVE or LinuxMadvice.MADV_DONTFORK or LinuxMadvice.MADV_WIPEONFORK:
                return LinuxCalls.Error(Errno.EINVAL);
            default:
                return Enum.IsDefined(advice) ? 0 : LinuxCalls.Error(Errno.EINVAL);
        }
    }

    /// <summary>Which pages are in memory: as good as all, for what the host does with them isn't the program's to know.</summary>
    public long Resident(ulong address, ulong length, ulong vector)
    {
        ulong size = MemoryMap.RoundUp(length);
        if (address % MemoryMap.PageSize != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        lock (Regions)
        {
            if (length != 0 && (!Regions.IsRange(address, size) || !Regions.IsMapped(address, size)))
            {
                return LinuxCalls.Error(Errno.ENOMEM);
            }
        }

        byte[] part = new byte[4096];
        part.AsSpan().Fill(1);
        for (ulong done = 0; done < size / MemoryMap.PageSize; done += (ulong)part.Length)
        {
            ReadOnlySpan<byte> some = part.AsSpan(0, (int)Math.Min((ulong)part.Length, (size / MemoryMap.PageSize) - done));
            if (thread.Guest.Space.Write(thread.Guest, vector + done, some) != some.Length)
            {
                return LinuxCalls.Error(Errno.EFAULT);
            }
        }

        return 0;
    }

    private Errno FindFile(int fd, LinuxProt protection, uint sharing, out OpenFile? opened, out IFile? file)
    {
        file = null;
        opened = thread.Process.Descriptors.Find(fd);
        if (opened is null)
        {
            return Errno.EBADF;
        }

        file = opened.Mappable;
        if (file is null || (opened.Mode & OpenMode.Read) == 0)
        {
            return file is null && (opened.Mode & OpenMode.Read) != 0 ? Errno.ENODEV : Errno.EACCES;
        }

        bool reachesFile = sharing == Shared && (protection & LinuxProt.PROT_WRITE) != 0;
        return reachesFile && (opened.Mode & OpenMode.Write) == 0 ? Errno.EACCES : Errno.None;
    }
}
