namespace ProcVM.Runtime.Tiers;

/// <summary>A tier can't make code that it should be able to make: its compiler refuses, or there is no room.</summary>
public sealed class CodeGenerationException : Exception
{
    /// <summary>With the compiler's words.</summary>
    public CodeGenerationException(string message)
        : base(message)
    {
    }

    /// <summary>There is no room for more code; there may be when some is evicted.</summary>
    public bool IsFull { get; init; }
}
