namespace ProcVM.Core.Seam;

/// <summary>The general state of an x86 thread. In 32-bit code the upper halves mean nothing and are zero.</summary>
public struct X86Registers
{
    public ulong Rax;
    public ulong Rbx;
    public ulong Rcx;
    public ulong Rdx;
    public ulong Rsi;
    public ulong Rdi;
    public ulong Rbp;
    public ulong Rsp;
    public ulong R8;
    public ulong R9;
    public ulong R10;
    public ulong R11;
    public ulong R12;
    public ulong R13;
    public ulong R14;
    public ulong R15;

    /// <summary>The instruction pointer.</summary>
    public ulong Rip;

    /// <summary>The flags. An engine takes over those that user code can change itself.</summary>
    public ulong Rflags;

    /// <summary>Where FS begins in 64-bit code.</summary>
    public ulong FsBase;

    /// <summary>Where GS begins in 64-bit code.</summary>
    public ulong GsBase;

    /// <summary>The selector in DS.</summary>
    public ushort Ds;

    /// <summary>The selector in ES.</summary>
    public ushort Es;

    /// <summary>The selector in FS. Another one than the thread had makes its segment's base that of FS; one of nothing, 0 to 3, leaves <see cref="FsBase"/>.</summary>
    public ushort Fs;

    /// <summary>The selector in GS, likewise.</summary>
    public ushort Gs;

    /// <summary>True while the thread runs 32-bit code.</summary>
    public bool Is32Bit;
}
