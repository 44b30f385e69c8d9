namespace ProcVM.X86.Processor;

/// <summary>How the arithmetic flags are remembered: most are never looked at, so only what they follow from is kept.</summary>
internal enum FlagState
{
    /// <summary>They are in <see cref="CpuState.Flags"/>.</summary>
    Explicit,

    /// <summary>Zero, sign and parity are those of the result; carry, overflow and adjust are in <see cref="CpuState.Left"/>.</summary>
    Result,

    /// <summary>Result = Left + Right.</summary>
    Sum,

    /// <summary>Result = Left − Right.</summary>
    Difference,
}
