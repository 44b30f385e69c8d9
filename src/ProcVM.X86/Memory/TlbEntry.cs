namespace ProcVM.X86.Memory;

/// <summary>What the processor remembers of one page.</summary>
internal struct TlbEntry
{
    /// <summary>A tag that no page has.</summary>
    public const ulong NoPage = 1;

    /// <summary>The page's address, when it may be read.</summary>
    public ulong ReadTag;

    /// <summary>The page's address, when it may be written and no code of it is remembered.</summary>
    public ulong WriteTag;

    /// <summary>Host address less guest address.</summary>
    public nint Addend;

    private nint _padding;
}
