using ProcVM.Core.Seam;

namespace ProcVM.Images.Elf;

/// <summary>A part of an ELF file that is loaded (PT_LOAD).</summary>
/// <param name="Address">Where, before any bias.</param>
/// <param name="MemorySize">Bytes in memory.</param>
/// <param name="Offset">Where in the file; equal to the address but for whole pages.</param>
/// <param name="FileSize">Bytes from the file, at most <paramref name="MemorySize"/>; the others are zero. The file may be shorter.</param>
/// <param name="Access">What the program may do with it.</param>
public readonly record struct ElfSegment(ulong Address, ulong MemorySize, long Offset, ulong FileSize, MemoryAccess Access);
