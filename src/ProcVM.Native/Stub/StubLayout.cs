namespace ProcVM.Native.Stub;

/// <summary>What monitor and stub agree on: addresses in a stub process, and the fields of a slot, the memory that one guest thread's two sides share.</summary>
/// <remarks>The stub's machine code is assembled from the same constants while ProcVM is built.</remarks>
internal static class StubLayout
{
    /// <summary>Where the stub's one page of code lies; no other code of a stub process may call the host's kernel.</summary>
    public const ulong CodePage = 0x7000_0000_0000;

    public const int PageSize = 4096;

    /// <summary>Where a stub process maps its slots: in the code page's 4 GiB, which no command may map over.</summary>
    public const ulong Slots = 0x7000_0010_0000;

    /// <summary>Bytes of a slot, and what its address is a multiple of: signal handlers find it by their stack pointer.</summary>
    public const int SlotSize = 0x10000;

    /// <summary>The threads that a process may have. Memory is taken for those alone that there are.</summary>
    public const int SlotCount = 1024;

    public const int SlotsSize = SlotSize * SlotCount;

    /// <summary>The first address that guests can't have: 4 GiB below the code page, so that no range shorter than that reaches it.</summary>
    public const ulong GuestLimit = 0x6FFF_0000_0000;

    /// <summary>Descriptors that a stub is started with: its slots, and a socket that further ones come by.</summary>
    public const int SlotsDescriptor = 3;

    public const int SocketDescriptor = 4;

    /// <summary>Fields of a slot. 1: the monitor has given the turn to the stub; 0: it is the monitor's; 2: the stub is dead.</summary>
    public const int Turn = 0x00;

    /// <summary>1 while the monitor sleeps until it gets the turn.</summary>
    public const int MonitorSleeps = 0x40;

    /// <summary>1 while the stub sleeps until it gets the turn.</summary>
    public const int StubSleeps = 0x44;

    /// <summary>How often each side looks at the turn before it sleeps.</summary>
    public const int Spin = 0x48;

    /// <summary>The processors that the sides were on when they gave the turn away.</summary>
    public const int StubProcessor = 0x4C;

    public const int MonitorProcessor = 0x50;

    /// <summary>The command, and how many calls there are.</summary>
    public const int Command = 0x80;

    public const int Count = 0x84;

    /// <summary>The signal that stopped the guest, and where its frame and its siginfo are.</summary>
    public const int Signal = 0x88;

    public const int Frame = 0x90;

    public const int Info = 0x98;

    public const int FsBase = 0xA0;

    public const int GsBase = 0xA8;

    /// <summary>The monitor's process id: a stub that has another parent ends itself.</summary>
    public const int Parent = 0xB0;

    /// <summary>Bytes that a copy didn't get to.</summary>
    public const int CopyRest = 0xB8;

    /// <summary>Not 0 while the slot's host thread exists: the host's kernel clears it (CLONE_CHILD_CLEARTID). 0 for a process's first thread.</summary>
    public const int Alive = 0xC0;

    /// <summary>Selectors: DS, ES, FS, GS, four bytes each.</summary>
    public const int Selectors = 0xD0;

    /// <summary>Arguments of commands: <see cref="CallSize"/> bytes each: number, six arguments, result.</summary>
    public const int Calls = 0x180;

    public const int CallSize = 64;

    public const int MaximumCalls = 32;

    /// <summary>Bytes that are copied from and to guest memory.</summary>
    public const int Scratch = 0x1000;

    public const int ScratchSize = 0x7000;

    /// <summary>The alternate signal stack; its lower half is for a second signal, a fault while copying.</summary>
    public const int Stack = 0x8000;

    public const int StackSize = SlotSize - Stack;

    public const int LoopStack = 0xC000;

    /// <summary>Where a new thread's first frame is made.</summary>
    public const int NewFrame = 0xD000;

    /// <summary>Commands: host calls, resume the guest, copy memory, fork, another thread, compare and exchange a word, set a segment.</summary>
    public const int CommandCalls = 0;

    public const int CommandResume = 1;

    public const int CommandCopy = 2;

    public const int CommandFork = 3;

    public const int CommandThread = 4;

    public const int CommandExchange = 5;

    public const int CommandSegment = 6;

    /// <summary>CLONE_VM, FS, FILES, SIGHAND, THREAD, SYSVSEM and CHILD_CLEARTID: all that a stub's threads are made with.</summary>
    public const int ThreadFlags = 0x25_0F00;

    public const int TurnOfMonitor = 0;

    public const int TurnOfStub = 1;

    public const int TurnOfNobody = 2;

    /// <summary>The signal that interrupts guest code: the last real-time signal.</summary>
    public const int InterruptSignal = 64;

    /// <summary>struct ucontext and siginfo of x86-64 (arch/x86/include/uapi/asm): offsets.</summary>
    public const int ContextStack = 16;

    public const int ContextRegisters = 40;

    public const int RegisterRip = 16;

    public const int ContextSize = 304;

    public const int InfoSize = 128;
}
