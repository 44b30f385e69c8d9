namespace ProcVM.X86.Processor;

/// <summary>Where the registers lie in <see cref="CpuState"/>, in bytes: what operations name them by. AH is RAX + 1.</summary>
internal static class Slot
{
    public const byte Rax = 0;
    public const byte Rbx = 8;
    public const byte Rcx = 16;
    public const byte Rdx = 24;
    public const byte Rsi = 32;
    public const byte Rdi = 40;
    public const byte Rbp = 48;
    public const byte Rsp = 56;
    public const byte FsBase = 144;
    public const byte GsBase = 152;

    /// <summary>Selectors: 16 bits each.</summary>
    public const byte Ds = 160;
    public const byte Es = 162;
    public const byte Fs = 164;
    public const byte Gs = 166;

    /// <summary>Always 0: what an operand that isn't there, or is a constant, reads.</summary>
    public const byte Zero = 176;

    /// <summary>What a memory operand was loaded to, or is to be stored from.</summary>
    public const byte Loaded = 184;

    /// <summary>An address with more parts than an operation has room for.</summary>
    public const byte Address = 192;
}
