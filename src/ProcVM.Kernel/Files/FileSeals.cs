namespace ProcVM.Kernel.Files;

/// <summary>What is forbidden for a file: Linux's F_SEAL_ bits.</summary>
[Flags]
public enum FileSeals
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Further seals.</summary>
    Seal = 1,

    /// <summary>Making it shorter.</summary>
    Shrink = 2,

    /// <summary>Making it longer.</summary>
    Grow = 4,

    /// <summary>Writing.</summary>
    Write = 8,

    /// <summary>Writing, but through mappings that there are already.</summary>
    FutureWrite = 16,
}
