using ProcVM.Module;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile;

/// <summary>Adds samples up: by place, routine and line.</summary>
internal sealed class SampleSums
{
    private readonly PcodeModule _module;
    private readonly IReadOnlyList<CallNode> _nodes;
    private readonly long[] _self;
    private readonly long[] _total;
    private readonly FunctionSums[] _functions;
    private readonly Dictionary<(string File, int Line), (long Self, long Callees)> _lines = [];
    private readonly Dictionary<(int Function, int Line), long> _routineLines = [];

    public SampleSums(PcodeModule module, ProfileRecorder recorder)
    {
        _module = module;
        _nodes = recorder.Tree.Nodes;
        _self = new long[_nodes.Count];
        _total = new long[_nodes.Count];
        _functions = new FunctionSums[module.FunctionCount - CallTree.Compiler];
        for (int i = 0; i < _functions.Length; i++)
        {
            _functions[i] = new FunctionSums();
        }

        foreach (Sample sample in recorder.Samples)
        {
            Time += sample.Weight;
            _self[sample.Node] += sample.Weight;
            FunctionSums sums = Of(_nodes[sample.Node].Function);
            sums.Self += sample.Weight;
            sums.Samples++;
            sums.Tiers[(int)sample.Tier] += sample.Weight;
        }

        for (int node = _nodes.Count - 1; node >= 0; node--)
        {
            _total[node] += _self[node];
            if (_nodes[node].Parent >= 0)
            {
                _total[_nodes[node].Parent] += _total[node];
            }
        }

        AddTotals();
    }

    /// <summary>The time of all samples.</summary>
    public long Time { get; }

    /// <summary>A function's sums.</summary>
    public FunctionSums Of(int function) => _functions[function - CallTree.Compiler];

    /// <summary>By line: what was sampled on it, and what it called took.</summary>
    public IReadOnlyDictionary<(string File, int Line), (long Self, long Callees)> Lines => _lines;

    /// <summary>What was sampled on the lines of each routine.</summary>
    public IReadOnlyDictionary<(int Function, int Line), long> RoutineLines => _routineLines;

    /// <summary>The tree by routine: places in the same routine below the same callers are one.</summary>
    public List<FlameNode> Flame()
    {
        List<FlameNode> flame = [];
        Dictionary<(int Parent, int Function), int> places = [];
        int[] merged = new int[_nodes.Count];
        for (int node = 0; node < _nodes.Count; node++)
        {
            int parent = _nodes[node].Parent < 0 ? -1 : merged[_nodes[node].Parent];
            (int, int Function) key = (parent, _nodes[node].Function);
            if (!places.TryGetValue(key, out int place))
            {
                place = flame.Count;
                places.Add(key, place);
                flame.Add(new FlameNode(parent, key.Function, 0, 0));
            }

            merged[node] = place;
            FlameNode before = flame[place];
            flame[place] = before with { SelfTime = before.SelfTime + _self[node], TotalTime = before.TotalTime + _total[node] };
        }

        return flame;
    }

    /// <summary>A time with callees counts once in a recursion: for the outermost activation, and the outermost one at the line.</summary>
    private void AddTotals()
    {
        List<int>[] children = Children(out List<int> roots);
        Dictionary<int, int> functionsAbove = [];
        Dictionary<(string, int), int> linesAbove = [];
        Stack<(int Node, bool IsLeaving)> work = new();
        foreach (int root in roots)
        {
            work.Push((root, false));
        }

        while (work.TryPop(out (int Node, bool IsLeaving) next))
        {
            (int _, int function, int offset) = _nodes[next.Node];
            (string, int)? line = LineOf(function, offset);
            if (next.IsLeaving)
            {
                functionsAbove[function]--;
                linesAbove[line ?? default]--;
                continue;
            }

            if (functionsAbove.GetValueOrDefault(function) == 0)
            {
                Of(function).Total += _total[next.Node];
            }

            if (line is { } place)
            {
                (int, int) own = (function, place.Item2);
                _routineLines[own] = _routineLines.GetValueOrDefault(own) + _self[next.Node];
                (long self, long callees) = _lines.GetValueOrDefault(place);
                bool isOutermost = linesAbove.GetValueOrDefault(place) == 0;
                _lines[place] = (self + _self[next.Node], callees + (isOutermost ? _total[next.Node] - _self[next.Node] : 0));
            }

            functionsAbove[function] = functionsAbove.GetValueOrDefault(function) + 1;
            linesAbove[line ?? default] = linesAbove.GetValueOrDefault(line ?? default) + 1;
            work.Push((next.Node, true));
            foreach (int child in children[next.Node])
            {
                work.Push((child, false));
            }
        }
    }

    private (string File, int Line)? LineOf(int function, int offset) =>
        function >= _module.Imports.Length && _module.Lines is { } lines && lines.TryFind(function, Math.Max(offset, 0), out string file, out int line)
            ? (file, line) : null;

    private List<int>[] Children(out List<int> roots)
    {
        List<int>[] children = new List<int>[_nodes.Count];
        roots = [];
        for (int node = 0; node < _nodes.Count; node++)
        {
            children[node] = [];
            (_nodes[node].Parent < 0 ? roots : children[_nodes[node].Parent]).Add(node);
        }

        return children;
    }
}

/// <summary>A function's part in the samples.</summary>
internal sealed class FunctionSums
{
    /// <summary>Nanoseconds of its own.</summary>
    public long Self;

    /// <summary>The same with callees.</summary>
    public long Total;

    /// <summary>Samples in which it was innermost.</summary>
    public int Samples;

    /// <summary>Its own time, indexed by <see cref="ProfileTier"/>.</summary>
    public readonly long[] Tiers = new long[5];
}
