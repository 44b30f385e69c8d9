using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Images.Elf;
using ProcVM.Kernel.Memory;

namespace ProcVM.Personality.Linux.Loading;

/// <summary>Puts the segments of an ELF image into memory (System V ABI, chapter 5).</summary>
internal static class SegmentMapper
{
    private const ulong PageMask = MemoryMap.PageSize - 1;

    /// <summary>Maps all segments; what the file doesn't have is zero.</summary>
    public static Errno Map(IGuestThread thread, MemoryMap memory, LoadedImage loaded, ulong bias)
    {
        MappedFile source = MappedFile.Of(loaded.File, loaded.Path);
        foreach (ElfSegment segment in loaded.Image.Segments)
        {
            Errno error = Map(thread, memory, loaded.File, source, segment, segment.Address + bias);
            if (error != Errno.None)
            {
                return error;
            }
        }

        return Errno.None;
    }

    private static Errno Map(IGuestThread thread, MemoryMap memory, IFile file, MappedFile source, ElfSegment segment, ulong address)
    {
        ulong start = address & ~PageMask;
        ulong fileEnd = segment.FileSize == 0 ? start : (address + segment.FileSize + PageMask) & ~PageMask;
        ulong end = (address + segment.MemorySize + PageMask) & ~PageMask;
        if (fileEnd > start)
        {
            long offset = segment.Offset - (long)(address - start);
            Errno error = memory.Map(thread, new Region(start, fileEnd, segment.Access, RegionUse.File) { File = source, Offset = offset }, file);
            if (error != Errno.None)
            {
                return error;
            }

            // The rest of the last page is what follows in the file; of a segment that can be written it must be zero.
            ulong tail = address + segment.FileSize;
            if (segment.MemorySize > segment.FileSize && (segment.Access & MemoryAccess.Write) != 0 && tail < fileEnd)
            {
                Span<byte> zeros = stackalloc byte[(int)MemoryMap.PageSize];
                zeros.Clear();
                thread.Space.Write(thread, tail, zeros[..(int)(fileEnd - tail)]);
            }
        }

        return end > fileEnd
            ? memory.Map(thread, new Region(fileEnd, end, segment.Access, RegionUse.Anonymous))
            : Errno.None;
    }
}
