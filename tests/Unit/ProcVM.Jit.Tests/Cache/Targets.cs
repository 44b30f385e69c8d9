using ProcVM.Runtime.Lowering;

namespace ProcVM.Jit.Tests.Cache;

/// <summary>An instance whose imports all resolved to one host call.</summary>
internal sealed class Targets(int hostCall) : ICallTargets
{
    public long EntryOf(int function) => 0;

    public int CostOf(int function) => 64;

    public int FrameOf(int function) => 0;

    public int HostCallOf(int import) => hostCall;

    public int SignatureOf(int type) => type;
}
