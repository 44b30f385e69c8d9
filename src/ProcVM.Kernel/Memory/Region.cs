using ProcVM.Core.Seam;

namespace ProcVM.Kernel.Memory;

/// <summary>A range of an address space whose pages are alike.</summary>
/// <param name="Start">The first byte, at a page.</param>
/// <param name="End">The first byte behind it, at a page.</param>
/// <param name="Access">What guest code may do with it.</param>
/// <param name="Use">What it is for.</param>
public readonly record struct Region(ulong Start, ulong End, MemoryAccess Access, RegionUse Use)
{
    /// <summary>The file that it is a part of; null for memory alone.</summary>
    public MappedFile? File { get; init; }

    /// <summary>Where in the file it begins.</summary>
    public long Offset { get; init; }

    /// <summary>True when what is written reaches the file, and whoever else has it mapped.</summary>
    public bool IsShared { get; init; }

    /// <summary>True when it can't be made writable: the file was opened for reading alone.</summary>
    public bool RefusesWriting { get; init; }

    /// <summary>For memory that processes share: what is the same for all of them, each of which has it at the same addresses; otherwise null.</summary>
    public object? Memory { get; init; }

    /// <summary>Bytes.</summary>
    public ulong Length => End - Start;

    /// <summary>The part of it between two addresses.</summary>
    public Region Part(ulong start, ulong end)
    {
        ulong from = Math.Max(Start, start);
        return this with { Start = from, End = Math.Min(End, end), Offset = File is null ? 0 : Offset + (long)(from - Start) };
    }

    /// <summary>True when the next one only goes on with this.</summary>
    public bool GoesOnWith(in Region next) =>
        End == next.Start && Access == next.Access && Use == next.Use && IsShared == next.IsShared && RefusesWriting == next.RefusesWriting && Memory == next.Memory
        && (File is null ? next.File is null : File.IsSame(next.File) && next.Offset == Offset + (long)Length);
}
