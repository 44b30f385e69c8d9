using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>The process: its end, arguments and environment.</summary>
public sealed class ProcessCalls(PvmCallState state)
{
    /// <summary><c>exit</c> of pvm.map.</summary>
    public void Exit(int code)
    {
        state.Trap(TrapKind.Unreachable, "exit");
    }

    /// <summary><c>arg_count</c> of pvm.map.</summary>
    public int ArgCount()
    {
        state.Trap(TrapKind.Unreachable, "arg_count");
        return default;
    }

    /// <summary><c>arg_get</c> of pvm.map.</summary>
    public void ArgGet(int index, ShortString to)
    {
        state.Trap(TrapKind.Unreachable, "arg_get");
    }

    /// <summary><c>env_get</c> of pvm.map.</summary>
    public int EnvGet(ReadOnlySpan<byte> name, ShortString to)
    {
        state.Trap(TrapKind.Unreachable, "env_get");
        return default;
    }
}
