using ProcVM.Core;
using ProcVM.Fuzz.Modules;
using ProcVM.Jit.Cil;
using ProcVM.Jit.Llvm;
using ProcVM.Module;
using ProcVM.Runtime;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Fuzz.Tiers;

/// <summary>Runs mutated modules in the compiling tiers too, a share of them, and compares with the interpreter. For
/// <see cref="ModuleFuzzer.RunElsewhere"/>.</summary>
public sealed class ModuleTiers
{
    private const long Fuel = 20_000;
    private const ulong Memory = 4 << 20;
    private const int CodeBytes = 4 << 20;

    private readonly int _cilShare;
    private readonly int _llvmShare;
    private readonly SortedDictionary<string, (int Runs, long Compiled)> _counts = new(StringComparer.Ordinal);

    /// <summary>Tiers for one module in so many.</summary>
    public ModuleTiers(int cilShare, int llvmShare)
    {
        _cilShare = cilShare;
        _llvmShare = LlvmTier.IsAvailable(out _) ? llvmShare : 0;
    }

    /// <summary>Functions and ways into loops that a tier compiled.</summary>
    public long CompiledBy(string tier) => _counts.GetValueOrDefault(tier).Compiled;

    /// <summary>Runs a module and throws when it does something else than in the interpreter.</summary>
    public void Run(int number, VerifiedModule module)
    {
        // Fuel is counted in half of the runs; hot and first-call compiling take turns too. A run that the fuel doesn't end must end by itself.
        uint turn = (uint)number * 2654435761u >> 8;
        bool isCil = turn % (uint)_cilShare == 0;
        bool isLlvm = _llvmShare > 0 && turn % (uint)_llvmShare == 0;
        if (!(isCil || isLlvm) || Run(module, Fuel, null, TierPolicy.Always, out RunStatistics statistics) is not { } interpreted)
        {
            return;
        }

        bool counts = (turn >> 8) % 2 == 0 || interpreted.End is not (RunEnd.Exited or RunEnd.Trapped);
        TierPolicy policy = (turn >> 9) % 3 == 0 ? TierPolicy.WhenHot : TierPolicy.Always;
        if (isCil)
        {
            Compare("cil", interpreted, Run(module, counts ? Fuel : -1, () => new CilTier(), policy, out statistics)!, statistics);
        }

        if (isLlvm)
        {
            Compare("llvm", interpreted, Run(module, counts ? Fuel : -1, () => MakeLlvm(counts), policy, out statistics)!, statistics);
        }
    }

    /// <summary>Prints how much was compiled.</summary>
    public void Print(TextWriter output)
    {
        foreach ((string tier, (int runs, long compiled)) in _counts)
        {
            output.WriteLine($"in {tier,-6} {runs,10}  compared with the interpreter, {compiled} functions and loops compiled");
        }
    }

    private static LlvmTier MakeLlvm(bool countsFuel) =>
        LlvmTier.TryCreate(new LlvmTierOptions { CodeBytes = CodeBytes, CountsFuel = countsFuel, Verify = true }, out LlvmTier? tier, out string reason)
            ? tier : throw new InvalidOperationException(reason);

    private static TierOutcome? Run(VerifiedModule module, long fuel, Func<CodeGenerator>? tier, TierPolicy policy, out RunStatistics statistics)
    {
        statistics = default;
        LoadResult<PcodeInstance> created = PcodeInstance.Create(
            module, NullHost.For(module.Module), new PcodeLimits { Fuel = fuel, Memory = Memory }, tier, policy);
        if (!created.Succeeded)
        {
            return null;
        }

        using PcodeInstance instance = created.Value;
        instance.SetHeat(slice: 3, hotSlices: 1);
        RunResult result = instance.Run();
        statistics = result.Statistics;
        instance.Memory.TrySlice(0, (uint)instance.Memory.Size, out Span<byte> memory);
        return new TierOutcome(
            result.End, result.ExitCode, result.Trap?.Kind ?? TrapKind.None, result.Trap?.Message, result.Trap?.Frames ?? [],
            result.Trap?.OmittedFrames ?? 0, memory.ToArray(), result.Statistics.FuelUsed, []);
    }

    private void Compare(string tier, TierOutcome interpreted, TierOutcome compiled, RunStatistics statistics)
    {
        (int runs, long before) = _counts.GetValueOrDefault(tier);
        _counts[tier] = (runs + 1, before + statistics.FunctionsCompiled + statistics.EntriesCompiled);
        if (interpreted.DifferenceTo(compiled, skipInnermost: false) is { } difference)
        {
            throw new InvalidOperationException($"{tier}: {difference}");
        }
    }
}
