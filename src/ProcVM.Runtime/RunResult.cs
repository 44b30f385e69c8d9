using ProcVM.Module;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Runtime;

/// <summary>How a run ended.</summary>
public enum RunEnd
{
    /// <summary>The entry function returned, or the program asked to exit.</summary>
    Exited,

    /// <summary>A trap.</summary>
    Trapped,

    /// <summary>The fuel limit.</summary>
    FuelSpent,

    /// <summary><see cref="PcodeInstance.Interrupt"/> was called.</summary>
    Interrupted,

    /// <summary>The memory limit.</summary>
    MemoryLimit,
}

/// <summary>What a run came to.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">The program's exit status when it exited; 0 otherwise.</param>
/// <param name="Trap">The trap; where the program was, for the other ends that aren't its own doing. Null when it exited.</param>
/// <param name="Statistics">Counts.</param>
public sealed record RunResult(RunEnd End, int ExitCode, Trap? Trap, RunStatistics Statistics);

/// <summary>Where and why a program was stopped.</summary>
/// <param name="Kind">The kind; None when it wasn't a trap that stopped it.</param>
/// <param name="Message">One sentence with the values concerned.</param>
/// <param name="Frames">The activations, innermost first; the middle of a very deep stack is left out.</param>
/// <param name="OmittedFrames">How many were left out after the first half of <paramref name="Frames"/>.</param>
public sealed record Trap(TrapKind Kind, string Message, TrapFrame[] Frames, int OmittedFrames = 0);

/// <summary>One activation.</summary>
/// <param name="Function">The routine's name.</param>
/// <param name="File">The source file; null when the module has no line table.</param>
/// <param name="Line">The source line, from 1; 0 when unknown.</param>
public readonly record struct TrapFrame(string Function, string? File, int Line);

/// <summary>Counts of a run.</summary>
/// <param name="FunctionsLowered">Functions that were called and so lowered to register code.</param>
/// <param name="RegisterInstructions">Units of register code made.</param>
/// <param name="FuelUsed">P-code instructions executed; −1 when they weren't counted.</param>
/// <param name="MemoryBytes">Guest memory at the end.</param>
/// <param name="Tier">The tier above the interpreter; null when there was none.</param>
/// <param name="FunctionsCompiled">Functions that it compiled.</param>
/// <param name="EntriesCompiled">Ways into the middle of a loop that it compiled.</param>
public readonly record struct RunStatistics(
    int FunctionsLowered, long RegisterInstructions, long FuelUsed, ulong MemoryBytes, string? Tier = null, int FunctionsCompiled = 0,
    int EntriesCompiled = 0)
{
    /// <summary>Why a tier gave up on something, once; null when none did.</summary>
    public string? TierWarning { get; init; }

    /// <summary>What each tier made, the best last; null when none made anything.</summary>
    public IReadOnlyList<TierStatistics>? Tiers { get; init; }
}
