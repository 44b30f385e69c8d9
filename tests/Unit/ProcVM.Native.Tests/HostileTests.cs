using System.Diagnostics;
using Iced.Intel;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Native.Stub;
using ProcVM.Seam.Tests;
using static Iced.Intel.AssemblerRegisters;

namespace ProcVM.Native.Tests;

/// <summary>Guests that know how the engine works, and use the stub's own code and memory against it.</summary>
public class HostileTests(EngineFixture fixture) : IClassFixture<EngineFixture>
{
    private const ulong Far = 0x7FFF_0000_0000;

    /// <summary>A system-call instruction of the stub whose next steps don't matter.</summary>
    private static ulong SystemCallInstruction => StubLayout.CodePage + (ulong)StubImage.Elf.IndexOf("\x0F\x05"u8);

    public static TheoryData<string, int, ulong[]> ForbiddenCalls => new()
    {
        { "open", 2, [RawGuest.Data, 0, 0] },
        { "openat", 257, [unchecked((ulong)-100), RawGuest.Data, 0] },
        { "read from the socket", 0, [4, RawGuest.Data, 100] },
        { "write", 1, [1, RawGuest.Data, 100] },
        { "execve", 59, [RawGuest.Data, 0, 0] },
        { "execveat", 322, [3, RawGuest.Data, 0, 0, 0x1000] },
        { "fork", 57, [] },
        { "vfork", 58, [] },
        { "clone with shared memory", 56, [0x8100, 0, 0, 0, 0] },
        { "clone of a thread", 56, [0x50F00, RawGuest.StackTop, 0, 0, 0] },
        { "clone that isn't the monitor's child", 56, [17, 0, 0, 0, 0] },
        { "clone into a new user namespace", 56, [0x1000_8000, 0, 0, 0, 0] },
        { "clone3", 435, [RawGuest.Data, 88] },
        { "mmap over the code page", 9, [StubLayout.CodePage, 4096, 7, 0x32, ulong.MaxValue, 0] },
        { "mmap from below over the code page", 9, [StubLayout.CodePage - 4096, 8192, 7, 0x32, ulong.MaxValue, 0] },
        { "mmap of 8 GB from below", 9, [StubLayout.CodePage - (4UL << 30) - 4096, 8UL << 30, 3, 0x4032, ulong.MaxValue, 0] },
        { "mmap between the code page and the slots", 9, [StubLayout.CodePage + 4096, 4096, 7, 0x32, ulong.MaxValue, 0] },
        { "mmap of huge pages", 9, [0, 2 << 20, 3, 0x40022, ulong.MaxValue, 0] },
        { "mmap that grows down", 9, [StubLayout.Slots + (1UL << 30), 4096, 3, 0x132, ulong.MaxValue, 0] },
        { "mmap locked", 9, [0, 4096, 3, 0x2022, ulong.MaxValue, 0] },
        { "mprotect of the code page", 10, [StubLayout.CodePage, 4096, 7] },
        { "mprotect from below", 10, [StubLayout.CodePage - 4096, 8192, 7] },
        { "munmap of the code page", 11, [StubLayout.CodePage, 4096] },
        { "munmap of the slots", 11, [StubLayout.Slots, StubLayout.SlotsSize] },
        { "mremap of the code page", 25, [StubLayout.CodePage, 4096, 4096, 3, RawGuest.Data] },
        { "mremap to the code page", 25, [RawGuest.Data, 4096, 4096, 3, StubLayout.CodePage] },
        { "mremap to below the code page", 25, [RawGuest.Data, 4096, 8192, 3, StubLayout.CodePage - 4096] },
        { "madvise that poisons the host's memory", 28, [RawGuest.Data, 4096, 100] },
        { "prctl seccomp", 157, [22, 2, 0] },
        { "prctl dumpable", 157, [4, 0] },
        { "prctl no death signal by another number", 157, [0x1_0000_0002, 0] },
        { "seccomp", 317, [1, 0, RawGuest.Data] },
        { "process_vm_writev", 311, [1, 0, 0] },
        { "process_vm_readv", 310, [1, 0, 0] },
        { "kill", 62, [1, 0] },
        { "tgkill", 234, [1, 1, 0] },
        { "pidfd_open", 434, [1, 0] },
        { "ptrace", 101, [16, 1, 0] },
        { "socket", 41, [1, 1, 0] },
        { "sendmsg", 46, [4, RawGuest.Data, 0] },
        { "recvmsg elsewhere", 47, [5, RawGuest.Data, 0] },
        { "dup2 onto another descriptor", 33, [4, 3] },
        { "futex with priority inheritance", 202, [RawGuest.Data, 6, 0] },
        { "futex requeue", 202, [RawGuest.Data, 3, 0, 1, RawGuest.Data + 8] },
        { "io_uring_setup", 425, [8, RawGuest.Data] },
        { "bpf", 321, [0, RawGuest.Data, 8] },
        { "userfaultfd", 323, [0] },
        { "perf_event_open", 298, [RawGuest.Data, 0, 0, 0] },
        { "modify_ldt", 154, [1, RawGuest.Data, 16] },
        { "arch_prctl", 158, [0x1002, 0] },
        { "sigaltstack", 131, [0, 0] },
        { "rt_sigaction", 13, [11, 0, 0, 8] },
        { "rt_sigprocmask", 14, [2, RawGuest.Data, 0, 8] },
        { "setuid", 105, [0] },
        { "unshare", 272, [0x1000_0000] },
        { "keyctl", 250, [0, 0] },
        { "memfd_create", 319, [RawGuest.Data, 0] },
        { "mount", 165, [RawGuest.Data, RawGuest.Data, 0, 0, 0] },
        { "a number of the x32 interface", 0x4000_0000 + 9, [0, 4096, 3, 0x22] },
        { "no such number", 100_000, [] },
    };

    [Theory]
    [MemberData(nameof(ForbiddenCalls))]
    public void ACallFromTheStubsCodeEndsTheGuest(string name, int number, ulong[] arguments)
    {
        using RawGuest guest = RawGuest.Start(fixture.Engine, code => JumpToCall(code, number, arguments));
        Assert.True(guest.Resume().Kind == ExitKind.Ended, name);
        AssertOthersRun();
    }

    [Fact]
    public void Code32InTheCodePageCannotCall()
    {
        // Far jumps change the mode; the stub lies beyond what 32-bit code can address, and its bytes hold no INT 80h.
        Assert.Equal(-1, StubImage.Elf.IndexOf("\xCD\x80"u8));
        Assert.Equal(-1, StubImage.Elf.IndexOf("\x0F\x34"u8));
    }

    [Fact]
    public void TheCodePageCannotBeWritten()
    {
        using RawGuest guest = RawGuest.Start(fixture.Engine, code =>
        {
            code.mov(rax, StubLayout.CodePage);
            code.mov(__byte_ptr[rax], 0x90);
        });
        Assert.Equal((ExitKind.Fault, (byte)14), guest.Resume() is var exit ? (exit.Kind, exit.Vector) : default);
        AssertOthersRun();
    }

    [Fact]
    public void TheSlotsFileIsOutOfReach()
    {
        using RawGuest guest = RawGuest.Start(fixture.Engine, code =>
        {
            // mmap(Slots, one slot, RW, SHARED | FIXED, 3, 0), and back to the guest by the batch of calls that the stub believes it has.
            code.mov(rbx, StubLayout.Slots);
            code.mov(rax, 0x1_0000_0000);
            code.mov(eax, 9);
            code.mov(rdi, StubLayout.Slots);
            code.mov(esi, StubLayout.SlotSize);
            code.mov(edx, 3);
            code.mov(r10d, 0x11);
            code.mov(r8d, 3);
            code.xor(r9d, r9d);
            code.mov(r12, StubLayout.Slots + StubLayout.Calls);
            code.mov(r13d, 1);
            code.mov(r11, BatchedCall());
            code.jmp(r11);
        });
        guest.Resume();
        Assert.Equal(-9L, ReadSlot(guest, StubLayout.Calls + 56));
        AssertOthersRun();
    }

    [Fact]
    public void FramePointersAreNotBelieved()
    {
        foreach (ulong frame in (ulong[])[0, 1, 0x4141_4141, StubLayout.Slots, StubLayout.Slots + StubLayout.Stack - 8,
            StubLayout.Slots + StubLayout.SlotSize - 8, StubLayout.Slots + StubLayout.SlotSize, StubLayout.Slots + StubLayout.Stack + 4, ulong.MaxValue, Far])
        {
            using RawGuest guest = RawGuest.Start(fixture.Engine, code => GiveTurn(code, StubLayout.Frame, frame));
            Assert.Equal(ExitKind.Ended, guest.Resume().Kind);
        }

        AssertOthersRun();
    }

    [Fact]
    public void LiesAboutSignalsAreValues()
    {
        foreach (ulong signal in (ulong[])[0, 1, 9, 31, 64, 65, 0x7FFF_FFFF, 0xFFFF_FFFF])
        {
            foreach (ulong info in (ulong[])[0, Far, StubLayout.Slots + StubLayout.SlotSize - 4, ulong.MaxValue])
            {
                using RawGuest guest = RawGuest.Start(fixture.Engine, code =>
                {
                    code.mov(rax, StubLayout.Slots + StubLayout.Info);
                    code.mov(rcx, info);
                    code.mov(__[rax], rcx);
                    GiveTurn(code, StubLayout.Signal, signal);
                });
                Exit exit = guest.Resume();
                Assert.Contains(exit.Kind, (ExitKind[])[ExitKind.SystemCall, ExitKind.Fault, ExitKind.Interrupted]);
                guest.Thread.ReadExtendedState(new byte[100]);
            }
        }

        AssertOthersRun();
    }

    [Fact]
    public void LiesAboutTheExtendedStateAreNone()
    {
        const int Pointer = StubLayout.NewFrame + StubLayout.ContextRegisters + (23 * 8);
        foreach (ulong state in (ulong[])[1, StubLayout.Slots + StubLayout.SlotSize - 64, StubLayout.Slots + StubLayout.Stack + 8, StubLayout.Slots, Far, ulong.MaxValue & ~63UL])
        {
            using RawGuest guest = RawGuest.Start(fixture.Engine, code =>
            {
                code.mov(rax, StubLayout.Slots + StubLayout.Frame);
                code.mov(rcx, StubLayout.Slots + StubLayout.NewFrame);
                code.mov(__[rax], rcx);
                GiveTurn(code, Pointer, state);
            });
            guest.Resume();
            Assert.Equal(0, guest.Thread.ReadExtendedState(new byte[100]));
            Assert.False(guest.Thread.WriteExtendedState(new byte[512]));
        }

        // A size that reaches beyond the slot.
        using RawGuest huge = RawGuest.Start(fixture.Engine, code =>
        {
            const int State = StubLayout.SlotSize - 1024;
            Store(code, StubLayout.Frame, StubLayout.Slots + StubLayout.NewFrame);
            Store(code, State + 464, 0xFFFF_FFFF_4650_5853);
            Store(code, State + 480, 0xFFFF_FFFF);
            GiveTurn(code, Pointer, StubLayout.Slots + State);
        });
        huge.Resume();
        Assert.Equal(0, huge.Thread.ReadExtendedState(new byte[100]));
    }

    [Fact]
    public void AGuestWithoutSocketMapsNoFiles()
    {
        using RawGuest guest = RawGuest.Start(fixture.Engine, code =>
        {
            code.mov(eax, 3);
            code.mov(edi, 4);
            code.mov(rbx, StubLayout.Slots);
            code.mov(r12, StubLayout.Slots + StubLayout.Calls);
            code.mov(r13d, 1);
            code.mov(r11, BatchedCall());
            code.jmp(r11);
        });
        guest.Resume();
        Assert.NotEqual(Errno.None, guest.Thread.Fork(out _));
        AssertOthersRun();
    }

    [Fact]
    public void AnAnswerThatNeverComesHoldsNobodyElse()
    {
        // A command that the stub doesn't come back from: the guest has put its own loop where its turn ends.
        using RawGuest guest = RawGuest.Start(fixture.Engine, code =>
        {
            Label here = code.CreateLabel();
            code.Label(ref here);
            code.jmp(here);
        });
        Thread server = new(() => guest.Resume());
        server.Start();
        for (int i = 0; i < 5; i++)
        {
            AssertOthersRun();
        }

        guest.Space.Kill();
        Assert.True(server.Join(10_000));
    }

    [Fact]
    public void ProcessesThatNobodyAskedForAreKilled()
    {
        Assert.True(NativeEngine.TryStart(out NativeEngine? engine, out string reason), reason);
        using (engine)
        {
            using RawGuest guest = RawGuest.Start(engine, code =>
            {
                // clone(CLONE_PARENT) by the stub's own instruction: the child goes the stub's way, or ends.
                code.mov(rbx, StubLayout.Slots);
                code.mov(rsp, StubLayout.Slots + StubLayout.LoopStack);
                JumpToCall(code, 56, [0x8000, 0, 0, 0, 0]);
            });
            using Timer timer = new(_ => guest.Space.Kill(), null, 300, Timeout.Infinite);
            guest.Resume();
            for (int i = 0; i < 60 && engine.Reaper.CountChildren() > 1; i++)
            {
                Thread.Sleep(100);
            }

            // The zygote alone.
            Assert.Equal(1, engine.Reaper.CountChildren());
        }
    }

    [Fact]
    public void ThreadsThatNobodyAskedForAreTheProcesssEnd()
    {
        Assert.True(NativeEngine.TryStart(out NativeEngine? engine, out string reason), reason);
        using (engine)
        {
            // A thread by the stub's own instruction: the slot that it is told to use is one that the guest made up.
            using RawGuest guest = RawGuest.Start(engine, code =>
            {
                code.mov(rbx, RawGuest.Data);
                code.mov(r13, RawGuest.Data);
                code.mov(rsp, StubLayout.Slots + StubLayout.LoopStack);
                JumpToCall(code, 56, [StubLayout.ThreadFlags, 0, 0, RawGuest.Data + StubLayout.Alive, 0]);
            });
            using Timer timer = new(_ => guest.Space.Kill(), null, 20_000, Timeout.Infinite);
            Stopwatch watch = Stopwatch.StartNew();
            Assert.Equal(ExitKind.Ended, guest.Resume().Kind);
            Assert.True(watch.ElapsedMilliseconds < 19_000, "nobody noticed");
        }
    }

    [Fact]
    public void ASlotThatAnotherThreadRewritesHurtsNobodyElse()
    {
        // The second thread writes the same number to every word of the first one's slot in turn, while the monitor reads and writes it.
        foreach (ulong value in (ulong[])[0, 1, 2, 0x4141_4141_4141_4141, StubLayout.Slots, ulong.MaxValue])
        {
            using RawGuest guest = RawGuest.Start(fixture.Engine, code =>
            {
                Label calls = code.CreateLabel();
                Label rewrites = code.CreateLabel();
                Label from = code.CreateLabel();
                Label rewrite = code.CreateLabel();
                code.syscall();
                code.test(eax, eax);
                code.jnz(rewrites);
                code.Label(ref calls);
                code.mov(eax, 39);
                code.syscall();
                code.jmp(calls);
                code.Label(ref rewrites);
                code.mov(rax, value);
                code.Label(ref from);
                code.mov(rbx, StubLayout.Slots);
                code.mov(ecx, StubLayout.SlotSize / 8);
                code.Label(ref rewrite);
                code.mov(__[rbx], rax);
                code.add(rbx, 8);
                code.dec(ecx);
                code.jnz(rewrite);
                code.jmp(from);
            });
            guest.Resume();
            Assert.Equal(Errno.None, guest.Thread.Clone(out IGuestThread? other));
            guest.Registers.Rax = 0;
            other!.Registers.Rax = 1;
            Thread second = new(() =>
            {
                other.Resume();
                other.Dispose();
            });
            second.Start();
            using Timer timer = new(_ => guest.Space.Kill(), null, 300, Timeout.Infinite);
            byte[] bytes = new byte[100];
            while (guest.Resume().Kind != ExitKind.Ended)
            {
                guest.Space.Read(guest.Thread, RawGuest.Data, bytes);
                guest.Space.Map(guest.Thread, RawGuest.Data, 0x1000, MemoryAccess.Read | MemoryAccess.Write);
                guest.Thread.ReadExtendedState(bytes);
            }

            Assert.True(second.Join(10_000));
            AssertOthersRun();
        }
    }

    [Fact]
    public void ChildrenAreClaimedOnce()
    {
        Assert.False(fixture.Engine.Reaper.TryClaim(1));
        Assert.False(fixture.Engine.Reaper.TryClaim(Environment.ProcessId));
        Assert.Equal(Errno.None, fixture.Engine.CreateSpace(out IGuestThread? thread));
        using (thread)
        {
            Assert.False(fixture.Engine.Reaper.TryClaim(((StubProcess)thread!.Space).Pid));
        }
    }

    // A word of the process that needn't be the guest's own.
    private static unsafe long ReadSlot(RawGuest guest, int field) => *(long*)(((StubProcess)guest.Space).Slot(0) + field);

    private static void JumpToCall(Assembler code, int number, ulong[] arguments)
    {
        AssemblerRegister64[] registers = [rdi, rsi, rdx, r10, r8, r9];
        for (int i = 0; i < registers.Length; i++)
        {
            code.mov(registers[i], i < arguments.Length ? arguments[i] : 0);
        }

        code.mov(eax, number);
        code.mov(r11, SystemCallInstruction);
        code.jmp(r11);
    }

    /// <summary>The instruction of a batch: its result goes to Calls[0] and the turn to the monitor.</summary>
    private static ulong BatchedCall()
    {
        ReadOnlySpan<byte> elf = StubImage.Elf;
        for (int i = 0; i < elf.Length - 7; i++)
        {
            // syscall; mov [r12+56], rax
            if (elf.Slice(i, 7).SequenceEqual((byte[])[0x0F, 0x05, 0x49, 0x89, 0x44, 0x24, 0x38]))
            {
                return StubLayout.CodePage + (ulong)i;
            }
        }

        throw new InvalidOperationException("the stub has no batch");
    }

    private static void Store(Assembler code, int field, ulong value)
    {
        code.mov(rax, StubLayout.Slots + (ulong)field);
        code.mov(rcx, value);
        code.mov(__[rax], rcx);
    }

    private static void GiveTurn(Assembler code, int field, ulong value)
    {
        Store(code, field, value);
        if (field is not (StubLayout.Frame or StubLayout.Signal))
        {
            Store(code, StubLayout.Signal, 31);
        }
        else if (field == StubLayout.Signal)
        {
            Store(code, StubLayout.Frame, StubLayout.Slots + StubLayout.NewFrame);
        }

        code.mov(rbx, StubLayout.Slots);
        code.mov(rax, StubImage.Loop);
        code.jmp(rax);
    }

    private void AssertOthersRun()
    {
        using RawGuest other = RawGuest.Start(fixture.Engine, code =>
        {
            code.mov(eax, 7);
            code.syscall();
        });
        Assert.Equal(ExitKind.SystemCall, other.Resume().Kind);
        Assert.Equal(7UL, other.Registers.Rax);
    }
}
