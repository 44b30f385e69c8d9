namespace ProcVM.Runtime.Profiling;

/// <summary>The stacks of samples whose outer activations haven't told yet where they were.</summary>
/// <remarks>Compiled code keeps nothing at its calls. An activation that is returned to tells its place when samples were taken in what it called, which it sees by
/// comparing the call depth that is left to it with <see cref="Threshold"/>; what it called is below that. So each activation tells once for a sample, when
/// it is returned to or left, and those that are still running at the end of the run are its entry function's.</remarks>
internal sealed class OpenStacks
{
    private const long Complete = long.MaxValue;

    private readonly Group _roots = new(Complete, 0);
    private readonly List<Group> _open = [];
    private readonly Stack<(OpenPlace Into, OpenPlace From)> _merges = [];

    /// <summary>The call depth above which an activation that is returned to has something to tell.</summary>
    public long Threshold => _open.Count == 0 ? Complete : _open[^1].Left;

    /// <summary>Takes places of running activations, each called by the next; what was sampled inside them becomes theirs. Gives the innermost.</summary>
    /// <param name="frames">The places, with the call depth left to each.</param>
    /// <param name="isComplete">The last is the run's outermost.</param>
    /// <param name="forSample">A sample follows at the innermost; otherwise null is given when nothing was sampled inside.</param>
    public OpenPlace? Tell(ReadOnlySpan<(int Function, int Offset, long Left)> frames, bool isComplete, bool forSample)
    {
        CutDeepest();
        int first = 0;
        while (first < _open.Count && _open[first].Left >= frames[^1].Left)
        {
            first++;
        }

        List<Group> inside = _open.GetRange(first, _open.Count - first);
        if (inside.Count == 0 && !forSample)
        {
            return null;
        }

        _open.RemoveRange(first, inside.Count);
        Group group = GroupFor(isComplete ? Complete : frames[^1].Left);
        List<OpenPlace> siblings = group.Tops;
        OpenPlace place = null!;
        int at = inside.Count > 0 ? Enclosing(frames, inside[0].Left) : 0;
        for (int i = frames.Length - 1, next = 0; i >= 0; i--)
        {
            place = FindOrAdd(siblings, frames[i].Function, frames[i].Offset);
            siblings = place.Callees;
            for (; next < inside.Count && at == i; next++, at = next < inside.Count ? Enclosing(frames, inside[next].Left) : -1)
            {
                Adopt(place, inside[next]);
                group.Height = Math.Max(group.Height, inside[next].Height + frames.Length - i);
            }
        }

        group.Height = Math.Max(group.Height, frames.Length);
        return place;
    }

    /// <summary>A place that a place calls.</summary>
    public static OpenPlace CalleeOf(OpenPlace caller, int function, int offset) => FindOrAdd(caller.Callees, function, offset);

    /// <summary>The run is over: the outermost places told are the run's own. Puts all into a tree and tells each sample's node.</summary>
    public void Finish(CallTree tree, Action<int, int> setNode)
    {
        foreach (Group group in _open)
        {
            Adopt(_roots.Tops, group);
        }

        _open.Clear();
        Stack<(OpenPlace Place, int Parent)> work = new();
        foreach (OpenPlace top in _roots.Tops)
        {
            work.Push((top, -1));
        }

        while (work.TryPop(out (OpenPlace Place, int Parent) next))
        {
            int node = tree.Child(next.Parent, next.Place.Function, next.Place.Offset);
            foreach (int sample in next.Place.Samples)
            {
                setNode(sample, node);
            }

            foreach (OpenPlace callee in next.Place.Callees)
            {
                work.Push((callee, node));
            }
        }
    }

    /// <summary>Of what a stack has beyond as many activations as are kept, nothing is told.</summary>
    private void CutDeepest()
    {
        while (_open.Count > 0 && _open[^1] is { Height: >= ProfileRecorder.MostFrames } group)
        {
            _open.RemoveAt(_open.Count - 1);
            Adopt(FindOrAdd(_roots.Tops, CallTree.Deeper, -1), group);
        }
    }

    /// <summary>The index of the innermost activation that has more left than what it has called.</summary>
    private static int Enclosing(ReadOnlySpan<(int Function, int Offset, long Left)> frames, long left)
    {
        int at = 0;
        while (at < frames.Length - 1 && frames[at].Left <= left)
        {
            at++;
        }

        return at;
    }

    private Group GroupFor(long left)
    {
        if (left == Complete)
        {
            return _roots;
        }

        int at = _open.Count;
        while (at > 0 && _open[at - 1].Left < left)
        {
            at--;
        }

        if (at > 0 && _open[at - 1].Left == left)
        {
            return _open[at - 1];
        }

        Group group = new(left, 0);
        _open.Insert(at, group);
        return group;
    }

    private void Adopt(OpenPlace caller, Group group) => Adopt(caller.Callees, group);

    private void Adopt(List<OpenPlace> siblings, Group group)
    {
        foreach (OpenPlace top in group.Tops)
        {
            Attach(siblings, top);
        }

        while (_merges.TryPop(out (OpenPlace Into, OpenPlace From) next))
        {
            next.Into.Samples.AddRange(next.From.Samples);
            foreach (OpenPlace callee in next.From.Callees)
            {
                Attach(next.Into.Callees, callee);
            }
        }
    }

    /// <summary>Adds a place with all that it called; where there is the same place, all that goes to that.</summary>
    private void Attach(List<OpenPlace> siblings, OpenPlace place)
    {
        if (Find(siblings, place.Function, place.Offset) is { } same)
        {
            _merges.Push((same, place));
        }
        else
        {
            siblings.Add(place);
        }
    }

    private static OpenPlace FindOrAdd(List<OpenPlace> siblings, int function, int offset)
    {
        if (Find(siblings, function, offset) is { } same)
        {
            return same;
        }

        OpenPlace place = new(function, offset);
        siblings.Add(place);
        return place;
    }

    private static OpenPlace? Find(List<OpenPlace> siblings, int function, int offset)
    {
        foreach (OpenPlace place in siblings)
        {
            if (place.Function == function && place.Offset == offset)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>Stacks whose outermost known activation is the same.</summary>
    private sealed class Group(long left, int height)
    {
        public long Left { get; } = left;

        public int Height { get; set; } = height;

        public List<OpenPlace> Tops { get; } = [];
    }
}

/// <summary>A place in a stack that isn't complete yet.</summary>
/// <param name="function">The function, imports counted.</param>
/// <param name="offset">Its P-code offset there.</param>
internal sealed class OpenPlace(int function, int offset)
{
    public int Function { get; } = function;

    public int Offset { get; } = offset;

    /// <summary>Samples in which it was innermost, by number.</summary>
    public List<int> Samples { get; } = [];

    /// <summary>What it called.</summary>
    public List<OpenPlace> Callees { get; } = [];
}
