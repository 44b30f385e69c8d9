using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>Pseudo-random numbers.</summary>
public sealed class RandomCalls(PvmCallState state)
{
    /// <summary><c>random_seed</c> of pvm.map.</summary>
    public void Seed(long seed)
    {
        state.Trap(TrapKind.Unreachable, "random_seed");
    }

    /// <summary><c>random_entropy</c> of pvm.map.</summary>
    public void Entropy()
    {
        state.Trap(TrapKind.Unreachable, "random_entropy");
    }

    /// <summary><c>random_i64</c> of pvm.map.</summary>
    public long Below(long limit)
    {
        state.Trap(TrapKind.Unreachable, "random_i64");
        return default;
    }

    /// <summary><c>random_f64</c> of pvm.map.</summary>
    public double Unit()
    {
        state.Trap(TrapKind.Unreachable, "random_f64");
        return default;
    }
}
