using ProcVM.Core;

namespace ProcVM.Runtime.Tests;

/// <summary>No host calls at all: for modules that import nothing.</summary>
internal sealed class NoHostCalls : HostCallTable
{
    public override int Resolve(string module, string name, out string signature)
    {
        signature = "";
        return -1;
    }

    public override void Attach(GuestMemory memory)
    {
    }

    public override unsafe HostCallStatus Call(int index, ulong* slots) => HostCallStatus.Ok;
}
