using ProcVM.Jit.Cil;
using ProcVM.Jit.Llvm;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Fuzz.Tiers;

/// <summary>How much fuel a run gets.</summary>
internal enum FuelKind
{
    /// <summary>It isn't counted.</summary>
    Uncounted,

    /// <summary>More than enough.</summary>
    Plenty,

    /// <summary>Less than the program wants.</summary>
    Short,
}

/// <summary>One way to run a program.</summary>
/// <param name="Name">For people.</param>
/// <param name="Tier">The tier above the interpreter; null for none.</param>
/// <param name="Policy">When functions go there.</param>
/// <param name="Fuel">How much it gets.</param>
/// <param name="StackBytes">The host's stack; 0 for the fuzzer's own, which is large.</param>
internal sealed record TierSetting(string Name, string? Tier, TierPolicy Policy, FuelKind Fuel, int StackBytes = 0)
{
    private const int CodeBytes = 4 << 20;

    // Too little for the deepest recursion: compiled code has to notice.
    private const int SmallStack = 1 << 20;

    /// <summary>Every way there is.</summary>
    internal static TierSetting[] All(bool hasLlvm) =>
    [
        new("interp", null, TierPolicy.Always, FuelKind.Uncounted),
        new("interp fuel", null, TierPolicy.Always, FuelKind.Plenty),
        new("interp short", null, TierPolicy.Always, FuelKind.Short),
        .. Of("cil"),
        .. hasLlvm ? Of("llvm") : [],
    ];

    /// <summary>True when programs must run in this setting in any case; the others take turns.</summary>
    internal bool IsCheap => Tier is null;

    /// <summary>Makes the tier.</summary>
    internal CodeGenerator Make() => Tier switch
    {
        "cil" => new CilTier(),
        _ => LlvmTier.TryCreate(new LlvmTierOptions { CodeBytes = CodeBytes, CountsFuel = Fuel != FuelKind.Uncounted, Verify = true }, out LlvmTier? tier, out string reason)
            ? tier : throw new InvalidOperationException(reason),
    };

    private static TierSetting[] Of(string tier) =>
    [
        new(tier, tier, TierPolicy.Always, FuelKind.Uncounted),
        new(tier + " hot", tier, TierPolicy.WhenHot, FuelKind.Uncounted),
        new(tier + " fuel", tier, TierPolicy.Always, FuelKind.Plenty),
        new(tier + " short", tier, TierPolicy.Always, FuelKind.Short),
        new(tier + " hot short", tier, TierPolicy.WhenHot, FuelKind.Short),
        new(tier + " stack", tier, TierPolicy.Always, FuelKind.Uncounted, SmallStack),
        new(tier + " hot fuel", tier, TierPolicy.WhenHot, FuelKind.Plenty),
    ];
}
