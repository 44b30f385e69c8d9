using ProcVM.Core.Ports;

namespace ProcVM.Core.Seam;

/// <summary>The memory of one guest process, as an engine keeps it. What lies where is the virtual kernel's business: here every address is given.</summary>
/// <remarks>Addresses and lengths are multiples of 4,096 where pages are meant, and no range reaches beyond <see cref="Limit"/>; an engine refuses others with
/// EINVAL. Nothing throws for what a guest does. <c>by</c> is a stopped thread of this space whose serving .NET thread calls; other threads may run meanwhile, and
/// their servers call too: every operation has then happened for all of them, or for none.</remarks>
public interface IAddressSpace
{
    /// <summary>The first address that guests can't have.</summary>
    ulong Limit { get; }

    /// <summary>Maps zeroed memory in place of whatever is there.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="address">Where.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="access">What guest code may do with it.</param>
    /// <param name="isShared">True when copies that <see cref="IGuestThread.Fork"/> makes of the space have the same memory, not copies of it.</param>
    Errno Map(IGuestThread by, ulong address, ulong length, MemoryAccess access, bool isShared = false);

    /// <summary>Maps a part of a host file in place of whatever is there.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="address">Where.</param>
    /// <param name="length">Bytes.</param>
    /// <param name="access">What guest code may do with it.</param>
    /// <param name="file">The file.</param>
    /// <param name="offset">Where in the file, a multiple of the page size.</param>
    /// <param name="isShared">True when what guests write reaches the file, which is then open for it, and all who have it mapped so; otherwise nothing does.
    /// ENODEV where the engine or the host can't.</param>
    Errno MapFile(IGuestThread by, ulong address, ulong length, MemoryAccess access, IMappableFile file, long offset, bool isShared = false);

    /// <summary>Takes pages away.</summary>
    Errno Unmap(IGuestThread by, ulong address, ulong length);

    /// <summary>Changes what guest code may do with pages; ENOMEM when some aren't mapped.</summary>
    Errno Protect(IGuestThread by, ulong address, ulong length, MemoryAccess access);

    /// <summary>Moves mapped pages, in place of whatever is at their new address, and makes the range longer or shorter.</summary>
    Errno Move(IGuestThread by, ulong address, ulong length, ulong newAddress, ulong newLength);

    /// <summary>Gives anonymous pages back: they read as zeros from then on.</summary>
    Errno Discard(IGuestThread by, ulong address, ulong length);

    /// <summary>Copies bytes out.</summary>
    /// <returns>How many there were before the first that guest code can't read itself.</returns>
    int Read(IGuestThread by, ulong address, Span<byte> buffer);

    /// <summary>Copies bytes in.</summary>
    /// <returns>How many could be written before the first that guest code can't write itself.</returns>
    int Write(IGuestThread by, ulong address, ReadOnlySpan<byte> data);

    /// <summary>Puts a value into an aligned 32-bit word if it holds another, in one step for all that can see the word.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="address">Where.</param>
    /// <param name="expected">What it must hold.</param>
    /// <param name="desired">What it gets.</param>
    /// <param name="found">What it held: <paramref name="expected"/> when it was changed.</param>
    /// <returns>False when there is no such word that guest code can write itself.</returns>
    bool TryExchange(IGuestThread by, ulong address, uint expected, uint desired, out uint found);

    /// <summary>Ends every thread of the space, from any .NET thread: their <see cref="IGuestThread.Resume"/> gives <see cref="ExitKind.Ended"/>.</summary>
    void Kill();
}
