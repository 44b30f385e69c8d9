using System.Diagnostics;
using ProcVM.Jit.Llvm;
using ProcVM.Soak.Work;
using ProcVM.Vmm;

namespace ProcVM.Soak;

/// <summary>Runs eight workers for a time, in all tiers and with garbage collections in between, and measures the process whenever all of them
/// rest.</summary>
public sealed class Soaker : IDisposable
{
    private const int WorkerCount = 8;
    private const int MostSamples = 60;
    private const int FewestInstances = 300;
    private static readonly TimeSpan s_leastInterval = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Gate _gate = new(WorkerCount);
    private readonly TierChoice[] _tiers;
    private readonly Worker[] _workers;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("procvm-soak-");

    /// <summary>Workers that run the samples of a folder and programs made from a seed.</summary>
    public Soaker(string samples, int seed)
    {
        IWork[] works =
        [
            .. SampleWork.FindIn(samples, _folder.FullName), .. TrapWork.All(), .. LimitWork.All(),
            new FileWork(), new InterruptWork(), new CreationWork(), new GeneratedWork(),
        ];
        _tiers = LlvmTier.IsAvailable(out _)
            ? [TierChoice.Auto, TierChoice.Auto, TierChoice.Interpreter, TierChoice.Cil, TierChoice.Llvm]
            : [TierChoice.Auto, TierChoice.Interpreter, TierChoice.Cil];
        _workers = new Worker[WorkerCount];
        for (int i = 0; i < WorkerCount; i++)
        {
            string folder = _folder.CreateSubdirectory($"worker{i}").FullName;
            _workers[i] = new Worker(works, _tiers, folder, _gate, (seed * 1000) + i);
        }
    }

    /// <summary>True when nothing failed or hung, and every compiling tier compiled, in the run that is over.</summary>
    public bool IsSound { get; private set; }

    /// <summary>Runs for a time; true when nothing failed, hung or grew.</summary>
    public bool Run(TimeSpan time, TextWriter output)
    {
        using Collector collector = new();
        Stopwatch clock = Stopwatch.StartNew();
        List<Sample> samples = [];
        TimeSpan interval = TimeSpan.FromTicks(Math.Max(time.Ticks / MostSamples, s_leastInterval.Ticks));
        output.WriteLine(Sample.Header);
        foreach (Worker worker in _workers)
        {
            worker.Start();
        }

        // On a machine that is busy with more, the time goes on until there is something to judge by.
        while ((clock.Elapsed < time || samples.Count < Verdict.FewestSamples || samples[^1].Instances < FewestInstances) && Array.TrueForAll(_workers, worker => worker.Failure is null))
        {
            Thread.Sleep(interval);
            if (!_gate.TryClose(s_patience))
            {
                // The workers that hang can't be ended, nor waited for.
                Environment.FailFast("an instance hangs: " + string.Join("; ", _workers.Select(worker => worker.Current)));
            }

            samples.Add(Sample.Take(clock.Elapsed, _workers.Sum(worker => worker.Instances)));
            output.WriteLine(samples[^1]);
            _gate.Open();
        }

        foreach (Worker worker in _workers)
        {
            worker.Stop();
        }

        Counts(output);
        output.WriteLine($"  {"collections",-20} {collector.Collections,10}");
        IsSound = Failures(output) & Compiled(output);
        return new Verdict(samples).Print(output) && IsSound;
    }

    public void Dispose()
    {
        _gate.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Counts(TextWriter output)
    {
        foreach (IGrouping<string, KeyValuePair<string, long>> work in _workers.SelectMany(worker => worker.Counts).GroupBy(count => count.Key))
        {
            output.WriteLine($"  {work.Key,-20} {work.Sum(count => count.Value),10}");
        }
    }

    /// <summary>Prints what each tier compiled: nothing would be a fallback that nobody notices.</summary>
    private bool Compiled(TextWriter output)
    {
        bool isSound = true;
        foreach (TierChoice tier in _tiers.Distinct())
        {
            long compiled = _workers.Sum(worker => worker.Compiled.GetValueOrDefault(tier));
            output.WriteLine($"  {$"compiled by {tier}",-20} {compiled,10}");
            isSound &= compiled > 0 || tier == TierChoice.Interpreter;
        }

        return isSound;
    }

    private bool Failures(TextWriter output)
    {
        foreach (Worker worker in _workers.Where(worker => worker.Failure is not null))
        {
            output.WriteLine($"FAILED {worker.Current}: {worker.Failure}");
        }

        return Array.TrueForAll(_workers, worker => worker.Failure is null && worker.Instances > 0);
    }
}
