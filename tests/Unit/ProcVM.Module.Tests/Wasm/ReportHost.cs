using System.Globalization;
using ProcVM.Core;

namespace ProcVM.Module.Tests.Wasm;

/// <summary>Host calls that write their argument's bits down.</summary>
internal sealed unsafe class ReportHost : HostCallTable
{
    private static readonly string[] s_names = ["i32", "i64", "f32", "f64"];

    /// <summary>What was reported, as run.mjs prints it.</summary>
    internal List<string> Log { get; } = [];

    /// <inheritdoc/>
    public override int Resolve(string module, string name, out string signature)
    {
        int index = module == WasmLowering.ReportModule ? Array.IndexOf(s_names, name) : -1;
        signature = index < 0 ? "" : "ilfd"[index] + ">";
        return index;
    }

    /// <inheritdoc/>
    public override void Attach(GuestMemory memory)
    {
    }

    /// <inheritdoc/>
    public override HostCallStatus Call(int index, ulong* slots)
    {
        ulong bits = index is 0 or 2 ? (uint)*slots : *slots;
        Log.Add(s_names[index] + ":" + bits.ToString("x", CultureInfo.InvariantCulture));
        return HostCallStatus.Ok;
    }
}
