using ProcVM.Module;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile;

/// <summary>Brings counts of instructions to the lines they came from.</summary>
/// <remarks>A line's hits are the executions of each first instruction of a stretch of code that the line table gives it: a statement counts once for each
/// time it is begun, a loop's head once for its start and once for each round. Samples are taken at calls, returns and the ends of loops, so they tell a
/// routine's time, but favour the lines there: where instructions were counted, the routine's own time is shared out by them.</remarks>
internal sealed class LineCounts(PcodeModule module, ProfileRecorder recorder, SampleSums sums)
{
    private readonly Dictionary<(string File, int Line), (long Hits, long Instructions)> _counts = [];
    private readonly Dictionary<(string File, int Line), double> _times = [];
    private readonly Dictionary<int, IReadOnlyList<SourceLine>> _byRoutine = [];

    /// <summary>The lines of each routine, filled by <see cref="Files"/>; times with callees are left out.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<SourceLine>> ByRoutine => _byRoutine;

    /// <summary>The files with all their lines that have code.</summary>
    public List<SourceFile> Files()
    {
        if (module.Lines is not { } lines)
        {
            return [];
        }

        for (int function = module.Imports.Length; function < module.FunctionCount; function++)
        {
            if (lines.Functions.TryGetValue(function, out LineEntry[]? entries))
            {
                Add(function, entries, lines.Files);
            }
        }

        AddSampled();
        List<SourceFile> files = [];
        foreach (IGrouping<string, KeyValuePair<(string File, int Line), (long Hits, long Instructions)>> file in
            _counts.GroupBy(count => count.Key.File))
        {
            files.Add(new SourceFile(file.Key, [.. file.OrderBy(count => count.Key.Line).Select(count => LineOf(count.Key, count.Value))]));
        }

        return files;
    }

    private SourceLine LineOf((string File, int Line) place, (long Hits, long Instructions) counts)
    {
        (long self, long callees) = sums.Lines.GetValueOrDefault(place);
        self = recorder.Counters is null ? self : (long)_times.GetValueOrDefault(place);
        return new SourceLine(place.Line, counts.Hits, counts.Instructions, self, Math.Min(self + callees, sums.Time));
    }

    private void Add(int function, LineEntry[] entries, string[] files)
    {
        foreach (LineEntry entry in entries)
        {
            Add((files[entry.File], entry.Line), 0, 0);
        }

        int at = -1;
        InstructionCount[] all = [.. InstructionCounts.Of(module, recorder, function)];
        long executed = all.Sum(counted => counted.Count);
        SortedDictionary<int, SourceLine> own = [];
        double timeOfOne = executed == 0 ? 0 : (double)sums.Of(function).Self / executed;
        foreach (InstructionCount counted in all)
        {
            bool begins = false;
            while (at + 1 < entries.Length && entries[at + 1].CodeOffset <= counted.Offset)
            {
                at++;
                begins = true;
            }

            if (at >= 0)
            {
                (string, int) place = (files[entries[at].File], entries[at].Line);
                _times[place] = _times.GetValueOrDefault(place) + (counted.Count * timeOfOne);
                long hits = begins ? counted.Count : 0;
                Add(place, hits, counted.Count);
                SourceLine before = own.GetValueOrDefault(entries[at].Line);
                long instructions = before.Instructions + counted.Count;
                own[entries[at].Line] = new SourceLine(entries[at].Line, before.Hits + hits, instructions, (long)(instructions * timeOfOne), 0);
            }
        }

        if (recorder.Counters is not null)
        {
            _byRoutine[function] = [.. own.Values];
        }
    }

    private void AddSampled()
    {
        foreach (IGrouping<int, KeyValuePair<(int Function, int Line), long>> routine in sums.RoutineLines.GroupBy(line => line.Key.Function))
        {
            if (!_byRoutine.ContainsKey(routine.Key))
            {
                _byRoutine[routine.Key] = [.. routine.OrderBy(line => line.Key.Line).Select(line => new SourceLine(line.Key.Line, 0, 0, line.Value, 0))];
            }
        }
    }

    private void Add((string File, int Line) place, long hits, long instructions)
    {
        (long oldHits, long oldInstructions) = _counts.GetValueOrDefault(place);
        _counts[place] = (oldHits + hits, oldInstructions + instructions);
    }
}
