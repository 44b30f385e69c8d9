namespace ProcVM.Bench;

/// <summary>How much of a program's work a column measures.</summary>
internal enum ProgramSize
{
    /// <summary>The program as it stands: a fifth of a second of native code. Whole processes.</summary>
    Small,

    /// <summary>One to two seconds of native code. Whole processes from their start.</summary>
    Large,

    /// <summary>The difference between large and small: what a further unit of work costs, without start and compilation.</summary>
    Steady,
}
