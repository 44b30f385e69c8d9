using Iced.Intel;
using ProcVM.Native.Stub;
using static Iced.Intel.AssemblerRegisters;

namespace ProcVM.Native.Tool;

/// <summary>The program of a stub process: start, command loop, signal handler; machine code that needs no stack of its own, no library, no data.</summary>
/// <remarks>rbx is the slot's address throughout. Whatever guest code does with these instructions, it does to its own process: the filter lets
/// through what is harmless for others, and the monitor believes nothing that it reads in a slot.</remarks>
internal sealed class StubProgram
{
    private const int SysRtSigreturn = 15;
    private const int SysMmap = 9;
    private const int SysMadvise = 28;
    private const int SysDup2 = 33;
    private const int SysClone = 56;
    private const int SysClose = 3;
    private const int SysExit = 60;
    private const int SysGetppid = 110;
    private const int SysPrctl = 157;
    private const int SysFutex = 202;
    private const int CloneParent = 0x8000;
    private const int FlatData = 0x2B;
    private const int SegmentOfProcessorNumber = 0x7B;

    private const int SetThreadArea32 = 243;

    private static readonly AssemblerRegisterSegment[] s_segments = [ds, es, fs, gs];

    private readonly Assembler _code = new(64);
    private Label _loop;
    private Label _handler;
    private Label _restorer;
    private Label _copy;
    private Label _copied;
    private Label _exchange;

    /// <summary>Where signals of the guest go.</summary>
    public ulong Handler { get; private set; }

    /// <summary>The return from a signal.</summary>
    public ulong Restorer { get; private set; }

    /// <summary>Where the turn is given away, for tests of what hostile code can do with it.</summary>
    public ulong Loop { get; private set; }

    /// <summary>Assembles it for an address.</summary>
    public byte[] Assemble(ulong address)
    {
        _loop = _code.CreateLabel();
        _handler = _code.CreateLabel();
        _restorer = _code.CreateLabel();
        _copy = _code.CreateLabel();
        _copied = _code.CreateLabel();
        _exchange = _code.CreateLabel();
        WriteStart();
        WriteHandler();
        WriteLoop();
        using MemoryStream bytes = new();
        AssemblerResult result = _code.Assemble(new StreamCodeWriter(bytes), address, BlockEncoderOptions.ReturnNewInstructionOffsets);
        Handler = result.GetLabelRIP(_handler);
        Restorer = result.GetLabelRIP(_restorer);
        Loop = result.GetLabelRIP(_loop);
        return bytes.ToArray();
    }

    /// <summary>The entry of the first stub: descriptor 3 is its slots. Guests' 32-bit code needs flat data segments.</summary>
    private void WriteStart()
    {
        _code.mov(eax, FlatData);
        _code.mov(ds, eax);
        _code.mov(es, eax);
        _code.mov(r13d, StubLayout.SlotsDescriptor);
        WriteSettle();
    }

    /// <summary>The first steps of every stub process. r13: the descriptor of its slots. They begin with the promise to die with the monitor and can't be skipped:
    /// a child starts here whatever made it.</summary>
    private void WriteSettle()
    {
        Label orphan = _code.CreateLabel();
        Label settled = _code.CreateLabel();
        Call(SysPrctl, () =>
        {
            _code.mov(edi, 1); // PR_SET_PDEATHSIG
            _code.mov(esi, 9);
        });
        Call(SysMmap, () =>
        {
            _code.mov(rdi, StubLayout.Slots);
            _code.mov(esi, StubLayout.SlotsSize);
            _code.mov(edx, 3); // PROT_READ | PROT_WRITE
            _code.mov(r10d, 0x11); // MAP_SHARED | MAP_FIXED
            _code.mov(r8, r13);
            _code.xor(r9d, r9d);
        });
        _code.mov(rbx, StubLayout.Slots);
        _code.cmp(rax, rbx);
        _code.jne(orphan);
        Call(SysMadvise, () =>
        {
            _code.mov(rdi, rbx);
            _code.mov(esi, StubLayout.SlotsSize);
            _code.mov(edx, 10); // MADV_DONTFORK
        });
        Call(SysClose, () => _code.mov(rdi, r13));
        Call(SysGetppid, () => { });
        _code.cmp(eax, __dword_ptr[rbx + StubLayout.Parent]);
        _code.je(settled);
        _code.Label(ref orphan);
        Call(SysExit, () => _code.mov(edi, 127));
        _code.ud2();
        _code.Label(ref settled);
        _code.lea(rsp, __[rbx + StubLayout.LoopStack]);
        _code.jmp(_loop);
    }

    /// <summary>Guest code has been stopped by a signal. SS_AUTODISARM: the frame is always at the alternate stack's top, whatever the guest's stack pointer is.</summary>
    private void WriteHandler()
    {
        Label ofGuest = _code.CreateLabel();
        Label inCopy = _code.CreateLabel();
        Label notCopying = _code.CreateLabel();
        Label back = _code.CreateLabel();
        int rip = StubLayout.ContextRegisters + (StubLayout.RegisterRip * 8);
        _code.Label(ref _handler);
        _code.mov(rbx, rsp);
        _code.and(rbx, -StubLayout.SlotSize);

        // A signal in the stub's own code: an address that can't be copied, or an interrupt that came before the guest has run at all.
        _code.mov(rax, __[rdx + rip]);
        _code.lea(rcx, __[_copy]);
        _code.cmp(rax, rcx);
        _code.je(inCopy);
        _code.lea(rcx, __[_exchange]);
        _code.cmp(rax, rcx);
        _code.jne(notCopying);
        _code.Label(ref inCopy);
        _code.cmp(edi, StubLayout.InterruptSignal);
        _code.je(back);
        _code.lea(rcx, __[_copied]);
        _code.mov(__[rdx + rip], rcx);
        _code.Label(ref back);
        _code.mov(rsp, rdx);
        _code.mov(eax, SysRtSigreturn);
        _code.syscall();
        _code.Label(ref notCopying);
        _code.shr(rax, 12);
        _code.mov(rcx, StubLayout.CodePage >> 12);
        _code.cmp(rax, rcx);
        _code.jne(ofGuest);
        _code.cmp(edi, StubLayout.InterruptSignal);
        _code.je(back);

        _code.Label(ref ofGuest);
        _code.mov(__dword_ptr[rbx + StubLayout.Signal], edi);
        _code.mov(__[rbx + StubLayout.Info], rsi);
        _code.mov(__[rbx + StubLayout.Frame], rdx);
        _code.rdfsbase(rax);
        _code.mov(__[rbx + StubLayout.FsBase], rax);
        _code.rdgsbase(rax);
        _code.mov(__[rbx + StubLayout.GsBase], rax);
        for (int i = 0; i < s_segments.Length; i++)
        {
            _code.mov(eax, s_segments[i]);
            _code.mov(__dword_ptr[rbx + StubLayout.Selectors + (i * 4)], eax);
        }
    }

    /// <summary>Gives the turn to the monitor and waits until it comes back: looking for a while, then sleeping. A processor that both sides share isn't worth
    /// looking on: the other side can't run meanwhile.</summary>
    private void WriteLoop()
    {
        Label awake = _code.CreateLabel();
        Label look = _code.CreateLabel();
        Label sleep = _code.CreateLabel();
        Label slept = _code.CreateLabel();
        Label turn = _code.CreateLabel();
        _code.Label(ref _loop);
        WriteProcessorNumber();
        _code.mov(__dword_ptr[rbx + StubLayout.StubProcessor], eax);
        _code.xor(eax, eax);
        _code.xchg(__dword_ptr[rbx + StubLayout.Turn], eax);
        _code.cmp(__dword_ptr[rbx + StubLayout.MonitorSleeps], 0);
        _code.je(awake);
        Call(SysFutex, () =>
        {
            _code.lea(rdi, __[rbx + StubLayout.Turn]);
            _code.mov(esi, 1); // FUTEX_WAKE
            _code.mov(edx, 1);
        });
        _code.Label(ref awake);
        _code.mov(r12d, __dword_ptr[rbx + StubLayout.Spin]);
        WriteProcessorNumber();
        _code.cmp(eax, __dword_ptr[rbx + StubLayout.MonitorProcessor]);
        _code.jne(look);
        _code.xor(r12d, r12d);
        _code.Label(ref look);
        _code.cmp(__dword_ptr[rbx + StubLayout.Turn], StubLayout.TurnOfStub);
        _code.je(turn);
        _code.pause();
        _code.dec(r12d);
        _code.jns(look);
        _code.mov(eax, 1);
        _code.xchg(__dword_ptr[rbx + StubLayout.StubSleeps], eax);
        _code.Label(ref sleep);
        _code.cmp(__dword_ptr[rbx + StubLayout.Turn], StubLayout.TurnOfStub);
        _code.je(slept);
        Call(SysFutex, () =>
        {
            _code.lea(rdi, __[rbx + StubLayout.Turn]);
            _code.xor(esi, esi); // FUTEX_WAIT
            _code.xor(edx, edx);
            _code.xor(r10d, r10d);
        });
        _code.jmp(sleep);
        _code.Label(ref slept);
        _code.mov(__dword_ptr[rbx + StubLayout.StubSleeps], 0);
        _code.Label(ref turn);
        WriteCommands();
    }

    private void WriteCommands()
    {
        Label calls = _code.CreateLabel();
        Label copy = _code.CreateLabel();
        Label fork = _code.CreateLabel();
        Label thread = _code.CreateLabel();
        Label exchange = _code.CreateLabel();
        Label segment = _code.CreateLabel();
        Label nextCall = _code.CreateLabel();
        _code.mov(eax, __dword_ptr[rbx + StubLayout.Command]);
        _code.cmp(eax, StubLayout.CommandCopy);
        _code.je(copy);
        _code.cmp(eax, StubLayout.CommandCalls);
        _code.je(calls);
        _code.cmp(eax, StubLayout.CommandFork);
        _code.je(fork);
        _code.cmp(eax, StubLayout.CommandThread);
        _code.je(thread);
        _code.cmp(eax, StubLayout.CommandExchange);
        _code.je(exchange);

        _code.cmp(eax, StubLayout.CommandSegment);
        _code.je(segment);

        // Resume. A selector of FS or GS that is another than before has its segment's base.
        for (int i = 0; i < s_segments.Length; i++)
        {
            WriteSelector(s_segments[i], i);
        }

        _code.mov(rsp, __[rbx + StubLayout.Frame]);
        _code.Label(ref _restorer);
        _code.mov(eax, SysRtSigreturn);
        _code.syscall();

        _code.Label(ref calls);
        _code.lea(r12, __[rbx + StubLayout.Calls]);
        _code.mov(r13d, __dword_ptr[rbx + StubLayout.Count]);
        _code.Label(ref nextCall);
        WriteCallFrom(r12);
        _code.mov(__[r12 + 56], rax);
        _code.add(r12, StubLayout.CallSize);
        _code.dec(r13d);
        _code.jnz(nextCall);
        _code.jmp(_loop);

        // Calls[0]: source, target, count.
        _code.Label(ref copy);
        _code.mov(rsi, __[rbx + StubLayout.Calls + 8]);
        _code.mov(rdi, __[rbx + StubLayout.Calls + 16]);
        _code.mov(rcx, __[rbx + StubLayout.Calls + 24]);
        _code.Label(ref _copy);
        _code.rep.movsb();
        _code.Label(ref _copied);
        _code.mov(__[rbx + StubLayout.CopyRest], rcx);
        _code.jmp(_loop);

        _code.Label(ref fork);
        WriteFork();
        _code.Label(ref thread);
        WriteThread();

        // Calls[0]: address, expected, desired. As for a copy, what is left isn't 0 when the address was no good.
        _code.Label(ref exchange);
        _code.mov(rdi, __[rbx + StubLayout.Calls + 8]);
        _code.mov(rax, __[rbx + StubLayout.Calls + 16]);
        _code.mov(rdx, __[rbx + StubLayout.Calls + 24]);
        _code.mov(ecx, 1);
        _code.Label(ref _exchange);
        _code.@lock.cmpxchg(__dword_ptr[rdi], edx);
        _code.mov(__[rbx + StubLayout.Calls + 56], rax);
        _code.xor(ecx, ecx);
        _code.jmp(_copied);

        // Calls[0]: the address of a struct user_desc, below 4 GiB. set_thread_area by the gate of 32-bit code, which alone has it.
        _code.Label(ref segment);
        _code.mov(r12, rbx);
        _code.mov(eax, SetThreadArea32);
        _code.mov(ebx, __dword_ptr[rbx + StubLayout.Calls + 8]);
        _code.@int(0x80);
        _code.mov(rbx, r12);
        _code.mov(__[rbx + StubLayout.Calls + 56], rax);
        _code.jmp(_loop);
    }

    private void WriteSelector(AssemblerRegisterSegment register, int index)
    {
        Label same = _code.CreateLabel();
        Label done = _code.CreateLabel();
        bool hasBase = register == fs || register == gs;
        _code.mov(eax, __dword_ptr[rbx + StubLayout.Selectors + (index * 4)]);
        _code.mov(ecx, register);
        _code.cmp(eax, ecx);
        _code.je(same);
        _code.mov(register, eax);
        if (!hasBase)
        {
            _code.Label(ref same);
            return;
        }

        _code.shr(eax, 2);
        _code.jnz(done);
        _code.Label(ref same);
        _code.mov(rax, __[rbx + (register == fs ? StubLayout.FsBase : StubLayout.GsBase)]);
        if (register == fs)
        {
            _code.wrfsbase(rax);
        }
        else
        {
            _code.wrgsbase(rax);
        }

        _code.Label(ref done);
    }

    /// <summary>Calls[0]: the descriptors of the child's slots and of its socket, which both processes have now. The child inherits no slots: it has its registers alone
    /// until it has settled.</summary>
    private void WriteFork()
    {
        Label child = _code.CreateLabel();
        _code.mov(r13, __[rbx + StubLayout.Calls + 8]);
        _code.mov(r14, __[rbx + StubLayout.Calls + 16]);
        Call(SysClone, () =>
        {
            _code.mov(edi, CloneParent);
            _code.xor(esi, esi);
            _code.xor(edx, edx);
            _code.xor(r10d, r10d);
            _code.xor(r8d, r8d);
        });
        _code.test(rax, rax);
        _code.jz(child);
        _code.mov(__[rbx + StubLayout.Calls + 56], rax);
        _code.jmp(_loop);
        _code.Label(ref child);
        Call(SysDup2, () =>
        {
            _code.mov(rdi, r14);
            _code.mov(esi, StubLayout.SocketDescriptor);
        });
        Call(SysClose, () => _code.mov(rdi, r14));
        WriteSettle();
    }

    /// <summary>Calls[0]: the address of the thread's slot. The thread has its registers alone until it has the slot's stack.</summary>
    private void WriteThread()
    {
        Label child = _code.CreateLabel();
        _code.mov(r13, __[rbx + StubLayout.Calls + 8]);
        Call(SysClone, () =>
        {
            _code.mov(edi, StubLayout.ThreadFlags);
            _code.xor(esi, esi);
            _code.xor(edx, edx);
            _code.lea(r10, __[r13 + StubLayout.Alive]);
            _code.xor(r8d, r8d);
        });
        _code.test(rax, rax);
        _code.jz(child);
        _code.mov(__[rbx + StubLayout.Calls + 56], rax);
        _code.jmp(_loop);
        _code.Label(ref child);
        _code.mov(rbx, r13);
        _code.lea(rsp, __[rbx + StubLayout.LoopStack]);
        _code.jmp(_loop);
    }

    private void WriteCallFrom(AssemblerRegister64 call)
    {
        _code.mov(rax, __[call]);
        _code.mov(rdi, __[call + 8]);
        _code.mov(rsi, __[call + 16]);
        _code.mov(rdx, __[call + 24]);
        _code.mov(r10, __[call + 32]);
        _code.mov(r8, __[call + 40]);
        _code.mov(r9, __[call + 48]);
        _code.syscall();
    }

    // LSL of the kernel's per-processor segment works on every x86-64, RDPID on newer ones alone. The upper bits are the NUMA node.
    private void WriteProcessorNumber()
    {
        _code.mov(eax, SegmentOfProcessorNumber);
        _code.lsl(eax, eax);
        _code.and(eax, 0xFFF);
    }

    private void Call(int number, Action arguments)
    {
        arguments();
        _code.mov(eax, number);
        _code.syscall();
    }
}
