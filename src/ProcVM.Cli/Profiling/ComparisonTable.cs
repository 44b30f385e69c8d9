using ProcVM.Profile;
using Spectre.Console;

namespace ProcVM.Cli.Profiling;

/// <summary>A comparison of tiers as a table.</summary>
internal static class ComparisonTable
{
    public static void Write(TerminalText text, Comparison comparison, int top)
    {
        ComparedTier[] ran = [.. comparison.Tiers.Where(tier => tier.Missing is null)];
        text.Console.WriteLine();
        text.Console.WriteLine($"comparison: {comparison.Rounds} runs of each tier; "
            + string.Join(", ", comparison.Tiers.Select(tier => tier.Missing is null
                ? $"{tier.Name} {Quantity.Time(tier.Time)}" + (tier.CompileTime > 0 ? $" ({Quantity.Time(tier.CompileTime)} compiling)" : "")
                : $"{tier.Name} not available: {tier.Missing}"))
            + (comparison.HasSameOutput ? "; each printed the same" : ""));
        if (!comparison.HasSameOutput)
        {
            text.Console.WriteLine("the runs did not print the same: the program depends on the time, or on what an earlier run left behind");
        }

        List<(string, bool)> columns = [("routine", true), ("calls", true)];
        foreach (ComparedTier tier in ran)
        {
            columns.AddRange([(tier.Name + "/call", true), ("", true)]);
            if (tier != ran[0])
            {
                columns.AddRange([("speed-up", true), ("made in", true), ("pays from", true)]);
            }
        }

        Table table = text.NewTable([.. columns, ("doesn't pay", false)]);
        table.Columns[0].LeftAligned();
        foreach (ComparedRoutine routine in comparison.Routines.Take(top))
        {
            table.AddRow([.. Row(routine, ran).Select(Markup.Escape)]);
        }

        text.Console.Write(table);
        foreach (string verdict in comparison.Verdicts)
        {
            text.Console.WriteLine(verdict);
        }
    }

    private static IEnumerable<string> Row(ComparedRoutine routine, ComparedTier[] tiers)
    {
        yield return routine.Name;
        yield return routine.Calls > 0 ? Quantity.Count(routine.Calls) : "";
        foreach (ComparedTier tier in tiers)
        {
            ComparedCell cell = routine.Cells.First(cell => cell.Tier == tier.Name);
            yield return cell.PerCall is { } time ? Quantity.Time(time) : "";
            yield return Quantity.Share(cell.SelfTime, tier.SampledTime);
            if (tier != tiers[0])
            {
                yield return cell.Speedup is { } factor ? Quantity.Factor(factor) : "";
                yield return cell.CompileTime > 0 ? Quantity.Time(cell.CompileTime) : "";
                yield return cell.BreakEven is { } calls ? Quantity.Count(calls) : "";
            }
        }

        yield return string.Join(", ", routine.Losers);
    }
}
