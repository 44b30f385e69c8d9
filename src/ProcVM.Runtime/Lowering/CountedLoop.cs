namespace ProcVM.Runtime.Lowering;

/// <summary>A loop with one way in, from the block before it.</summary>
/// <param name="Start">Its first block.</param>
/// <param name="End">The last block that goes back to it.</param>
internal sealed record CountedLoop(int Start, int End)
{
    /// <summary>The locals that it counts with, and what they are in it.</summary>
    public Dictionary<int, ValueRange> Counters { get; } = [];

    /// <summary>By local: true when something in the loop assigns it; null until that was looked at.</summary>
    public bool[]? Changes { get; set; }

    /// <summary>What those locals are when it begins a round.</summary>
    public Dictionary<int, ValueRange> AtStart { get; } = [];

    /// <summary>How often it goes round at most.</summary>
    public long MostTrips { get; set; } = long.MaxValue;
}
