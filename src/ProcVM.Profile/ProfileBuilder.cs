using ProcVM.Module;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile;

/// <summary>Makes a profile of what a run recorded.</summary>
/// <param name="module">The program's module.</param>
/// <param name="recorder">The record of its run.</param>
public sealed class ProfileBuilder(PcodeModule module, ProfileRecorder recorder)
{
    private const int Tiers = 5;
    private const int Stretches = 200;

    private readonly SampleSums _sums = new(module, recorder);

    /// <summary>What the tool calls the program and its engine.</summary>
    public RunProfile Build(string program, IReadOnlyList<string> arguments, string engine)
    {
        LineCounts lines = new(module, recorder, _sums);
        List<SourceFile> files = lines.Files();
        return new RunProfile
        {
            RoutineLines = lines.ByRoutine,
            Program = program,
            Arguments = arguments,
            Engine = engine,
            Duration = recorder.Duration,
            ThreadTime = recorder.ThreadTime,
            IsCounted = recorder.Counters is not null,
            Samples = recorder.Samples,
            Tree = recorder.Tree,
            Flame = _sums.Flame(),
            SampledTime = _sums.Time,
            Routines = Routines(),
            Files = files,
            Compilations = recorder.Compilations,
            Timeline = MakeTimeline(),
        };
    }

    private List<Routine> Routines()
    {
        List<Routine> routines = [];
        long[] hostCalls = HostCalls();
        ILookup<int, Compilation> compilations = recorder.Compilations.ToLookup(compilation => compilation.Function);
        for (int function = CallTree.Compiler; function < module.FunctionCount; function++)
        {
            FunctionSums sums = _sums.Of(function);
            bool isOwn = function >= module.Imports.Length;
            long calls = isOwn ? recorder.Counters?.Calls(function) ?? 0 : function >= 0 ? hostCalls[function] : 0;
            if (calls == 0 && sums.Total == 0 && !compilations[function].Any())
            {
                continue;
            }

            bool hasLine = FirstLine(function, out string file, out int line);
            routines.Add(new Routine
            {
                Function = function,
                Name = NameOf(module, function),
                File = hasLine ? file : null,
                Line = line,
                Calls = calls,
                Instructions = isOwn ? InstructionCounts.Of(module, recorder, function).Sum(counted => counted.Count) : 0,
                SelfTime = sums.Self,
                TotalTime = sums.Total,
                SelfSamples = sums.Samples,
                TierTimes = sums.Tiers,
                Compilations = [.. compilations[function]],
            });
        }

        return [.. routines.OrderByDescending(routine => routine.SelfTime).ThenByDescending(routine => routine.Instructions).ThenBy(routine => routine.Function)];
    }

    /// <summary>A function's name; what is no function has one in brackets.</summary>
    public static string NameOf(PcodeModule module, int function) => function switch
    {
        CallTree.Compiler => "[compiler]",
        CallTree.Deeper => "[deeper]",
        _ when function < module.Imports.Length => $"{module.Imports[function].Module}.{module.Imports[function].Name}",
        _ => module.NameOf(function),
    };

    private bool FirstLine(int function, out string file, out int line)
    {
        file = "";
        line = 0;
        return function >= module.Imports.Length && module.Lines?.TryFind(function, 0, out file, out line) == true;
    }

    private long[] HostCalls()
    {
        long[] calls = new long[module.Imports.Length];
        for (int function = module.Imports.Length; function < module.FunctionCount; function++)
        {
            foreach (InstructionCount counted in InstructionCounts.Of(module, recorder, function))
            {
                if (counted.Target >= 0 && counted.Target < calls.Length)
                {
                    calls[counted.Target] += counted.Count;
                }
            }
        }

        return calls;
    }

    /// <summary>A sample's time was spent between the sample before and its own.</summary>
    private static void Spread(long[][] times, long step, long before, in Sample sample)
    {
        long start = Math.Min(before, sample.Time - 1);
        double density = (double)sample.Weight / (sample.Time - start);
        while (start < sample.Time)
        {
            long stretch = Math.Clamp(start / step, 0, times.Length - 1);
            long end = stretch == times.Length - 1 ? sample.Time : Math.Min(sample.Time, (stretch + 1) * step);
            times[stretch][(int)sample.Tier] += (long)(density * (end - start));
            start = end;
        }
    }

    private Timeline MakeTimeline()
    {
        long step = Math.Max(1, (recorder.Duration + Stretches - 1) / Stretches);
        long[][] times = new long[recorder.Samples.Count == 0 ? 0 : Stretches][];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = new long[Tiers];
        }

        long before = 0;
        foreach (Sample sample in recorder.Samples)
        {
            Spread(times, step, before, sample);
            before = sample.Time;
        }

        return new Timeline(step, times);
    }
}
