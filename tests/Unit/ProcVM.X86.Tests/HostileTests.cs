using Iced.Intel;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Seam.Tests;
using static Iced.Intel.AssemblerRegisters;

namespace ProcVM.X86.Tests;

/// <summary>Code that is noise, code that changes itself, and guests that want more than there is.</summary>
public sealed class HostileTests : IDisposable
{
    private readonly SoftwareEngine _engine = new(64UL << 20);

    [Fact]
    public void RandomBytesEndInAFaultOrRunOutOfFuel()
    {
        Random random = new(7);
        byte[] code = new byte[4096];
        for (int i = 0; i < 3000; i++)
        {
            using SoftwareEngine engine = new(16UL << 20, fuel: 2000);
            using RawGuest guest = RawGuest.Start(engine, static code => code.nop());
            random.NextBytes(code);
            guest.Space.Write(guest.Thread, RawGuest.Code, code);
            Span<ulong> registers = System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref guest.Registers.Rax, 16);
            foreach (ref ulong one in registers)
            {
                one = random.Next(2) == 0 ? RawGuest.Data + (ulong)random.Next(0x10_0000) : (ulong)random.NextInt64(long.MinValue, long.MaxValue);
            }

            guest.Registers.Rflags = (ulong)random.NextInt64();
            Exit exit;
            do
            {
                exit = guest.Resume();
            }
            while (exit.Kind == ExitKind.SystemCall);
            Assert.True(exit.Kind is ExitKind.Fault or ExitKind.Ended, exit.ToString());
            Assert.InRange(engine.Instructions, 0, 2000);
        }
    }

    [Fact]
    public void FuelEndsAnywhereInABlock()
    {
        for (long fuel = 0; fuel < 200; fuel++)
        {
            using SoftwareEngine engine = new(16UL << 20, fuel);
            using RawGuest guest = RawGuest.Start(engine, static code =>
            {
                for (int i = 0; i < 300; i++)
                {
                    code.inc(rax);
                }
            });
            Assert.Equal(ExitKind.Ended, guest.Resume().Kind);
            Assert.Equal((ulong)fuel, guest.Registers.Rax);
            Assert.True(engine.IsFuelSpent);
            Assert.Equal(fuel, engine.Instructions);
        }
    }

    [Fact]
    public void CodeThatChangesTheNextInstructionSeesTheChange()
    {
        using RawGuest guest = RawGuest.Start(_engine, static code =>
        {
            Label target = code.CreateLabel();
            Label again = code.CreateLabel();
            code.mov(ecx, 1000);
            code.Label(ref again);
            code.lea(rbx, __[target]);
            code.mov(__dword_ptr[rbx + 1], ecx);
            code.Label(ref target);
            code.mov(eax, 0x12345678);
            code.add(rdx, rax);
            code.dec(ecx);
            code.jnz(again);
            code.int3();
        });
        Assert.Equal((byte)3, guest.Resume().Vector);
        Assert.Equal(500_500UL, guest.Registers.Rdx);
    }

    [Fact]
    public void CodeBeyondItsPageIsForgottenWithIt()
    {
        // An instruction across two pages, whose second half another write changes.
        using RawGuest guest = RawGuest.Start(_engine, static code => code.nop());
        guest.Space.Write(guest.Thread, RawGuest.Code + 0xFFD, [0xB8, 1, 2, 3, 4, 0xCC]);
        foreach (byte part in (byte[])[4, 9])
        {
            guest.Space.Write(guest.Thread, RawGuest.Code + 0x1001, [part]);
            guest.Registers.Rip = RawGuest.Code + 0xFFD;
            Assert.Equal((byte)3, guest.Resume().Vector);
            Assert.Equal(((ulong)part << 24) | 0x30201, guest.Registers.Rax);
        }

        Assert.Equal(Errno.None, guest.Space.Protect(guest.Thread, RawGuest.Code + 0x1000, 0x1000, MemoryAccess.Read));
        guest.Registers.Rip = RawGuest.Code + 0xFFD;
        Exit exit = guest.Resume();
        Assert.Equal((14, RawGuest.Code + 0x1000, 0x15u), (exit.Vector, exit.Address, exit.ErrorCode));
        Assert.Equal(RawGuest.Code + 0xFFD, guest.Registers.Rip);
    }

    [Fact]
    public void SharedCodeIsSeenAsTheOtherWritesIt()
    {
        const ulong Shared = 0x6000_0000;
        using RawGuest guest = RawGuest.Start(_engine, static code => code.nop());
        Assert.Equal(Errno.None, guest.Space.Map(guest.Thread, Shared, 0x1000, MemoryAccess.Read | MemoryAccess.Write | MemoryAccess.Execute, isShared: true));
        guest.Space.Write(guest.Thread, Shared, [0xB8, 1, 0, 0, 0, 0xCC]);
        Assert.Equal(Errno.None, guest.Thread.Fork(out IGuestThread? child));
        using (child)
        {
            for (byte i = 1; i < 5; i++)
            {
                child!.Space.Write(child, Shared + 1, [i]);
                guest.Registers.Rip = Shared;
                Assert.Equal((byte)3, guest.Resume().Vector);
                Assert.Equal(i, guest.Registers.Rax);
            }
        }
    }

    [Fact]
    public void MemoryIsBounded()
    {
        using SoftwareEngine engine = new(1UL << 20);
        using RawGuest guest = RawGuest.Start(engine, static code =>
        {
            Label loop = code.CreateLabel();
            code.Label(ref loop);
            code.mov(__byte_ptr[rbx], 1);
            code.add(rbx, 0x1000);
            code.jmp(loop);
        });
        const ulong Start = 0x1_0000_0000;
        Assert.Equal(Errno.None, guest.Space.Map(guest.Thread, Start, 1UL << 40, MemoryAccess.Read | MemoryAccess.Write));
        guest.Registers.Rbx = Start;
        Assert.Equal(ExitKind.Ended, guest.Resume().Kind);
        Assert.InRange(engine.FramesTaken, 256, 70_000);
    }

    [Fact]
    public void NothingIsAllocatedWhileCodeRuns()
    {
        using RawGuest guest = RawGuest.Start(_engine, static code =>
        {
            Label loop = code.CreateLabel();
            code.mov(ecx, 100_000);
            code.Label(ref loop);
            code.add(__qword_ptr[rbx], rcx);
            code.push(rcx);
            code.pop(rdx);
            code.imul(rdx, rcx);
            code.dec(ecx);
            code.jnz(loop);
            code.int3();
        });
        guest.Registers.Rbx = RawGuest.Data;
        guest.Resume();
        guest.Registers.Rip = RawGuest.Code;
        long before = GC.GetAllocatedBytesForCurrentThread();
        guest.Resume();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ATracedInstructionTrapsBehindIt()
    {
        using RawGuest guest = RawGuest.Start(_engine, static code =>
        {
            code.pushfq();
            code.or(__dword_ptr[rsp], 0x100);
            code.popfq();
            code.inc(rax);
            code.inc(rax);
        });
        Exit exit = guest.Resume();
        Assert.Equal((ExitKind.Fault, (byte)1, 1UL), (exit.Kind, exit.Vector, guest.Registers.Rax));
    }

    public void Dispose() => _engine.Dispose();
}
