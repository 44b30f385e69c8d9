using ProcVM.Runtime.Profiling;

namespace ProcVM.Profile;

/// <summary>What a profiled run came to, in the terms of its source.</summary>
public sealed record RunProfile
{
    /// <summary>The program, as the user named it.</summary>
    public required string Program { get; init; }

    /// <summary>The program's arguments.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The tier or engine that was asked for.</summary>
    public required string Engine { get; init; }

    /// <summary>The time from start to end, in nanoseconds.</summary>
    public required long Duration { get; init; }

    /// <summary>The CPU time of the guest's thread, in nanoseconds.</summary>
    public required long ThreadTime { get; init; }

    /// <summary>True when blocks were counted: calls, hits and instructions are exact. Otherwise they are 0.</summary>
    public required bool IsCounted { get; init; }

    /// <summary>The samples, in their order.</summary>
    public required IReadOnlyList<Sample> Samples { get; init; }

    /// <summary>The stacks sampled, by line.</summary>
    public required CallTree Tree { get; init; }

    /// <summary>The stacks sampled, by routine; a parent comes before its children.</summary>
    public required IReadOnlyList<FlameNode> Flame { get; init; }

    /// <summary>The routines that ran, those with the most time of their own first.</summary>
    public required IReadOnlyList<Routine> Routines { get; init; }

    /// <summary>The source files with the lines that ran.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>The lines of each routine, by its number; times with callees are left out.</summary>
    public required IReadOnlyDictionary<int, IReadOnlyList<SourceLine>> RoutineLines { get; init; }

    /// <summary>What was made into code, in its order.</summary>
    public required IReadOnlyList<Compilation> Compilations { get; init; }

    /// <summary>The time line: equal stretches of the run.</summary>
    public required Timeline Timeline { get; init; }

    /// <summary>The program in other tiers too; null when that wasn't asked for.</summary>
    public Comparison? Comparison { get; init; }

    /// <summary>The sum of the samples' CPU time, in nanoseconds: what shares are shares of.</summary>
    public long SampledTime { get; init; }

    /// <summary>How many samples of equal weight would tell as much: fewer than there are when the host left some of them late.</summary>
    public double EffectiveSamples
    {
        get
        {
            double squares = Samples.Sum(sample => (double)sample.Weight * sample.Weight);
            return squares == 0 ? 0 : (double)SampledTime * SampledTime / squares;
        }
    }

    /// <summary>The routine of a function's number; null when it never ran.</summary>
    public Routine? Find(int function)
    {
        foreach (Routine routine in Routines)
        {
            if (routine.Function == function)
            {
                return routine;
            }
        }

        return null;
    }
}

/// <summary>A routine of the program, a host call, or a compiler of ours.</summary>
public sealed record Routine
{
    /// <summary>Its number in the module, imports counted; <see cref="CallTree.Compiler"/> or <see cref="CallTree.Deeper"/> for what is no routine.</summary>
    public required int Function { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The source file; null when unknown.</summary>
    public string? File { get; init; }

    /// <summary>Its first line with code; 0 when unknown.</summary>
    public int Line { get; init; }

    /// <summary>How often it was called.</summary>
    public long Calls { get; init; }

    /// <summary>P-code instructions that it executed, those of its callees not counted.</summary>
    public long Instructions { get; init; }

    /// <summary>CPU time of its own, in nanoseconds.</summary>
    public long SelfTime { get; init; }

    /// <summary>CPU time with its callees', in nanoseconds; of a recursion the outermost activation's.</summary>
    public long TotalTime { get; init; }

    /// <summary>Samples in which it was the innermost.</summary>
    public int SelfSamples { get; init; }

    /// <summary>Its own time by what it ran in, indexed by <see cref="ProfileTier"/>.</summary>
    public required long[] TierTimes { get; init; }

    /// <summary>What was made of it.</summary>
    public required IReadOnlyList<Compilation> Compilations { get; init; }
}

/// <summary>A source file of a profile.</summary>
/// <param name="Path">Its path in the line table.</param>
/// <param name="Lines">The lines with code, ascending.</param>
public sealed record SourceFile(string Path, IReadOnlyList<SourceLine> Lines);

/// <summary>A source line of a profile.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Hits">How often control came to it.</param>
/// <param name="Instructions">P-code instructions executed on it.</param>
/// <param name="SelfTime">CPU time on it, in nanoseconds: its routine's, shared out by instructions when they were counted, otherwise as sampled.</param>
/// <param name="TotalTime">The same with what it calls.</param>
public readonly record struct SourceLine(int Line, long Hits, long Instructions, long SelfTime, long TotalTime);

/// <summary>A routine below its callers.</summary>
/// <param name="Parent">The caller's place in the list; −1 at the root.</param>
/// <param name="Function">The routine's number.</param>
/// <param name="SelfTime">Its own CPU time here, in nanoseconds.</param>
/// <param name="TotalTime">The same with its callees.</param>
public readonly record struct FlameNode(int Parent, int Function, long SelfTime, long TotalTime);

/// <summary>CPU time in equal stretches of the run, by what it was spent in.</summary>
/// <param name="Step">A stretch's length in nanoseconds.</param>
/// <param name="Times">For each stretch, nanoseconds indexed by <see cref="ProfileTier"/>.</param>
public sealed record Timeline(long Step, IReadOnlyList<long[]> Times);
