namespace ProcVM.Pascal;

/// <summary>Which language a source is written in.</summary>
public enum PascalStandard
{
    /// <summary>ISO 7185, levels 0 and 1; anything else is an error.</summary>
    Iso,

    /// <summary>The dialect: ISO 7185 with the extensions of UCSD, Turbo and Free Pascal that programs use.</summary>
    ProcVM,
}

/// <summary>How a source is to be read.</summary>
/// <param name="Standard">The language.</param>
public sealed record PascalOptions(PascalStandard Standard)
{
    /// <summary>Names that <c>{$ifdef}</c> finds from the start, besides <c>PROCVM</c>.</summary>
    public IReadOnlyList<string> Symbols { get; init; } = [];

    /// <summary>The switches in force where the source begins.</summary>
    public Syntax.CompilerSwitches Switches { get; init; } = Syntax.CompilerSwitches.Default;

    /// <summary>0 for the plainest code, to 3; what a program does is the same.</summary>
    public int Optimization { get; init; } = 2;

    /// <summary>False leaves names and lines out of the module.</summary>
    public bool HasDebugInformation { get; init; } = true;

    /// <summary>True for <see cref="PascalStandard.Iso"/>.</summary>
    public bool IsIso => Standard == PascalStandard.Iso;
}
