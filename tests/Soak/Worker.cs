using ProcVM.Soak.Work;
using ProcVM.Vmm;

namespace ProcVM.Soak;

/// <summary>One thread that makes, runs and gives back one instance after another.</summary>
internal sealed class Worker
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<TierChoice, long> _compiled = [];
    private readonly Thread _thread;
    private volatile bool _isStopping;

    public Worker(IReadOnlyList<IWork> works, IReadOnlyList<TierChoice> tiers, string folder, Gate gate, int seed) =>
        _thread = new Thread(() => Loop(works, tiers, folder, gate, new Random(seed)));

    /// <summary>What went wrong; the worker ended then.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What it is doing, or did last.</summary>
    public string Current { get; private set; } = "nothing yet";

    /// <summary>How many instances it made. Read while it rests.</summary>
    public long Instances { get; private set; }

    /// <summary>How often it did what. Read when it has stopped.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>How much each tier compiled. Read when it has stopped.</summary>
    public IReadOnlyDictionary<TierChoice, long> Compiled => _compiled;

    public void Start() => _thread.Start();

    /// <summary>Ends it after the instance that it is at.</summary>
    public void Stop()
    {
        _isStopping = true;
        _thread.Join();
    }

    private void Loop(IReadOnlyList<IWork> works, IReadOnlyList<TierChoice> tiers, string folder, Gate gate, Random random)
    {
        try
        {
            while (!_isStopping)
            {
                gate.Pass();
                IWork work = works[random.Next(works.Count)];
                TierChoice tier = tiers[random.Next(tiers.Count)];
                Current = $"{work.Name} ({tier})";
                Round round = new(random, folder, tier);
                work.Perform(round);
                Instances++;
                _counts[work.Kind] = _counts.GetValueOrDefault(work.Kind) + 1;
                _compiled[tier] = _compiled.GetValueOrDefault(tier) + round.Compiled;
            }
        }
        catch (Exception failure)
        {
            Failure = failure;
        }

        gate.Leave();
    }
}
