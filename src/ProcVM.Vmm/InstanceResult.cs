using ProcVM.Runtime;

namespace ProcVM.Vmm;

/// <summary>What became of an instance.</summary>
/// <param name="End">How it ended.</param>
/// <param name="ExitCode">Its exit status when it exited by itself.</param>
/// <param name="Trap">The trap; for limits, where the program was. Null when it exited.</param>
/// <param name="Statistics">The engine's counts.</param>
/// <param name="Duration">How long it ran.</param>
public sealed record InstanceResult(InstanceEnd End, int ExitCode, Trap? Trap, RunStatistics Statistics, TimeSpan Duration)
{
    /// <summary>The result of an instance that was stopped but didn't end: nothing more is known of it.</summary>
    public static InstanceResult Abandoned(InstanceEnd end) => new(end, 0, null, default, default);
}
