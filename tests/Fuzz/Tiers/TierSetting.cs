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
/// <param name="Tier">The tier above the interpreter; null for none, "auto" for both by heat.</param>
/// <param name="Policy">When functions go there.</param>
/// <param name="Fuel">How much it gets.</param>
/// <param name="StackBytes">The host's stack; 0 for the fuzzer's own, which is large.</param>
internal sealed record TierSetting(string Name, string? Tier, TierPolicy Policy, FuelKind Fuel, int StackBytes = 0)
{
    private const string Automatic = "auto";
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
        new(Automatic, Automatic, TierPolicy.InBackground, FuelKind.Uncounted),
        new(Automatic + " fuel", Automatic, TierPolicy.InBackground, FuelKind.Plenty),
        new(Automatic + " short", Automatic, TierPolicy.InBackground, FuelKind.Short),
        new(Automatic + " stack", Automatic, TierPolicy.InBackground, FuelKind.Uncounted, SmallStack),
        new(Automatic + " threads", Automatic, TierPolicy.InBackground, FuelKind.Uncounted) { IsAtOnce = false },
    ];

    /// <summary>True when programs must run in this setting in any case; the others take turns.</summary>
    internal bool IsCheap => Tier is null;

    /// <summary>What is compiled in the background is compiled at once, when it is asked for; otherwise by threads, when they get there.</summary>
    internal bool IsAtOnce { get; init; } = true;

    /// <summary>Both tiers, by heat.</summary>
    internal bool IsAutomatic => Tier == Automatic;

    /// <summary>Makes the tier.</summary>
    internal CodeGenerator Make() => Tier == "llvm" ? MakeLlvm() : new CilTier();

    /// <summary>Makes the tier above it; null without libLLVM.</summary>
    internal CodeGenerator? MakeOptimizer() => LlvmTier.IsAvailable(out _) ? MakeLlvm() : null;

    private LlvmTier MakeLlvm() => LlvmTier.TryCreate(new LlvmTierOptions { CodeBytes = CodeBytes, CountsFuel = Fuel != FuelKind.Uncounted, Verify = true }, out LlvmTier? tier, out string reason)
            ? tier : throw new InvalidOperationException(reason);

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
