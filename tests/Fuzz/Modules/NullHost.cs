using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Fuzz.Modules;

/// <summary>A host that has every call a module asks for: calls do nothing but give zeros, and now and then end the
/// program.</summary>
internal sealed unsafe class NullHost(IReadOnlyDictionary<(string Module, string Name), string> signatures) : HostCallTable
{
    private readonly List<int> _results = [];

    /// <summary>A host that has every call of a module.</summary>
    internal static NullHost For(PcodeModule module)
    {
        Dictionary<(string, string), string> signatures = [];
        foreach (Import import in module.Imports)
        {
            signatures.TryAdd((import.Module, import.Name), module.Types[import.Type].Letters);
        }

        return new NullHost(signatures);
    }

    private int _calls;

    /// <inheritdoc/>
    public override int Resolve(string module, string name, out string signature)
    {
        if (!signatures.TryGetValue((module, name), out signature!))
        {
            signature = "";
            return -1;
        }

        _results.Add(signature.Length - signature.IndexOf('>', StringComparison.Ordinal) - 1);
        return _results.Count - 1;
    }

    /// <inheritdoc/>
    public override void Attach(GuestMemory memory)
    {
    }

    /// <inheritdoc/>
    public override HostCallStatus Call(int index, ulong* slots)
    {
        for (int i = 0; i < _results[index]; i++)
        {
            slots[i] = 0;
        }

        ExitCode = 3;
        return ++_calls % 50 == 0 ? HostCallStatus.Exit : HostCallStatus.Ok;
    }
}
