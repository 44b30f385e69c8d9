namespace ProcVM.Core.Seam;

/// <summary>Why guest code stopped running.</summary>
public enum ExitKind
{
    /// <summary>It asked its system for something; the registers hold the call, and the instruction pointer is behind the instruction.</summary>
    SystemCall,

    /// <summary>An instruction couldn't be executed; nothing of it has happened, and the instruction pointer is at it.</summary>
    Fault,

    /// <summary><see cref="IGuestThread.Interrupt"/> was called, perhaps long ago: there need not be a reason any more.</summary>
    Interrupted,

    /// <summary>The thread is gone, with its whole address space: killed, or lost by its engine.</summary>
    Ended,
}

/// <summary>The instruction that a system call was made with.</summary>
public enum SystemCallGate
{
    /// <summary>SYSCALL of 64-bit code.</summary>
    Syscall64,

    /// <summary>INT 80h, or another gate of 32-bit code.</summary>
    Interrupt32,
}

/// <summary>How a run of guest code ended.</summary>
/// <param name="Kind">Why.</param>
public readonly record struct Exit(ExitKind Kind)
{
    /// <summary>For a system call: what it was made with.</summary>
    public SystemCallGate Gate { get; init; }

    /// <summary>For a fault: the processor's vector number (Intel SDM vol. 3, table 6-1): 0 divide, 3 breakpoint, 6 opcode, 13 protection, 14 page…</summary>
    public byte Vector { get; init; }

    /// <summary>For a fault: the error code that the processor pushed; 0 where it pushes none.</summary>
    public uint ErrorCode { get; init; }

    /// <summary>For a page fault: the address that was touched.</summary>
    public ulong Address { get; init; }

    /// <summary>For a page fault: true when the page is mapped, but the file it is mapped from ends before it.</summary>
    public bool IsBeyondFile { get; init; }
}
