using ProcVM.Core.Seam;
using ProcVM.Seam.Tests;

namespace ProcVM.Native.Tests;

/// <summary>Threads of stub processes.</summary>
public sealed class ThreadTests(EngineFixture fixture) : ThreadContract, IClassFixture<EngineFixture>
{
    protected override IGuestEngine Engine => fixture.Engine;
}
