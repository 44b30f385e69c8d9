using System.Globalization;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile;

/// <summary>Collects the runs of a comparison.</summary>
public sealed class ComparisonBuilder
{
    // Samples below which a routine's time in a tier isn't told from chance.
    private const int FewestSamples = 5;

    private readonly List<TierRuns> _tiers = [];

    /// <summary>Adds a tier that can't run here.</summary>
    public void AddMissing(string tier, string reason) => _tiers.Add(new TierRuns(tier, reason));

    /// <summary>Adds a run.</summary>
    public void Add(string tier, RunProfile run)
    {
        TierRuns? runs = _tiers.Find(known => known.Name == tier);
        if (runs is null)
        {
            _tiers.Add(runs = new TierRuns(tier, null));
        }

        runs.Add(run);
    }

    /// <summary>The comparison of all runs added.</summary>
    /// <param name="counted">A run with counts, for the calls.</param>
    /// <param name="order">The tiers in the order asked for.</param>
    /// <param name="hasSameOutput">True when each run printed the same.</param>
    public Comparison Build(RunProfile counted, IReadOnlyList<string> order, bool hasSameOutput)
    {
        List<TierRuns> tiers = [.. _tiers.OrderBy(tier => order.ToList().IndexOf(tier.Name))];
        List<TierRuns> ran = [.. tiers.Where(tier => tier.Missing is null)];
        List<ComparedRoutine> routines = [];
        foreach (Routine routine in counted.Routines.Where(routine => routine.Function >= 0))
        {
            if (ran.Any(tier => tier.SamplesOf(routine.Function) > 0 || tier.CompileTimeOf(routine.Function) > 0))
            {
                routines.Add(Compare(routine, ran));
            }
        }

        return new Comparison(
            ran.Count == 0 ? 0 : ran.Max(tier => tier.Runs), hasSameOutput,
            [.. tiers.Select(tier => new ComparedTier(tier.Name, tier.Missing, tier.Time, tier.CompileTime, tier.SampledTime))],
            [.. routines.OrderByDescending(routine => routine.Cells.Max(cell => cell.SelfTime))], Verdicts(ran));
    }

    private static ComparedRoutine Compare(Routine routine, List<TierRuns> tiers)
    {
        List<ComparedCell> cells = [];
        List<string> losers = [];
        long first = tiers[0].SelfTimeOf(routine.Function);
        bool firstIsKnown = tiers[0].SamplesOf(routine.Function) >= FewestSamples;
        foreach (TierRuns tier in tiers)
        {
            long self = tier.SelfTimeOf(routine.Function);
            bool isKnown = tier.SamplesOf(routine.Function) >= FewestSamples;
            long compile = tier.CompileTimeOf(routine.Function);
            double saved = routine.Calls > 0 ? (double)(first - self) / routine.Calls : 0;
            bool isCompared = tier != tiers[0] && firstIsKnown;
            cells.Add(new ComparedCell(
                tier.Name, self, routine.Calls > 0 && isKnown ? (double)self / routine.Calls : null,
                isCompared && isKnown && self > 0 ? (double)first / self : null, compile,
                isCompared && compile > 0 && saved > 0 ? (long)Math.Ceiling(compile / saved) : null));
            if (tier != tiers[0] && compile > 0 && first - self < compile)
            {
                losers.Add(tier.Name);
            }
        }

        return new ComparedRoutine(routine.Function, routine.Name, routine.File, routine.Line, routine.Calls, cells, losers);
    }

    private static List<string> Verdicts(List<TierRuns> tiers)
    {
        List<string> verdicts = [];
        for (int i = 1; i < tiers.Count; i++)
        {
            TierRuns before = tiers.Take(i).MinBy(tier => tier.Time)!;
            TierRuns tier = tiers[i];
            string factor = (before.Time / Math.Max(1.0, tier.Time)).ToString("0.00", CultureInfo.InvariantCulture);
            verdicts.Add(tier.Time < before.Time
                ? $"{tier.Name} pays: {factor}x as fast as {before.Name}, compiling included."
                : $"{tier.Name} doesn't pay here: {factor}x as fast as {before.Name}; compiling took {Milliseconds(tier.CompileTime)}, and saved {Milliseconds(Math.Max(0, before.Time - (tier.Time - tier.CompileTime)))}.");
        }

        return verdicts;
    }

    private static string Milliseconds(long nanoseconds) => (nanoseconds / 1e6).ToString("0.0", CultureInfo.InvariantCulture) + " ms";

    /// <summary>The runs of one tier.</summary>
    private sealed class TierRuns(string name, string? missing)
    {
        private readonly List<long> _times = [];
        private readonly List<long> _compileTimes = [];
        private readonly List<long> _sampledTimes = [];
        private readonly Dictionary<int, (long Self, int Samples, long Compile)> _routines = [];

        public string Name => name;

        public string? Missing => missing;

        public int Runs => _times.Count;

        public long Time => Median(_times);

        public long CompileTime => Median(_compileTimes);

        public long SampledTime => Median(_sampledTimes);

        public void Add(RunProfile run)
        {
            _times.Add(run.ThreadTime);
            _sampledTimes.Add(run.SampledTime);
            _compileTimes.Add(run.Routines.Sum(routine => routine.TierTimes[(int)ProfileTier.Compiler]));
            foreach (Routine routine in run.Routines)
            {
                (long self, int samples, long compile) = _routines.GetValueOrDefault(routine.Function);
                long compiled = routine.Compilations.Where(compilation => compilation.Tier != ProfileTier.Interpreter).Sum(compilation => compilation.Cost);
                _routines[routine.Function] = (self + routine.SelfTime, samples + routine.SelfSamples, compile + compiled);
            }
        }

        public long SelfTimeOf(int function) => _routines.GetValueOrDefault(function).Self / Math.Max(1, Runs);

        public int SamplesOf(int function) => _routines.GetValueOrDefault(function).Samples;

        public long CompileTimeOf(int function) => _routines.GetValueOrDefault(function).Compile / Math.Max(1, Runs);

        private static long Median(List<long> values)
        {
            if (values.Count == 0)
            {
                return 0;
            }

            List<long> sorted = [.. values.Order()];
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }
}
