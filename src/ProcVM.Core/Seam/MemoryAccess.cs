namespace ProcVM.Core.Seam;

/// <summary>What guest code may do with pages: mmap(2)'s PROT_ bits.</summary>
[Flags]
public enum MemoryAccess
{
    /// <summary>Nothing: every touch faults.</summary>
    None = 0,

    /// <summary>Load.</summary>
    Read = 1,

    /// <summary>Store.</summary>
    Write = 2,

    /// <summary>Fetch instructions.</summary>
    Execute = 4,
}
