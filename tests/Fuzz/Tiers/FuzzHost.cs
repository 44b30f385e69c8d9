using ProcVM.Core;
using ProcVM.Module;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers;

/// <summary>The host calls of generated programs.</summary>
internal sealed unsafe class FuzzHost(HostWork work) : HostCallTable
{
    private GuestMemory _memory = null!;

    public override int Resolve(string module, string name, out string signature)
    {
        int call = module == HostWork.ModuleName ? HostWork.Find(name) : -1;
        signature = call < 0 ? "" : HostWork.SignatureOf(call);
        return call;
    }

    public override void Attach(GuestMemory memory) => _memory = memory;

    public override HostCallStatus Call(int index, ulong* slots)
    {
        string signature = HostWork.SignatureOf(index);
        ulong[] arguments = new ulong[signature.IndexOf('>', StringComparison.Ordinal)];
        for (int i = 0; i < arguments.Length; i++)
        {
            // The high half of a slot with an i32 or f32 holds anything.
            arguments[i] = ValueTypes.FromLetter(signature[i]) is ValueType.I32 or ValueType.F32 ? (uint)slots[i] : slots[i];
        }

        HostCallStatus status = work.Call(index, arguments, new Span<byte>(_memory.Base, (int)_memory.Size), out ulong result);
        switch (status)
        {
            case HostCallStatus.Exit:
                ExitCode = HostWork.ExitCode;
                break;
            case HostCallStatus.Trap:
                TrapKind = (byte)result;
                TrapMessage = "by the host";
                break;
            case HostCallStatus.Ok when signature[^1] != '>':
                slots[0] = result;
                break;
            default:
                break;
        }

        return status;
    }
}
