using Iced.Intel;
using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using static Iced.Intel.AssemblerRegisters;

namespace ProcVM.Seam.Tests;

/// <summary>What every engine must do with several threads in one address space. Each engine's tests derive from it.</summary>
public abstract class ThreadContract
{
    private const MemoryAccess ReadWrite = MemoryAccess.Read | MemoryAccess.Write;

    /// <summary>The engine under test.</summary>
    protected abstract IGuestEngine Engine { get; }

    [Fact]
    public void AThreadHasRegistersOfItsOwnAndTheSameMemory()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(rbx, RawGuest.Data);
            code.fld1();
            code.mov(eax, 56);
            code.syscall();
            code.@lock.add(__dword_ptr[rbx], eax);
            code.fstp(__qword_ptr[rbx + rax + 8]);
            code.rdfsbase(rdi);
            code.syscall();
        });
        guest.Resume();
        Assert.Equal(Errno.None, guest.Thread.Clone(out IGuestThread? other));
        using (other)
        {
            Assert.Same(guest.Space, other!.Space);
            Assert.Equal(guest.Registers, other.Registers);
            guest.Registers.Rax = 8;
            guest.Registers.FsBase = 0x1111_0000;
            other.Registers.Rax = 16;
            other.Registers.FsBase = 0x2222_0000;
            Assert.Equal(ExitKind.SystemCall, other.Resume().Kind);
            Assert.Equal(ExitKind.SystemCall, guest.Resume().Kind);
            Assert.Equal((0x1111_0000UL, 0x2222_0000UL), (guest.Registers.Rdi, other.Registers.Rdi));
            Assert.Equal(24UL, guest.Read64(RawGuest.Data));
            Assert.Equal(1.0, BitConverter.UInt64BitsToDouble(guest.Read64(RawGuest.Data + 16)));
            Assert.Equal(1.0, BitConverter.UInt64BitsToDouble(guest.Read64(RawGuest.Data + 24)));
        }
    }

    [Fact]
    public void LockedOperationsAreOneStep()
    {
        const int Threads = 4;
        const int Times = 20_000;
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            Label loop = code.CreateLabel();
            Label spin = code.CreateLabel();
            Label again = code.CreateLabel();
            Label pair = code.CreateLabel();
            code.mov(rbx, RawGuest.Data);
            code.mov(r12d, Times);
            code.syscall();
            code.Label(ref loop);
            code.@lock.inc(__dword_ptr[rbx]);
            code.@lock.add(__qword_ptr[rbx + 0xFFC], 1); // across two pages
            code.mov(eax, 1);
            code.@lock.xadd(__qword_ptr[rbx + 0x10], rax);
            code.Label(ref again);
            code.mov(eax, __dword_ptr[rbx + 0x20]);
            code.lea(ecx, __[rax + 1]);
            code.@lock.cmpxchg(__dword_ptr[rbx + 0x20], ecx);
            code.jne(again);
            code.mov(eax, 1);
            code.Label(ref spin);
            code.xchg(__dword_ptr[rbx + 0x40], eax);
            code.test(eax, eax);
            code.jnz(spin);
            code.inc(__dword_ptr[rbx + 0x60]);
            code.mov(__dword_ptr[rbx + 0x40], 0);
            code.mov(rsi, rbx);
            code.mov(rax, __[rsi + 0x80]);
            code.mov(rdx, __[rsi + 0x88]);
            code.Label(ref pair);
            code.lea(rbx, __[rax + 1]);
            code.lea(rcx, __[rdx + 1]);
            code.@lock.cmpxchg16b(__[rsi + 0x80]);
            code.jne(pair);
            code.mov(rbx, rsi);
            code.dec(r12d);
            code.jnz(loop);
            code.syscall();
        });
        Assert.Equal(ExitKind.SystemCall, guest.Resume().Kind);
        RunTogether(guest.Thread, Threads, static thread => Assert.Equal(ExitKind.SystemCall, thread.Resume().Kind));
        foreach (ulong place in (ulong[])[0, 0x10, 0x20, 0x60, 0x80, 0x88, 0xFFC])
        {
            Assert.Equal(Threads * Times, (int)guest.Read64(RawGuest.Data + place));
        }
    }

    [Fact]
    public void PagesComeAndGoWhileOthersRun()
    {
        const ulong Place = 0x5000_0000;
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            Label loop = code.CreateLabel();
            code.mov(rsi, Place);
            code.mov(rbx, RawGuest.Data);
            code.syscall();
            code.Label(ref loop);
            code.mov(rax, __[rsi]);
            code.mov(__[rsi + 8], rax);
            code.inc(r12);
            code.cmp(__dword_ptr[rbx], 0);
            code.je(loop);
            code.syscall();
        });
        guest.Resume();
        int faults = 0;
        Thread[] servers = Start(guest.Thread, 3, thread =>
        {
            Exit exit;
            while ((exit = thread.Resume()).Kind == ExitKind.Fault)
            {
                Assert.Equal(((byte)14, Place), (exit.Vector, exit.Address & ~0xFFFUL));
                Interlocked.Increment(ref faults);
            }

            Assert.Equal(ExitKind.SystemCall, exit.Kind);
        });
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(Errno.None, guest.Space.Map(guest.Thread, Place, 0x1000, ReadWrite));
            Assert.Equal(8, guest.Space.Write(guest.Thread, Place, BitConverter.GetBytes((ulong)i)));
            Assert.Equal(Errno.None, guest.Space.Protect(guest.Thread, Place, 0x1000, MemoryAccess.Read));
            Assert.Equal(Errno.None, guest.Space.Protect(guest.Thread, Place, 0x1000, ReadWrite));
            Assert.Equal((ulong)i, guest.Read64(Place));
            Assert.Equal(Errno.None, guest.Space.Move(guest.Thread, Place, 0x1000, Place + 0x1000, 0x1000));
            Assert.Equal((ulong)i, guest.Read64(Place + 0x1000));
            Assert.Equal(Errno.None, guest.Space.Unmap(guest.Thread, Place + 0x1000, 0x1000));
        }

        guest.Space.Map(guest.Thread, Place, 0x1000, ReadWrite);
        guest.Space.Write(guest.Thread, RawGuest.Data, [1]);
        Array.ForEach(servers, static server => Assert.True(server.Join(20_000)));
        Assert.True(faults > 0);
    }

    [Fact]
    public void AForkIsOfOneMomentWhileOthersRun()
    {
        // The other thread always writes the same number to both pages, the second one later.
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            Label loop = code.CreateLabel();
            code.mov(rbx, RawGuest.Data);
            code.syscall();
            code.Label(ref loop);
            code.inc(r12);
            code.mov(__[rbx], r12);
            code.mov(__[rbx + 0x1000], r12);
            code.cmp(__dword_ptr[rbx + 0x2000], 0);
            code.je(loop);
            code.syscall();
        });
        guest.Resume();
        Thread[] servers = Start(guest.Thread, 1, static thread => Assert.Equal(ExitKind.SystemCall, thread.Resume().Kind));
        byte[] number = new byte[8];
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(Errno.None, guest.Thread.Fork(out IGuestThread? child));
            using (child)
            {
                child!.Space.Read(child, RawGuest.Data, number);
                ulong first = BitConverter.ToUInt64(number);
                child.Space.Read(child, RawGuest.Data + 0x1000, number);
                Assert.InRange(first - BitConverter.ToUInt64(number), 0UL, 1UL);
                child.Space.Read(child, RawGuest.Data, number);
                Assert.Equal(first, BitConverter.ToUInt64(number));
            }
        }

        guest.Space.Write(guest.Thread, RawGuest.Data + 0x2000, [1]);
        Assert.True(servers[0].Join(20_000));
    }

    [Fact]
    public void CodeThatOneThreadWritesIsWhatAnotherRuns()
    {
        const int Rounds = 300;
        const ulong Function = RawGuest.Code + 0x8000;
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            Label writer = code.CreateLabel();
            Label written = code.CreateLabel();
            Label runner = code.CreateLabel();
            Label wrong = code.CreateLabel();
            code.mov(rbx, RawGuest.Data);
            code.mov(rsi, Function);
            code.xor(r12d, r12d);
            code.syscall();
            code.test(eax, eax);
            code.jnz(runner);

            // mov eax, n; ret: n is the round, told by the first word and answered by the second.
            code.Label(ref writer);
            code.inc(r12d);
            code.mov(__dword_ptr[rsi + 1], r12d);
            code.mov(__byte_ptr[rsi], 0xB8);
            code.mov(__byte_ptr[rsi + 5], 0xC3);
            code.mov(__dword_ptr[rbx], r12d);
            code.Label(ref written);
            code.pause();
            code.cmp(__dword_ptr[rbx + 4], r12d);
            code.jne(written);
            code.cmp(r12d, Rounds);
            code.jne(writer);
            code.syscall();

            code.Label(ref runner);
            code.inc(r12d);
            Label told = code.CreateLabel();
            code.Label(ref told);
            code.pause();
            code.cmp(__dword_ptr[rbx], r12d);
            code.jne(told);
            code.call(rsi);
            code.cmp(eax, r12d);
            code.jne(wrong);
            code.mov(__dword_ptr[rbx + 4], r12d);
            code.cmp(r12d, Rounds);
            code.jne(runner);
            code.syscall();
            code.Label(ref wrong);
            code.hlt();
        });
        guest.Resume();
        Assert.Equal(Errno.None, guest.Thread.Clone(out IGuestThread? other));
        using (other)
        {
            guest.Registers.Rax = 0;
            other!.Registers.Rax = 1;
            other.Registers.Rsp -= 0x1000;
            Exit ofOther = default;
            Thread server = new(() => ofOther = other.Resume());
            server.Start();
            Assert.Equal(ExitKind.SystemCall, guest.Resume().Kind);
            Assert.True(server.Join(20_000));
            Assert.Equal(ExitKind.SystemCall, ofOther.Kind);
        }
    }

    [Fact]
    public void ThreadsAreMadeAndGoInNumbers()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(rbx, RawGuest.Data);
            code.syscall();
            code.@lock.inc(__dword_ptr[rbx]);
            code.syscall();
        });
        guest.Resume();
        const int AtATime = 100;
        for (int round = 0; round < 4; round++)
        {
            List<IGuestThread> threads = [];
            for (int i = 0; i < AtATime; i++)
            {
                Assert.Equal(Errno.None, guest.Thread.Clone(out IGuestThread? thread));
                threads.Add(thread!);
            }

            threads.ForEach(static thread => Assert.Equal(ExitKind.SystemCall, thread.Resume().Kind));
            threads.ForEach(static thread => thread.Dispose());
        }

        Assert.Equal(4 * AtATime, (int)guest.Read64(RawGuest.Data));
    }

    [Fact]
    public void TheSpaceLastsAsLongAsAThread()
    {
        RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(rbx, RawGuest.Data);
            code.syscall();
            code.@lock.inc(__dword_ptr[rbx]);
            code.syscall();
        });
        guest.Resume();
        Assert.Equal(Errno.None, guest.Thread.Clone(out IGuestThread? last));
        guest.Dispose();
        Assert.Equal(ExitKind.Ended, guest.Resume().Kind);
        Assert.Equal(ExitKind.SystemCall, last!.Resume().Kind);
        byte[] word = new byte[4];
        Assert.Equal(4, last.Space.Read(last, RawGuest.Data, word));
        Assert.Equal(1, word[0]);
        Assert.Equal(Errno.None, last.Clone(out IGuestThread? another));
        another!.Dispose();
        last.Dispose();
        last.Dispose();
    }

    [Fact]
    public void AKillEndsEveryThread()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            Label loop = code.CreateLabel();
            code.syscall();
            code.Label(ref loop);
            code.jmp(loop);
        });
        guest.Resume();
        Thread[] servers = Start(guest.Thread, 5, static thread => Assert.Equal(ExitKind.Ended, thread.Resume().Kind));
        guest.Space.Kill();
        Array.ForEach(servers, static server => Assert.True(server.Join(20_000)));
        Assert.NotEqual(Errno.None, guest.Thread.Clone(out _));
    }

    [Fact]
    public void AWordIsExchangedInOneStep()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            Label loop = code.CreateLabel();
            code.mov(rbx, RawGuest.Data);
            code.syscall();
            code.mov(ecx, 20_000);
            code.Label(ref loop);
            code.@lock.inc(__dword_ptr[rbx]);
            code.dec(ecx);
            code.jnz(loop);
            code.syscall();
        });
        guest.Resume();
        Thread[] servers = Start(guest.Thread, 1, static thread => Assert.Equal(ExitKind.SystemCall, thread.Resume().Kind));
        for (int i = 0; i < 2000; i++)
        {
            uint seen = 0;
            while (guest.Space.TryExchange(guest.Thread, RawGuest.Data, seen, seen + 1, out uint found) && found != seen)
            {
                seen = found;
            }
        }

        Assert.True(servers[0].Join(20_000));
        Assert.Equal(22_000, (int)guest.Read64(RawGuest.Data));
        Assert.Equal(Errno.None, guest.Space.Protect(guest.Thread, RawGuest.Data, 0x1000, MemoryAccess.Read));
        foreach (ulong wrong in (ulong[])[RawGuest.Data, RawGuest.Data + 0x1001, 0, 0x6000_0000, guest.Space.Limit, 0x7000_0000_0000, ulong.MaxValue - 3])
        {
            Assert.False(guest.Space.TryExchange(guest.Thread, wrong, 0, 1, out _));
        }

        Assert.Equal(22_000, (int)guest.Read64(RawGuest.Data));
    }

    [Fact]
    public void FilesMappedAtTheSameTimeAreNotMixedUp()
    {
        using RawGuest guest = RawGuest.Start(Engine, code => code.syscall());
        guest.Resume();
        int number = 0;
        RunTogether(guest.Thread, 3, thread =>
        {
            int own = Interlocked.Increment(ref number);
            ulong place = 0x5000_0000 + ((ulong)own * 0x1000);
            using NumberedFile file = new(own);
            for (int i = 0; i < 100; i++)
            {
                Assert.Equal(Errno.None, thread.Space.MapFile(thread, place, 0x1000, MemoryAccess.Read, file, 0));
                byte[] found = new byte[4];
                Assert.Equal(4, thread.Space.Read(thread, place, found));
                Assert.Equal(own, BitConverter.ToInt32(found));
                if (i % 20 == own)
                {
                    Assert.Equal(Errno.None, thread.Fork(out IGuestThread? child));
                    child!.Dispose();
                }
            }
        });
    }

    private static void RunTogether(IGuestThread first, int count, Action<IGuestThread> serve) =>
        Array.ForEach(Start(first, count, serve), static server => Assert.True(server.Join(60_000)));

    private static Thread[] Start(IGuestThread first, int count, Action<IGuestThread> serve)
    {
        Thread[] servers = new Thread[count];
        for (int i = 0; i < count; i++)
        {
            Assert.Equal(Errno.None, first.Clone(out IGuestThread? made));
            servers[i] = new Thread(() =>
            {
                using (made)
                {
                    serve(made!);
                }
            });
        }

        Array.ForEach(servers, static server => server.Start());
        return servers;
    }

    private sealed class NumberedFile : IMappableFile, IDisposable
    {
        private readonly string _path = Path.GetTempFileName();
        private readonly SafeFileHandle _handle;

        public NumberedFile(int number)
        {
            File.WriteAllBytes(_path, BitConverter.GetBytes(number));
            _handle = File.OpenHandle(_path);
        }

        public System.Runtime.InteropServices.SafeHandle Handle => _handle;

        public void Dispose()
        {
            _handle.Dispose();
            File.Delete(_path);
        }
    }
}
