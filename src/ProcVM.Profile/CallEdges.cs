using ProcVM.Module;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile;

/// <summary>Which routine calls which, from which line, how often, and what the calls cost.</summary>
/// <remarks>Counts of direct calls are exact. What a call through a reference called is known from samples alone, and its count is shared out by their
/// time. Instructions with callees are shared out by calls, as gprof does; times with callees are as sampled. Calls inside a recursion cost nothing: their
/// cost is in the call that began it, and no sum is larger than the whole.</remarks>
public sealed class CallEdges
{
    private readonly PcodeModule _module;
    private readonly Dictionary<(int Caller, int Line, int Callee), CallEdge> _edges = [];
    private readonly Dictionary<int, long> _instructions = [];
    private readonly CallGroups _groups;

    /// <summary>The edges of a run.</summary>
    public CallEdges(PcodeModule module, ProfileRecorder recorder)
    {
        _module = module;
        Dictionary<(int Function, int Offset), long> references = AddDirect(recorder);
        Dictionary<(int Function, int Offset, int Callee), long> times = SampledCalls(recorder);
        AddReferences(references, times);
        _groups = new CallGroups(module.FunctionCount, _edges.Keys.Select(edge => (edge.Caller, edge.Callee)));
        foreach (((int function, int offset, int callee), long time) in times)
        {
            if (!_groups.AreOne(function, callee))
            {
                Add(function, LineOf(function, offset), callee, 0, time);
            }
        }

        Propagate(recorder);
    }

    /// <summary>The edges, by caller, line and callee.</summary>
    public IEnumerable<CallEdge> All => _edges.Values.OrderBy(edge => edge.Caller).ThenBy(edge => edge.Line).ThenBy(edge => edge.Callee);

    private Dictionary<(int Function, int Offset), long> AddDirect(ProfileRecorder recorder)
    {
        Dictionary<(int Function, int Offset), long> references = [];
        for (int function = _module.Imports.Length; function < _module.FunctionCount; function++)
        {
            long own = 0;
            foreach (InstructionCount counted in InstructionCounts.Of(_module, recorder, function))
            {
                own += counted.Count;
                if (counted.Target >= 0 && counted.Count > 0)
                {
                    Add(function, LineOf(function, counted.Offset), counted.Target, counted.Count, 0);
                }
                else if (counted.Opcode == Opcode.CallRef && counted.Count > 0)
                {
                    references.Add((function, counted.Offset), counted.Count);
                }
            }

            _instructions[function] = own;
        }

        return references;
    }

    private static Dictionary<(int Function, int Offset, int Callee), long> SampledCalls(ProfileRecorder recorder)
    {
        IReadOnlyList<CallNode> nodes = recorder.Tree.Nodes;
        long[] totals = new long[nodes.Count];
        foreach (Sample sample in recorder.Samples)
        {
            totals[sample.Node] += sample.Weight;
        }

        Dictionary<(int, int, int), long> times = [];
        for (int node = nodes.Count - 1; node >= 0; node--)
        {
            int parent = nodes[node].Parent;
            if (parent < 0)
            {
                continue;
            }

            totals[parent] += totals[node];
            if (nodes[parent].Function >= 0)
            {
                (int, int, int) key = (nodes[parent].Function, nodes[parent].Offset, nodes[node].Function);
                times[key] = times.GetValueOrDefault(key) + totals[node];
            }
        }

        return times;
    }

    private void AddReferences(
        Dictionary<(int Function, int Offset), long> references, Dictionary<(int Function, int Offset, int Callee), long> times)
    {
        foreach (IGrouping<(int Function, int Offset), KeyValuePair<(int Function, int Offset, int Callee), long>> place in
            times.GroupBy(time => (time.Key.Function, time.Key.Offset)))
        {
            long whole = Math.Max(1, place.Sum(time => time.Value));
            if (references.TryGetValue(place.Key, out long count))
            {
                foreach (((int function, int offset, int callee), long time) in place)
                {
                    Add(function, LineOf(function, offset), callee, (long)((double)count * time / whole), 0);
                }
            }
        }
    }

    /// <summary>Instructions with callees, callees first.</summary>
    private void Propagate(ProfileRecorder recorder)
    {
        if (recorder.Counters is null)
        {
            return;
        }

        long[] within = new long[_groups.Count];
        foreach ((int function, long own) in _instructions)
        {
            within[_groups.Of(function)] += own;
        }

        // A group's number is above those of the groups that it calls.
        foreach (IGrouping<int, CallEdge> calls in _edges.Values
            .Where(edge => edge.Callee >= 0 && !_groups.AreOne(edge.Caller, edge.Callee))
            .GroupBy(edge => _groups.Of(edge.Callee)).OrderBy(group => group.Key).ToList())
        {
            long whole = Math.Max(1, calls.Sum(edge => edge.Calls));
            foreach (CallEdge edge in calls)
            {
                long part = (long)((double)within[calls.Key] * edge.Calls / whole);
                _edges[(edge.Caller, edge.Line, edge.Callee)] = edge with { Instructions = part, Time = _edges[(edge.Caller, edge.Line, edge.Callee)].Time };
                within[_groups.Of(edge.Caller)] += part;
            }
        }
    }

    private void Add(int caller, int line, int callee, long calls, long time)
    {
        (int, int, int) key = (caller, line, callee);
        CallEdge before = _edges.GetValueOrDefault(key, new CallEdge(caller, line, callee, 0, 0, 0));
        _edges[key] = before with { Calls = before.Calls + calls, Time = before.Time + time };
    }

    private int LineOf(int function, int offset) =>
        function >= _module.Imports.Length && _module.Lines?.TryFind(function, Math.Max(offset, 0), out _, out int line) == true ? line : 0;
}

/// <summary>The calls of one routine from a line of another.</summary>
/// <param name="Caller">The calling routine.</param>
/// <param name="Line">The line in its file; 0 when unknown.</param>
/// <param name="Callee">The routine called.</param>
/// <param name="Calls">How often.</param>
/// <param name="Instructions">P-code instructions executed in the calls.</param>
/// <param name="Time">CPU time in the calls, in nanoseconds.</param>
public readonly record struct CallEdge(int Caller, int Line, int Callee, long Calls, long Instructions, long Time);
