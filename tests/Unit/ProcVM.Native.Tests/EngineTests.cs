using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Seam.Tests;
using static Iced.Intel.AssemblerRegisters;

namespace ProcVM.Native.Tests;

/// <summary>The native engine does what every engine must do, and runs 32-bit code.</summary>
public class EngineTests(EngineFixture fixture) : EngineContract, IClassFixture<EngineFixture>
{
    protected override IGuestEngine Engine => fixture.Engine;

    [Fact]
    public void Code32RunsToo()
    {
        using RawGuest guest = RawGuest.Start(Engine, code =>
        {
            code.mov(eax, 20);
            code.mov(ebx, unchecked((int)0xDEADBEEF));
            code.@int(0x80);
            code.push(eax);
            code.pop(ecx);
            code.@int(0x80);
        }, is32Bit: true);
        Exit exit = guest.Resume();
        Assert.Equal((ExitKind.SystemCall, SystemCallGate.Interrupt32), (exit.Kind, exit.Gate));
        Assert.True(guest.Registers.Is32Bit);
        Assert.Equal((20UL, 0xDEADBEEFUL), (guest.Registers.Rax, guest.Registers.Rbx));
        guest.Registers.Rax = 99;
        Assert.Equal(ExitKind.SystemCall, guest.Resume().Kind);
        Assert.Equal(99UL, guest.Registers.Rcx);
    }

    [Fact]
    public void DeadProcessesAreWaitedFor()
    {
        Assert.True(NativeEngine.TryStart(out NativeEngine? engine, out string reason), reason);
        using (engine)
        {
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal(Errno.None, engine.CreateSpace(out IGuestThread? thread));
                thread!.Dispose();
            }

            for (int i = 0; i < 100 && engine.Reaper.CountChildren() > 1; i++)
            {
                Thread.Sleep(50);
            }

            // The zygote alone; what nobody had waited for would count.
            Assert.Equal(1, engine.Reaper.CountChildren());
        }
    }

    [Fact]
    public void NothingIsLeftWhenTheEngineEnds()
    {
        Assert.True(NativeEngine.TryStart(out NativeEngine? engine, out string reason), reason);
        List<IGuestThread> threads = [];
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Errno.None, engine.CreateSpace(out IGuestThread? thread));
            threads.Add(thread!);
        }

        threads[0].Dispose();
        engine.Dispose();
        threads.ForEach(thread => Assert.Equal(ExitKind.Ended, thread.Resume().Kind));
        threads.ForEach(thread => thread.Dispose());
    }
}
