namespace ProcVM.Images.Elf;

/// <summary>What a loader has to know of an ELF program (System V ABI, chapters 4 and 5).</summary>
public sealed class ElfImage
{
    /// <summary>The processor.</summary>
    public required ElfMachine Machine { get; init; }

    /// <summary>True when it can be loaded anywhere (ET_DYN): addresses are relative to where it is.</summary>
    public required bool IsPositionIndependent { get; init; }

    /// <summary>Where it begins to run.</summary>
    public required ulong Entry { get; init; }

    /// <summary>Its segments, at least one, in the file's order.</summary>
    public required IReadOnlyList<ElfSegment> Segments { get; init; }

    /// <summary>Where its program headers are in memory; 0 when no segment holds them.</summary>
    public required ulong HeadersAddress { get; init; }

    /// <summary>How many program headers there are.</summary>
    public required int HeaderCount { get; init; }

    /// <summary>The dynamic linker that it wants to be started by; null when it starts by itself.</summary>
    public byte[]? Interpreter { get; init; }

    /// <summary>Where what the dynamic linker reads is in memory (PT_DYNAMIC); 0 for nothing.</summary>
    public ulong DynamicAddress { get; init; }

    /// <summary>True when its stack must hold code: it has no PT_GNU_STACK, or one that says so.</summary>
    public bool NeedsExecutableStack { get; init; }

    /// <summary>What the place it is loaded at must be a multiple of, a power of two of at least a page.</summary>
    public ulong Alignment { get; init; } = PageSize;

    /// <summary>The first byte of the first segment's page.</summary>
    public required ulong Start { get; init; }

    /// <summary>The first byte behind the last segment's page.</summary>
    public required ulong End { get; init; }

    /// <summary>Bytes of an address, 4 or 8.</summary>
    public int WordSize => Machine == ElfMachine.I386 ? 4 : 8;

    /// <summary>Bytes of a page.</summary>
    public const ulong PageSize = 4096;
}
