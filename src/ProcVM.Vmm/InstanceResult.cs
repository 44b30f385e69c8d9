using ProcVM.Runtime;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Vmm;

/// <summary>What became of an instance.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit status when it exited by itself; the signal's number when it died of one.</param>
/// <param name="Trap">The trap; for limits, where the program was. Null when it exited.</param>
/// <param name="Statistics">The engine's counts.</param>
/// <param name="Duration">How long it ran.</param>
public sealed record InstanceResult(InstanceEnd End, int ExitCode, Trap? Trap, RunStatistics Statistics, TimeSpan Duration)
{
    /// <summary>What the code cache did; null when nothing was hot, or there is none.</summary>
    public CodeCacheStatistics? CodeCache { get; init; }

    /// <summary>What ran a foreign program; null for P-code.</summary>
    public string? Engine { get; init; }

    /// <summary>How many calls of a foreign program were served.</summary>
    public long SystemCalls { get; init; }

    /// <summary>How many instructions a foreign program executed; −1 where its engine can't count them.</summary>
    public long Instructions { get; init; } = -1;

    /// <summary>The result of an instance that was stopped but didn't end: nothing more is known of it.</summary>
    public static InstanceResult Abandoned(InstanceEnd end) => new(end, 0, null, default, default);
}
