namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Random choices that depend on the seed alone (SplitMix64).</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15 + 1;

    /// <summary>A number of 0 up to, not including, a limit.</summary>
    internal int Below(int limit)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)((mixed ^ (mixed >> 31)) % (ulong)limit);
    }

    /// <summary>A number of low up to and including high.</summary>
    internal int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True once in so many.</summary>
    internal bool OneIn(int chances) => Below(chances) == 0;

    /// <summary>One of the given.</summary>
    internal T Of<T>(params ReadOnlySpan<T> choices) => choices[Below(choices.Length)];
}
