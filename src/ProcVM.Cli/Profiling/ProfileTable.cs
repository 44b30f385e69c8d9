using ProcVM.Profile;
using ProcVM.Runtime.Profiling;
using Spectre.Console;

namespace ProcVM.Cli.Profiling;

/// <summary>A profile as tables: routines, the hottest lines, compilations.</summary>
internal static class ProfileTable
{
    private const int HotLines = 10;

    /// <summary>Writes the tables.</summary>
    /// <param name="stream">The standard error.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="top">Routines to show.</param>
    public static void Write(Stream stream, RunProfile profile, int top)
    {
        using TerminalText text = new(stream);
        text.Console.WriteLine();
        text.Console.WriteLine($"profile of {profile.Program}: {Quantity.Time(profile.Duration)}, {Quantity.Time(profile.ThreadTime)} of CPU time, "
            + $"{Quantity.Count(profile.Samples.Count)} samples, engine {profile.Engine}"
            + (profile.IsCounted ? "; counts are exact, times sampled with the counters running" : ""));
        Routines(text, profile, top);
        Lines(text, profile);
        Code(text, profile);
        if (profile.Comparison is { } comparison)
        {
            ComparisonTable.Write(text, comparison, top);
        }

        text.Flush();
    }

    private static void Routines(TerminalText text, RunProfile profile, int top)
    {
        Table table = text.NewTable(
            ("self", true), ("", true), ("total", true), ("", true), ("calls", true), ("self/call", true), ("instructions", true), ("ran in", false),
            ("made in", true), ("routine", false));
        foreach (Routine routine in profile.Routines.Take(top))
        {
            table.AddRow(
                Quantity.Time(routine.SelfTime), Quantity.Share(routine.SelfTime, profile.SampledTime), Quantity.Time(routine.TotalTime),
                Quantity.Share(routine.TotalTime, profile.SampledTime), routine.Calls > 0 ? Quantity.Count(routine.Calls) : "",
                routine.Calls > 0 && routine.SelfTime > 0 ? Quantity.Time((double)routine.SelfTime / routine.Calls) : "",
                routine.Instructions > 0 ? Quantity.Count(routine.Instructions) : "", Tiers(routine), CompileTime(routine), Markup.Escape(Place(routine)));
        }

        text.Console.Write(table);
        int left = profile.Routines.Count - top;
        if (left > 0)
        {
            text.Console.WriteLine($"and {left} more: --top {profile.Routines.Count} shows all");
        }
    }

    private static string Place(Routine routine) => routine.File is null ? routine.Name : $"{routine.Name} ({Path.GetFileName(routine.File)}:{routine.Line})";

    private static string Tiers(Routine routine) => string.Join(", ",
        from tier in Enumerable.Range(0, routine.TierTimes.Length)
        where routine.TierTimes[tier] > 0 && tier < (int)ProfileTier.Host
        orderby routine.TierTimes[tier] descending
        select ProfileJson.NameOf((ProfileTier)tier) + (routine.TierTimes[tier] < routine.SelfTime ? " " + Quantity.Share(routine.TierTimes[tier], routine.SelfTime) : ""));

    private static string CompileTime(Routine routine) =>
        routine.Compilations.Count == 0 ? "" : Quantity.Time(routine.Compilations.Sum(compilation => compilation.Cost));

    private static void Code(TerminalText text, RunProfile profile)
    {
        Table table = text.NewTable(("tier", false), ("routines", true), ("loops", true), ("made in", true), ("code", true), ("ran", true));
        foreach (IGrouping<ProfileTier, Compilation> tier in profile.Compilations.GroupBy(compilation => compilation.Tier).OrderBy(group => group.Key))
        {
            long ran = profile.Routines.Sum(routine => routine.TierTimes[(int)tier.Key]);
            table.AddRow(
                ProfileJson.NameOf(tier.Key), Quantity.Count(tier.Count(compilation => compilation.Block < 0)),
                Quantity.Count(tier.Count(compilation => compilation.Block >= 0)), Quantity.Time(tier.Sum(compilation => compilation.Cost)),
                Quantity.Size(tier.Sum(compilation => (long)compilation.CodeBytes)) + (tier.Key == ProfileTier.Cil ? " of CIL" : ""), Quantity.Time(ran));
        }

        text.Console.Write(table);
    }

    private static void Lines(TerminalText text, RunProfile profile)
    {
        var hottest = (
            from file in profile.Files
            from line in file.Lines
            where line.Instructions > 0 || line.SelfTime > 0
            orderby line.Instructions descending, line.SelfTime descending
            select (file.Path, Line: line)).Take(HotLines).ToList();
        if (hottest.Count == 0)
        {
            return;
        }

        Table table = text.NewTable(("executed", true), ("instructions", true), ("self", true), ("line", false));
        foreach ((string path, SourceLine line) in hottest)
        {
            table.AddRow(
                Quantity.Count(line.Hits), Quantity.Count(line.Instructions), Quantity.Time(line.SelfTime), Markup.Escape($"{Path.GetFileName(path)}:{line.Line}"));
        }

        text.Console.Write(table);
    }
}
