using ProcVM.Module;
using ProcVM.Runtime.Tests;
using ValueType = ProcVM.Module.ValueType;

namespace ProcVM.Fuzz.Tiers.Programs;

/// <summary>Calls of the host: <see cref="HostWork"/> says what each does.</summary>
internal sealed class HostCode(GeneratorState state, ExpressionGenerator expressions)
{
    private FunctionBuilder Code => state.Code;

    private Random Random => state.Random;

    internal bool TryPush(ValueType type)
    {
        string name = type switch { ValueType.I32 => Random.Next(2) == 0 ? "ask" : "peek", ValueType.I64 => "wide", ValueType.F32 => "single", _ => "real" };
        Call(name, 1);
        return true;
    }

    internal void Statement()
    {
        switch (Random.Next(10))
        {
            case < 4:
                Call("note", 2);
                break;
            case < 7:
                Call("poke", 1);
                break;
            case 7:
                Call("exit", 1);
                break;
            case 8:
                Call("trap", 1);
                break;
            default:
                Call("nothing", 0);
                break;
        }
    }

    private void Call(string name, int depth)
    {
        string letters = HostWork.SignatureOf(name);
        FunctionHandle import = state.Module.Import(HostWork.ModuleName, name, letters);
        foreach (char letter in letters[..letters.IndexOf('>', StringComparison.Ordinal)])
        {
            expressions.Push(ValueTypes.FromLetter(letter), depth);
        }

        if (Random.Next(8) == 0)
        {
            Code.Reference(import);
            Code.Emit(Opcode.CallRef, (uint)state.Module.Type(letters));
        }
        else
        {
            Code.Call(import);
        }
    }
}
