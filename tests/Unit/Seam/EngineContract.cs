using Iced.Intel;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using static Iced.Intel.AssemblerRegisters;

namespace ProcVM.Seam.Tests;

/// <summary>What every engine must do: exits, registers, memory, copies of address spaces. Each engine's tests derive from it.</summary>
public abstract class EngineContract
{
    /// <summary>The engine under test.</summary>
    protected abstract IGuestEngine Engine { get; }

    [Fact]
    public void ASystemCallComesBackWithItsRegisters()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(rdi, 0x1111);
            code.mov(r15, 0x7777);
            code.mov(eax, 39);
            code.syscall();
            code.add(rax, 1);
            code.mov(rdi, rax);
            code.mov(eax, 231);
            code.syscall();
        });
        Exit exit = guest.Resume();
        Assert.Equal((ExitKind.SystemCall, SystemCallGate.Syscall64), (exit.Kind, exit.Gate));
        Assert.Equal((39UL, 0x1111UL, 0x7777UL), (guest.Registers.Rax, guest.Registers.Rdi, guest.Registers.R15));
        guest.Registers.Rax = 4711;
        Assert.Equal(ExitKind.SystemCall, guest.Resume().Kind);
        Assert.Equal((231UL, 4712UL), (guest.Registers.Rax, guest.Registers.Rdi));
    }

    [Fact]
    public void AFaultIsExactAndCanBeRepaired()
    {
        const ulong Hole = 0x1234_5678_9000;
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(rcx, Hole + 0xAB0);
            code.mov(rax, 0x5555);
            code.mov(__[rcx + 8], rax);
            code.hlt();
        });
        Exit exit = guest.Resume();
        Assert.Equal((ExitKind.Fault, (byte)14, Hole + 0xAB8, 6u), (exit.Kind, exit.Vector, exit.Address, exit.ErrorCode));
        Assert.Equal(Errno.None, guest.Space.Map(guest.Thread, Hole, 0x1000, MemoryAccess.Read | MemoryAccess.Write));
        exit = guest.Resume();
        Assert.Equal((ExitKind.Fault, (byte)13), (exit.Kind, exit.Vector));
        Assert.Equal(0x5555UL, guest.Read64(Hole + 0xAB8));
    }

    [Fact]
    public void EveryFaultHasItsVector()
    {
        (Action<Assembler> Code, byte Vector)[] faults =
        [
            (code => code.int3(), 3),
            (code => code.ud2(), 6),
            (code => code.hlt(), 13),
            (code => { code.xor(ecx, ecx); code.div(ecx); }, 0),
            (code => code.mov(eax, __dword_ptr[0x10]), 14),
        ];
        foreach ((Action<Assembler> write, byte vector) in faults)
        {
            using RawGuest guest = RawGuest.Start(Engine, write);
            Exit exit = guest.Resume();
            Assert.Equal((ExitKind.Fault, vector), (exit.Kind, exit.Vector));
        }
    }

    [Fact]
    public void CopiesEndWhereMemoryEnds()
    {
        using RawGuest guest = RawGuest.Start(Engine, code => code.nop());
        ulong end = RawGuest.Data + RawGuest.DataSize;
        byte[] many = new byte[100_000];
        new Random(1).NextBytes(many);
        foreach (int inside in (int[])[0, 1, 100, 4096, 5000, 30_000, 40_000])
        {
            ulong start = end - (ulong)inside;
            foreach (int count in (int[])[8, 300, 20_000, many.Length])
            {
                int wanted = Math.Min(inside, count);
                byte[] read = new byte[count];
                int written = guest.Space.Write(guest.Thread, start, many.AsSpan(0, count));
                int got = guest.Space.Read(guest.Thread, start, read);
                Assert.True(got == wanted, $"{got} of {count} read, {inside} there");
                Assert.True(written == wanted, $"{written} of {count} written, {inside} there");
                Assert.Equal(many.AsSpan(0, wanted), read.AsSpan(0, wanted));
            }
        }

        Assert.Equal(0, guest.Space.Read(guest.Thread, 0, new byte[8]));
        Assert.Equal(0, guest.Space.Read(guest.Thread, guest.Space.Limit, new byte[8]));
        Assert.Equal(0, guest.Space.Read(guest.Thread, ulong.MaxValue - 3, new byte[8]));
        Assert.Equal(0, guest.Space.Write(guest.Thread, guest.Space.Limit + 0x1000_0000, new byte[8]));
        Assert.Equal(Errno.None, guest.Space.Protect(guest.Thread, RawGuest.Data, 0x1000, MemoryAccess.Read));
        Assert.Equal(0, guest.Space.Write(guest.Thread, RawGuest.Data, new byte[8]));
        Assert.Equal(8, guest.Space.Read(guest.Thread, RawGuest.Data, new byte[8]));
    }

    [Fact]
    public void RangesOutsideAreRefused()
    {
        using RawGuest guest = RawGuest.Start(Engine, code => code.nop());
        (ulong Address, ulong Length)[] wrong =
        [
            (0x1000, 0), (0x1001, 0x1000), (0x1000, 0x800), (guest.Space.Limit - 0x1000, 0x2000), (guest.Space.Limit, 0x1000),
            (0x7000_0000_0000, 0x1000), (ulong.MaxValue - 0xFFF, 0x1000), (0x1000, ulong.MaxValue - 0xFFF),
        ];
        foreach ((ulong address, ulong length) in wrong)
        {
            Assert.Equal(Errno.EINVAL, guest.Space.Map(guest.Thread, address, length, MemoryAccess.Read));
            Assert.Equal(Errno.EINVAL, guest.Space.Unmap(guest.Thread, address, length));
            Assert.Equal(Errno.EINVAL, guest.Space.Protect(guest.Thread, address, length, MemoryAccess.Read));
            Assert.Equal(Errno.EINVAL, guest.Space.Move(guest.Thread, RawGuest.Data, 0x1000, address, length));
        }
    }

    [Fact]
    public void HugeRangesAreMappedInParts()
    {
        const ulong Start = 0x1000_0000_0000;
        using RawGuest guest = RawGuest.Start(Engine, code => code.nop());
        Assert.Equal(Errno.None, guest.Space.Map(guest.Thread, Start, 10UL << 30, MemoryAccess.None));
        Assert.Equal(Errno.None, guest.Space.Protect(guest.Thread, Start + (9UL << 30), 0x1000, MemoryAccess.Read | MemoryAccess.Write));
        Assert.Equal(4, guest.Space.Write(guest.Thread, Start + (9UL << 30), [1, 2, 3, 4]));
        Assert.Equal(Errno.None, guest.Space.Unmap(guest.Thread, Start, 10UL << 30));
        Assert.Equal(0, guest.Space.Read(guest.Thread, Start + (9UL << 30), new byte[4]));
    }

    [Fact]
    public void PagesMoveAndAreDiscarded()
    {
        using RawGuest guest = RawGuest.Start(Engine, code => code.nop());
        guest.Space.Write(guest.Thread, RawGuest.Data, "moved"u8);
        Assert.Equal(Errno.None, guest.Space.Move(guest.Thread, RawGuest.Data, 0x1000, 0x5000_0000, 0x3000));
        Assert.Equal("moved"u8.ToArray(), guest.Read(0x5000_0000, 5));
        Assert.Equal(0, guest.Space.Read(guest.Thread, RawGuest.Data, new byte[1]));
        Assert.Equal(Errno.None, guest.Space.Discard(guest.Thread, 0x5000_0000, 0x1000));
        Assert.Equal(new byte[5], guest.Read(0x5000_0000, 5));
    }

    [Fact]
    public void AForkHasAMemoryOfItsOwn()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(rbx, RawGuest.Data);
            code.mov(__dword_ptr[rbx], 1);
            code.fld1();
            code.mov(eax, 57);
            code.syscall();
            code.add(__dword_ptr[rbx], eax);
            code.fstp(__qword_ptr[rbx + 8]);
            code.mov(eax, 231);
            code.syscall();
        });
        guest.Resume();
        Assert.Equal(Errno.None, guest.Thread.Fork(out IGuestThread? child));
        using (child)
        {
            guest.Registers.Rax = 10;
            child!.Registers.Rax = 20;
            Assert.Equal(ExitKind.SystemCall, guest.Resume().Kind);
            Assert.Equal(ExitKind.SystemCall, child.Resume().Kind);
            byte[] number = new byte[4];
            Assert.Equal(11, BitConverter.ToInt32(guest.Read(RawGuest.Data, 4)));
            Assert.Equal(4, child.Space.Read(child, RawGuest.Data, number));
            Assert.Equal(21, BitConverter.ToInt32(number));
            byte[] real = new byte[8];
            child.Space.Read(child, RawGuest.Data + 8, real);
            Assert.Equal(1.0, BitConverter.ToDouble(real));
        }
    }

    [Fact]
    public void ARunningGuestIsInterruptedAndGoesOn()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            Label loop = code.CreateLabel();
            code.mov(rbx, RawGuest.Data);
            code.Label(ref loop);
            code.inc(r12);
            code.cmp(__dword_ptr[rbx], 0);
            code.je(loop);
            code.hlt();
        });
        for (int i = 0; i < 50; i++)
        {
            using Timer timer = new(_ => guest.Thread.Interrupt(), null, 2, Timeout.Infinite);
            ulong before = guest.Registers.R12;
            Assert.Equal(ExitKind.Interrupted, guest.Resume().Kind);
            Assert.True(guest.Registers.R12 >= before);
        }

        Assert.True(guest.Registers.R12 > 1000);

        guest.Space.Write(guest.Thread, RawGuest.Data, [1]);
        Assert.Equal(ExitKind.Fault, guest.Resume().Kind);
    }

    [Fact]
    public void AKilledGuestEnds()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            Label loop = code.CreateLabel();
            code.Label(ref loop);
            code.jmp(loop);
        });
        using Timer timer = new(_ => guest.Space.Kill(), null, 10, Timeout.Infinite);
        Assert.Equal(ExitKind.Ended, guest.Resume().Kind);
        Assert.Equal(ExitKind.Ended, guest.Resume().Kind);
        Assert.Equal(Errno.ENOMEM, guest.Space.Map(guest.Thread, RawGuest.Data, 0x1000, MemoryAccess.Read));
        Assert.Equal(0, guest.Space.Read(guest.Thread, RawGuest.Data, new byte[4]));
    }

    [Fact]
    public void ExtendedStateGoesOutAndIn()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(rax, 0x0123456789ABCDEF);
            code.movq(xmm3, rax);
            code.mov(eax, 1);
            code.syscall();
            code.movq(rbx, xmm3);
            code.syscall();
        });
        guest.Resume();
        byte[] state = new byte[guest.Thread.ReadExtendedState([])];
        Assert.Equal(state.Length, guest.Thread.ReadExtendedState(state));
        const int Xmm3 = 160 + (3 * 16);
        Assert.Equal(0x0123456789ABCDEFUL, BitConverter.ToUInt64(state, Xmm3));
        BitConverter.TryWriteBytes(state.AsSpan(Xmm3), 0xFEDCUL);
        Assert.True(guest.Thread.WriteExtendedState(state));
        Assert.False(guest.Thread.WriteExtendedState(new byte[100]));
        guest.Resume();
        Assert.Equal(0xFEDCUL, guest.Registers.Rbx);
    }

    [Fact]
    public void ThreadBasesAreRegisters()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.syscall();
            code.rdfsbase(rax);
            code.rdgsbase(rbx);
            code.mov(rcx, 0x77770000);
            code.wrfsbase(rcx);
            code.syscall();
        });
        guest.Resume();
        guest.Registers.FsBase = 0x1234_0000;
        guest.Registers.GsBase = 0x5678_0000;
        guest.Resume();
        Assert.Equal((0x1234_0000UL, 0x5678_0000UL, 0x7777_0000UL), (guest.Registers.Rax, guest.Registers.Rbx, guest.Registers.FsBase));
    }

    [Fact]
    public void TheX87sEnvironmentGoesOutAndIn()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(rbx, RawGuest.Data);
            code.fld1();
            code.fldz();
            code.fnstenv(__[rbx]);
            code.fninit();
            code.fldenv(__[rbx]);
            code.fnstenv(__[rbx + 0x40]);
            code.int3();
        });
        Assert.Equal((byte)3, guest.Resume().Vector);
        foreach (ulong place in (ulong[])[0, 0x40])
        {
            byte[] environment = guest.Read(RawGuest.Data + place, 12);
            Assert.Equal(0x37F, BitConverter.ToUInt16(environment));
            Assert.Equal(0x3000, BitConverter.ToUInt16(environment, 4));
            Assert.Equal(0x1FFF, BitConverter.ToUInt16(environment, 8));
        }
    }
}
