namespace ProcVM.Kernel.Files;

/// <summary>What a path may not do on its way (openat2(2)).</summary>
[Flags]
public enum PathLimits
{
    /// <summary>Nothing: as ever.</summary>
    None = 0,

    /// <summary>Leave the directory that it starts in, even if only to come back: EXDEV.</summary>
    Beneath = 1,

    /// <summary>Follow links: ELOOP.</summary>
    NoLinks = 2,
}
