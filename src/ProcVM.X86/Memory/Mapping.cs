using ProcVM.Core.Seam;

namespace ProcVM.X86.Memory;

/// <summary>A range of pages that are mapped alike.</summary>
/// <param name="Start">The first address.</param>
/// <param name="End">The first address behind.</param>
/// <param name="Access">What guest code may do with it.</param>
internal readonly record struct Mapping(ulong Start, ulong End, MemoryAccess Access)
{
    /// <summary>The frames of a shared mapping; null for a private one.</summary>
    public SharedFrames? Shared { get; init; }

    /// <summary>For a shared mapping: what is added to an address to get its offset in the mapping, modulo 2⁶⁴.</summary>
    public ulong SharedBias { get; init; }

    /// <summary>True when it is a part of a file.</summary>
    public bool IsFile { get; init; }

    /// <summary>For a file: the address from which on the file has no pages.</summary>
    public ulong FileEnd { get; init; }

    /// <summary>True when the next one only goes on with this.</summary>
    public bool GoesOnWith(in Mapping next) =>
        next.Start == End && next.Access == Access && next.Shared == Shared && next.SharedBias == SharedBias && next.IsFile == IsFile && next.FileEnd == FileEnd;
}
