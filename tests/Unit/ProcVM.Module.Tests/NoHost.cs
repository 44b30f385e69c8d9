using ProcVM.Core;

namespace ProcVM.Module.Tests;

/// <summary>A host without calls.</summary>
internal sealed unsafe class NoHost : HostCallTable
{
    internal static NoHost Instance { get; } = new();

    /// <inheritdoc/>
    public override int Resolve(string module, string name, out string signature)
    {
        signature = "";
        return -1;
    }

    /// <inheritdoc/>
    public override void Attach(GuestMemory memory)
    {
    }

    /// <inheritdoc/>
    public override HostCallStatus Call(int index, ulong* slots) => HostCallStatus.Ok;
}
