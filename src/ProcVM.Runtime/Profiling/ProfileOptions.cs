namespace ProcVM.Runtime.Profiling;

/// <summary>What a run records of itself.</summary>
public sealed record ProfileOptions
{
    /// <summary>Count each basic block: exact, and slower.</summary>
    public bool CountsBlocks { get; init; }

    /// <summary>Answer <see cref="PcodeInstance.RequestSample"/>.</summary>
    public bool TakesSamples { get; init; }

    /// <summary>Nanoseconds of CPU time that the calling thread has used.</summary>
    public required Func<long> ThreadTime { get; init; }

    /// <summary>Nanoseconds since some moment; never runs backwards.</summary>
    public required Func<long> Time { get; init; }
}
