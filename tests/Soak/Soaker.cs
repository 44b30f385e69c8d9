using System.Diagnostics;
using ProcVM.Soak.Work;

namespace ProcVM.Soak;

/// <summary>Runs eight workers for a time, and measures the process whenever all of them rest.</summary>
internal sealed class Soaker : IDisposable
{
    private const int WorkerCount = 8;
    private const int MostSamples = 60;
    private static readonly TimeSpan s_leastInterval = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly Gate _gate = new(WorkerCount);
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
        _workers = new Worker[WorkerCount];
        for (int i = 0; i < WorkerCount; i++)
        {
            string folder = _folder.CreateSubdirectory($"worker{i}").FullName;
            _workers[i] = new Worker(works, folder, _gate, (seed * 1000) + i);
        }
    }

    /// <summary>Runs for a time; true when nothing failed, hung or grew.</summary>
    public bool Run(TimeSpan time, TextWriter output)
    {
        Stopwatch clock = Stopwatch.StartNew();
        List<Sample> samples = [];
        TimeSpan interval = TimeSpan.FromTicks(Math.Max(time.Ticks / MostSamples, s_leastInterval.Ticks));
        output.WriteLine(Sample.Header);
        foreach (Worker worker in _workers)
        {
            worker.Start();
        }

        while (clock.Elapsed < time && Array.TrueForAll(_workers, worker => worker.Failure is null))
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
        return Failures(output) & new Verdict(samples).Print(output);
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

    private bool Failures(TextWriter output)
    {
        foreach (Worker worker in _workers.Where(worker => worker.Failure is not null))
        {
            output.WriteLine($"FAILED {worker.Current}: {worker.Failure}");
        }

        return Array.TrueForAll(_workers, worker => worker.Failure is null && worker.Instances > 0);
    }
}
