using ProcVM.Core.Seam;
using ProcVM.Seam.Tests;

namespace ProcVM.X86.Tests;

/// <summary>Threads of interpreted code.</summary>
public sealed class ThreadTests : ThreadContract, IDisposable
{
    private readonly SoftwareEngine _engine = new(1UL << 30);

    protected override IGuestEngine Engine => _engine;

    public void Dispose()
    {
        Assert.Equal(0, _engine.FramesTaken);
        _engine.Dispose();
    }
}
