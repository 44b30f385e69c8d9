namespace ProcVM.Profile;

/// <summary>Routines that call each other in a circle are one group (the strongly connected components of the call graph, by Tarjan's method, without
/// recursion of its own).</summary>
internal sealed class CallGroups
{
    private readonly List<int>[] _callees;
    private readonly int[] _order;
    private readonly int[] _lowest;
    private readonly int[] _group;
    private readonly Stack<int> _open = new();
    private int _next;

    public CallGroups(int functions, IEnumerable<(int Caller, int Callee)> calls)
    {
        _callees = new List<int>[functions];
        _order = new int[functions];
        _lowest = new int[functions];
        _group = new int[functions];
        Array.Fill(_order, -1);
        Array.Fill(_group, -1);
        for (int i = 0; i < functions; i++)
        {
            _callees[i] = [];
        }

        foreach ((int caller, int callee) in calls)
        {
            if (caller >= 0 && callee >= 0)
            {
                _callees[caller].Add(callee);
            }
        }

        for (int i = 0; i < functions; i++)
        {
            if (_order[i] < 0)
            {
                Visit(i);
            }
        }
    }

    /// <summary>Number of groups; those that a group calls have lower numbers.</summary>
    public int Count { get; private set; }

    /// <summary>A routine's group.</summary>
    public int Of(int function) => _group[function];

    /// <summary>True when two routines are in one group.</summary>
    public bool AreOne(int one, int other) => one >= 0 && other >= 0 && _group[one] == _group[other];

    private void Visit(int root)
    {
        Stack<(int Function, int Next)> work = new();
        work.Push((root, 0));
        while (work.TryPop(out (int Function, int Next) at))
        {
            (int function, int next) = at;
            if (next == 0)
            {
                _order[function] = _lowest[function] = _next++;
                _open.Push(function);
            }
            else
            {
                int before = _callees[function][next - 1];
                if (_group[before] < 0)
                {
                    _lowest[function] = Math.Min(_lowest[function], _lowest[before]);
                }
            }

            while (next < _callees[function].Count && _order[_callees[function][next]] >= 0)
            {
                int known = _callees[function][next++];
                if (_group[known] < 0)
                {
                    _lowest[function] = Math.Min(_lowest[function], _order[known]);
                }
            }

            if (next < _callees[function].Count)
            {
                work.Push((function, next + 1));
                work.Push((_callees[function][next], 0));
            }
            else if (_lowest[function] == _order[function])
            {
                Close(function);
            }
        }
    }

    private void Close(int function)
    {
        int member;
        do
        {
            member = _open.Pop();
            _group[member] = Count;
        }
        while (member != function);

        Count++;
    }
}
