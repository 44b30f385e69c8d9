using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files.Overlay;

/// <summary>A file that lives in memory, or that something in memory is known of.</summary>
internal sealed class OverlayNode
{
    /// <summary>Bytes that a node counts for.</summary>
    public const int Cost = 512;

    public uint Mode { get; set; }

    public uint Owner { get; set; }

    public uint Group { get; set; }

    public ulong Device { get; init; }

    public ulong Inode { get; init; }

    /// <summary>Names that it has in memory, and of a file from beneath one more for all those there.</summary>
    public uint Links { get; set; } = 1;

    public long Accessed { get; set; }

    public long Modified { get; set; }

    public long Changed { get; set; }

    /// <summary>What may never be done with it; null for a file that can't be sealed.</summary>
    public FileSeals? Seals { get; set; }

    /// <summary>Open files that read and write it.</summary>
    public int Openings { get; set; }

    /// <summary>True once something of a file from beneath was changed, or may be.</summary>
    public bool IsKept { get; set; }

    /// <summary>A regular file's bytes.</summary>
    public MemoryFileData? Data { get; init; }

    /// <summary>A link's target.</summary>
    public byte[]? Target { get; init; }

    /// <summary>A directory's names in memory; null is a name that was removed from what lies beneath.</summary>
    public Dictionary<string, OverlayNode?>? Children { get; init; }

    /// <summary>The directory beneath whose names show through; null when none does.</summary>
    public byte[]? Beneath { get; init; }

    public FileKind Kind => (Mode & 0xF000) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Directory,
        0xA000 => FileKind.SymbolicLink,
        _ => FileKind.Stream,
    };

    public FileStatus Status => new()
    {
        Mode = Mode,
        Size = Data?.Size ?? Target?.Length ?? (Children is null ? 0 : 4096),
        Device = Device,
        Inode = Inode,
        Links = Links,
        Owner = Owner,
        Group = Group,
        BlockSize = 4096,
        Blocks = ((Data?.Taken ?? 0) + 511) / 512,
        Accessed = Accessed,
        Modified = Modified,
        Changed = Changed,
    };
}
