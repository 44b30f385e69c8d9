using ProcVM.Core.Seam;

namespace ProcVM.Kernel.Memory;

/// <summary>A range of an address space whose pages are alike.</summary>
/// <param name="Start">The first byte, at a page.</param>
/// <param name="End">The first byte behind it, at a page.</param>
/// <param name="Access">What guest code may do with it.</param>
/// <param name="Use">What it is for.</param>
public readonly record struct Region(ulong Start, ulong End, MemoryAccess Access, RegionUse Use)
{
    /// <summary>Bytes.</summary>
    public ulong Length => End - Start;
}
