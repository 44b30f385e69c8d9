using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Seam.Tests;

namespace ProcVM.X86.Tests;

/// <summary>The interpreter does what every engine must do.</summary>
public sealed class EngineTests : EngineContract, IDisposable
{
    private readonly SoftwareEngine _engine = new(1UL << 30);

    protected override IGuestEngine Engine => _engine;

    [Fact]
    public void NothingIsLeftWhenGuestsAreGone()
    {
        List<IGuestThread> threads = [];
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Errno.None, _engine.CreateSpace(out IGuestThread? thread));
            Assert.Equal(Errno.None, thread!.Space.Map(thread, 0x10000, 0x10000, MemoryAccess.Read | MemoryAccess.Write, isShared: i % 2 == 0));
            Assert.Equal(5, thread.Space.Write(thread, 0x10FFD, "bytes"u8));
            Assert.Equal(Errno.None, thread.Fork(out IGuestThread? child));
            Assert.Equal(5, child!.Space.Write(child, 0x11FFD, "other"u8));
            threads.AddRange([thread, child]);
        }

        Assert.True(_engine.FramesTaken > 0);
        threads.ForEach(static thread => thread.Dispose());
        Assert.Equal(0, _engine.FramesTaken);
        Assert.Equal(Errno.None, _engine.CreateSpace(out IGuestThread? last));
        _engine.Dispose();
        Assert.Equal(ExitKind.Ended, last!.Resume().Kind);
        Assert.Equal(Errno.ENOMEM, _engine.CreateSpace(out _));
    }

    public void Dispose() => _engine.Dispose();
}
