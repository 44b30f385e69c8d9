namespace ProcVM.Runtime.Profiling;

/// <summary>The stacks that were sampled, as a tree: a node is an activation's place below its callers' places.</summary>
public sealed class CallTree
{
    /// <summary>In place of a function: activations beyond the deepest that a sample holds.</summary>
    public const int Deeper = -2;

    /// <summary>In place of a function: a tier's compiler.</summary>
    public const int Compiler = -3;

    private readonly List<CallNode> _nodes = [];
    private readonly Dictionary<(int Parent, int Function, int Offset), int> _children = [];

    /// <summary>The nodes; a parent comes before its children.</summary>
    public IReadOnlyList<CallNode> Nodes => _nodes;

    /// <summary>The node of a place below another, −1 for the outermost; made when there is none.</summary>
    internal int Child(int parent, int function, int offset)
    {
        if (!_children.TryGetValue((parent, function, offset), out int node))
        {
            node = _nodes.Count;
            _nodes.Add(new CallNode(parent, function, offset));
            _children.Add((parent, function, offset), node);
        }

        return node;
    }
}

/// <summary>A place in the call tree.</summary>
/// <param name="Parent">The caller's node; −1 at the root.</param>
/// <param name="Function">The function, imports counted.</param>
/// <param name="Offset">The P-code offset it was at; −1 when it is a host call, or had not begun.</param>
public readonly record struct CallNode(int Parent, int Function, int Offset);
