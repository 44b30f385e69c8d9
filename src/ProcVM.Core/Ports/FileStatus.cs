namespace ProcVM.Core.Ports;

/// <summary>What is known of a file besides its bytes (statx(2)).</summary>
public record struct FileStatus
{
    /// <summary>Linux's st_mode: the type in the upper four of sixteen bits, the permissions in the lower twelve.</summary>
    public uint Mode { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>The number of the device that it lies on, as Linux packs it (makedev(3)).</summary>
    public ulong Device { get; set; }

    /// <summary>Its number there.</summary>
    public ulong Inode { get; set; }

    /// <summary>How many names it has.</summary>
    public uint Links { get; set; }

    /// <summary>Who owns it.</summary>
    public uint Owner { get; set; }

    /// <summary>The group that owns it.</summary>
    public uint Group { get; set; }

    /// <summary>For a device, its own number.</summary>
    public ulong OwnDevice { get; set; }

    /// <summary>The best size to read and write in.</summary>
    public uint BlockSize { get; set; }

    /// <summary>What it takes on the disk, in units of 512 bytes.</summary>
    public long Blocks { get; set; }

    /// <summary>When it was last read, in nanoseconds since 1970.</summary>
    public long Accessed { get; set; }

    /// <summary>When its bytes last changed.</summary>
    public long Modified { get; set; }

    /// <summary>When anything about it last changed.</summary>
    public long Changed { get; set; }

    /// <summary>What it is.</summary>
    public readonly FileKind Kind => (Mode & 0xF000) switch
    {
        0x8000 => FileKind.Regular,
        0x4000 => FileKind.Directory,
        0xA000 => FileKind.SymbolicLink,
        0x1000 or 0x2000 or 0xC000 => FileKind.Stream,
        _ => FileKind.Other,
    };
}
