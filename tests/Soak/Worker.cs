using ProcVM.Soak.Work;

namespace ProcVM.Soak;

/// <summary>One thread that makes, runs and gives back one instance after another.</summary>
internal sealed class Worker
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly Thread _thread;
    private volatile bool _isStopping;

    public Worker(IReadOnlyList<IWork> works, string folder, Gate gate, int seed) =>
        _thread = new Thread(() => Loop(works, folder, gate, new Random(seed)));

    /// <summary>What went wrong; the worker ended then.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What it is doing, or did last.</summary>
    public string Current { get; private set; } = "nothing yet";

    /// <summary>How many instances it made. Read while it rests.</summary>
    public long Instances { get; private set; }

    /// <summary>How often it did what. Read when it has stopped.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Start() => _thread.Start();

    /// <summary>Ends it after the instance that it is at.</summary>
    public void Stop()
    {
        _isStopping = true;
        _thread.Join();
    }

    private void Loop(IReadOnlyList<IWork> works, string folder, Gate gate, Random random)
    {
        try
        {
            while (!_isStopping)
            {
                gate.Pass();
                IWork work = works[random.Next(works.Count)];
                Current = work.Name;
                work.Perform(random, folder);
                Instances++;
                _counts[work.Kind] = _counts.GetValueOrDefault(work.Kind) + 1;
            }
        }
        catch (Exception failure)
        {
            Failure = failure;
        }

        gate.Leave();
    }
}
