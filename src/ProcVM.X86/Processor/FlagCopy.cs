namespace ProcVM.X86.Processor;

/// <summary>The flags of a moment.</summary>
internal struct FlagCopy
{
    public long Result;
    public long Left;
    public long Right;
    public FlagState State;
    public ulong Flags;
}
