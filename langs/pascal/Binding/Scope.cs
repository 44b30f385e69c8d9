namespace ProcVM.Pascal.Binding;

/// <summary>The names that a region of the program declares, by key.</summary>
internal sealed class Scope
{
    /// <summary>What each name stands for.</summary>
    internal Dictionary<string, object> Names { get; } = new(StringComparer.Ordinal);
}
