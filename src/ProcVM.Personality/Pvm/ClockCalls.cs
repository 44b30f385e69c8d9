using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>Clocks.</summary>
public sealed class ClockCalls(PvmCallState state)
{
    /// <summary><c>clock_unix</c> of pvm.map.</summary>
    public long Unix()
    {
        state.Trap(TrapKind.Unreachable, "clock_unix");
        return default;
    }

    /// <summary><c>clock_monotonic</c> of pvm.map.</summary>
    public long Monotonic()
    {
        state.Trap(TrapKind.Unreachable, "clock_monotonic");
        return default;
    }
}
