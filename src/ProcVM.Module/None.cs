using System.Diagnostics.CodeAnalysis;

namespace ProcVM.Module;

/// <summary>An array of nothing. The framework's own can't be compiled ahead of time for our types, so each would cost two compilations when
/// the tool starts (RATIONALE.md, "Nothing is compiled at start-up").</summary>
internal static class None<T>
{
    /// <summary>No items.</summary>
    [SuppressMessage("Performance", "CA1825", Justification = "Array.Empty is what this avoids.")]
    public static readonly T[] Items = new T[0];
}
