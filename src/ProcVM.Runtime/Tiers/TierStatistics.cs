using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Tiers;

/// <summary>What a tier made in a run.</summary>
/// <param name="Name">The tier's name on the command line.</param>
/// <param name="Functions">Functions.</param>
/// <param name="Loops">Ways into loops.</param>
/// <param name="Bytes">Bytes of code, as the tier counts them.</param>
/// <param name="CompileTime">The time that compiling took.</param>
public sealed record TierStatistics(string Name, int Functions, int Loops, long Bytes, TimeSpan CompileTime)
{
    /// <summary>One for each tier that made code, the best last.</summary>
    public static IReadOnlyList<TierStatistics> Of(CodeRegistry registry)
    {
        CodeRecord[] records = registry.Records;
        if (records.Length == 0)
        {
            return [];
        }

        List<TierStatistics> tiers = [];
        foreach ((ProfileTier tier, string name) in ((ProfileTier, string)[])[(ProfileTier.Cil, "cil"), (ProfileTier.Llvm, "llvm")])
        {
            TierStatistics sum = new(name, 0, 0, 0, TimeSpan.Zero);
            foreach (CodeRecord record in records)
            {
                if (record.Tier == tier)
                {
                    sum = sum with
                    {
                        Functions = sum.Functions + (record.Block < 0 ? 1 : 0),
                        Loops = sum.Loops + (record.Block < 0 ? 0 : 1),
                        Bytes = sum.Bytes + record.Bytes,
                        CompileTime = sum.CompileTime + record.CompileTime,
                    };
                }
            }

            if (sum.Functions + sum.Loops > 0)
            {
                tiers.Add(sum);
            }
        }

        return tiers;
    }
}
