using System.Runtime.InteropServices;

namespace ProcVM.Runtime.Profiling;

/// <summary>Samples in a loop of managed compiled code, which notes them by itself: others tell the recorder later.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct SampleNote
{
    /// <summary>Where <see cref="Count"/> is.</summary>
    public const int AtCount = 4;

    /// <summary>Where <see cref="Left"/> is.</summary>
    public const int AtLeft = 8;

    /// <summary>The way out (<see cref="Tiers.CompiledExits"/>) of the place.</summary>
    public int Exit;

    /// <summary>How many samples there were, one after the other.</summary>
    public int Count;

    /// <summary>The call depth left to the activation.</summary>
    public long Left;
}
