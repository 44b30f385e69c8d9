namespace ProcVM.Core.Ports;

/// <summary>What a file is.</summary>
public enum FileKind
{
    /// <summary>A regular file: bytes at positions.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A pipe, socket or character device: bytes in a row, without positions.</summary>
    Stream,

    /// <summary>A terminal: a stream with somebody in front of it.</summary>
    Terminal,

    /// <summary>Something no guest may open, as a block device.</summary>
    Other,
}
