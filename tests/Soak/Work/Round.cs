using ProcVM.Runtime;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>One turn of a worker: what is left open, and what came of it.</summary>
/// <param name="random">Decides what is left open.</param>
/// <param name="folder">The worker's own directory.</param>
/// <param name="tier">The tier that instances run in.</param>
internal sealed class Round(Random random, string folder, TierChoice tier)
{
    public Random Random => random;

    public string Folder => folder;

    /// <summary>Functions compiled, and ways into running loops.</summary>
    public long Compiled { get; private set; }

    /// <summary>The options with this turn's tier.</summary>
    public InstanceOptions With(InstanceOptions options) => options with { Tier = tier };

    /// <summary>Notes what a run was.</summary>
    public void Ended(RunStatistics statistics) => Compiled += statistics.FunctionsCompiled + statistics.EntriesCompiled;
}
