namespace ProcVM.Runtime.Lowering;

/// <summary>The stretches of blocks that backward branches close, properly nested (overlapping ones are merged).</summary>
internal sealed class LoopRegions
{
    private readonly int[] _regionOfBlock;
    private readonly int[] _starts;
    private readonly int[] _ends;
    private readonly int[] _parents;

    public LoopRegions(IrFunction ir)
    {
        int[] ends = new int[ir.BlockCount];
        int[] firstFrom = new int[ir.BlockCount];
        int[] lastFrom = new int[ir.BlockCount];
        Arrays.Fill(ends, -1);
        Arrays.Fill(firstFrom, int.MaxValue);
        Arrays.Fill(lastFrom, -1);
        FindEdges(ir, ends, firstFrom, lastFrom);
        FirstSource = firstFrom;
        LastSource = lastFrom;
        int count = 0;
        foreach (int end in ends)
        {
            count += end >= 0 ? 1 : 0;
        }

        _starts = new int[count];
        _ends = new int[count];
        _parents = new int[count];
        _regionOfBlock = new int[ir.BlockCount];
        Nest(ends);
    }

    /// <summary>Number of regions; inner ones have higher numbers than the ones around them.</summary>
    public int Count { get; private set; }

    /// <summary>For each block, the first block that branches to it.</summary>
    public int[] FirstSource { get; }

    /// <summary>For each block, the last block that branches to it; −1 when none does.</summary>
    public int[] LastSource { get; }

    /// <summary>The first block of a region.</summary>
    public int Start(int region) => _starts[region];

    /// <summary>The last block of a region.</summary>
    public int End(int region) => _ends[region];

    /// <summary>The innermost region around a block, or −1.</summary>
    public int Innermost(int block) => _regionOfBlock[block];

    /// <summary>The region around a region, or −1.</summary>
    public int Parent(int region) => _parents[region];

    private static void FindEdges(IrFunction ir, int[] ends, int[] firstFrom, int[] lastFrom)
    {
        for (int block = 0; block < ir.BlockCount; block++)
        {
            int last = ir.Blocks[block].Last;
            if (last < 0)
            {
                continue;
            }

            ref IrInstruction instruction = ref ir.Instructions[last];
            for (int i = 0; i < IrFunction.TargetCount(instruction); i++)
            {
                Edge(block, ir.Target(instruction, i));
            }
        }

        void Edge(int from, int to)
        {
            firstFrom[to] = Math.Min(firstFrom[to], from);
            lastFrom[to] = Math.Max(lastFrom[to], from);
            if (to <= from)
            {
                ends[to] = Math.Max(ends[to], from);
            }
        }
    }

    private void Nest(int[] ends)
    {
        int open = -1;
        for (int block = 0; block < ends.Length; block++)
        {
            while (open >= 0 && _ends[open] < block)
            {
                open = _parents[open];
            }

            if (ends[block] >= 0)
            {
                // A region that reaches beyond the ones around it widens them: the union is what both may repeat.
                for (int around = open; around >= 0 && _ends[around] < ends[block]; around = _parents[around])
                {
                    _ends[around] = ends[block];
                }

                _starts[Count] = block;
                _ends[Count] = ends[block];
                _parents[Count] = open;
                open = Count++;
            }

            _regionOfBlock[block] = open;
        }
    }
}
