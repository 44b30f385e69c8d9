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

    /// <summary>0 writes each loop's condition once; 1 to 3 write short ones twice, which saves a jump. What a program does
    /// is the same.</summary>
    public int Optimization { get; init; } = 2;

    /// <summary>True keeps the names of parameters and variables; those of routines, and lines, are in every module.</summary>
    public bool HasVariableNames { get; init; }

    /// <summary>True for <see cref="PascalStandard.Iso"/>.</summary>
    public bool IsIso => Standard == PascalStandard.Iso;
}
