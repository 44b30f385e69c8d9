using System.Runtime.InteropServices;

namespace ProcVM.Core;

/// <summary>The one linear memory of a P-code instance: a stretch of host memory, reserved at its largest and
/// committed by the host as it is touched, so that its base never moves.</summary>
/// <remarks>All access from C# goes through bounds-checked spans. The engines read <see cref="Base"/> and
/// <see cref="Size"/> and check by themselves.</remarks>
public sealed unsafe class GuestMemory : IDisposable
{
    /// <summary>Bytes in a page of P-code memory (SPEC.md section 5).</summary>
    public const uint PageSize = 65536;

    private readonly ulong _reserved;

    /// <summary>Reserves a memory.</summary>
    /// <param name="size">Bytes accessible at first, at most <paramref name="limit"/>.</param>
    /// <param name="limit">Bytes it may grow to, at most 4 GiB.</param>
    /// <exception cref="OutOfMemoryException">The host can't reserve that much.</exception>
    public GuestMemory(ulong size, ulong limit)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, 1UL << 32);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, limit);
        // SAFETY: a zeroed allocation of this size comes straight from the host's anonymous mappings: untouched pages cost nothing.
        Base = (byte*)NativeMemory.AllocZeroed((nuint)Math.Max(limit, 1));
        _reserved = limit;
        Size = size;
    }

    /// <summary>Frees the memory when nobody disposed it.</summary>
    ~GuestMemory() => Free();

    /// <summary>The first byte; constant for the memory's life.</summary>
    public byte* Base { get; private set; }

    /// <summary>Bytes accessible now.</summary>
    public ulong Size { get; private set; }

    /// <summary>Bytes it may grow to.</summary>
    public ulong Limit => _reserved;

    /// <summary>Makes <paramref name="size"/> bytes accessible. False, and nothing changed, beyond the limit or below the present size.</summary>
    public bool TryGrow(ulong size)
    {
        if (size > _reserved || size < Size)
        {
            return false;
        }

        Size = size;
        return true;
    }

    /// <summary>The bytes at an address; false when any of them lies outside.</summary>
    public bool TrySlice(uint address, uint length, out Span<byte> bytes)
    {
        if ((ulong)address + length > Size || length > int.MaxValue)
        {
            bytes = default;
            return false;
        }

        // SAFETY: the range was checked against Size, which is at most what was reserved.
        bytes = new Span<byte>(Base + address, (int)length);
        return true;
    }

    /// <summary>Gives the memory back to the host.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeBlock.Free(Base);
        Base = null;
        Size = 0;
    }
}
