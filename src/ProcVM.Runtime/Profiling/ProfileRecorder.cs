using ProcVM.Module;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Runtime.Profiling;

/// <summary>Records one run: counts of blocks, samples, compilations. Used by the guest's thread alone until the run is over.</summary>
public sealed class ProfileRecorder : IDisposable
{
    /// <summary>Activations that a sample holds; of a deeper stack the innermost.</summary>
    public const int MostFrames = 1024;

    // A time line of hours at a thousand samples a second.
    private const int MostSamples = 16_000_000;

    private readonly ProfileOptions _options;
    private readonly List<Sample> _samples = [];
    private readonly (int Function, int Offset)[] _frames = new (int, int)[MostFrames];
    private readonly Dictionary<(int Function, int Offset), long> _left = [];
    private int _count;
    private bool _isDeeper;
    private long _start;
    private long _lastThreadTime;

    /// <summary>A recorder for one run.</summary>
    public ProfileRecorder(ProfileOptions options) => _options = options;

    /// <summary>What is recorded.</summary>
    public ProfileOptions Options => _options;

    /// <summary>The counts; null when there are none.</summary>
    public BlockCounters? Counters { get; private set; }

    /// <summary>The stacks sampled.</summary>
    public CallTree Tree { get; } = new();

    /// <summary>The samples in their order.</summary>
    public IReadOnlyList<Sample> Samples => _samples;

    /// <summary>What was made into code, in its order.</summary>
    public IReadOnlyList<Compilation> Compilations { get; private set; } = [];

    /// <summary>The CPU time from the start of the run to its end, in nanoseconds.</summary>
    public long ThreadTime { get; private set; }

    /// <summary>The time from the start of the run to its end, in nanoseconds.</summary>
    public long Duration { get; private set; }

    /// <summary>Gives the counters' memory back. The instance must be gone.</summary>
    public void Dispose() => Counters?.Dispose();

    /// <summary>How many activations were left for good at an instruction: what follows it in its block wasn't executed then.</summary>
    internal long LeftAt(int function, int offset) => _left.GetValueOrDefault((function, offset));

    /// <summary>Notes that an activation is left for good; nothing for one that hasn't begun.</summary>
    internal void NoteLeft(int function, int offset)
    {
        if (Counters is not null && offset >= 0)
        {
            _left[(function, offset)] = LeftAt(function, offset) + 1;
        }
    }

    internal Probes Attach(PcodeModule module)
    {
        Counters = _options.CountsBlocks ? new BlockCounters(module) : null;
        return new Probes(Counters, _options.TakesSamples, module.Memory.StackSize);
    }

    internal void Start()
    {
        _start = _options.Time();
        _lastThreadTime = _options.ThreadTime();
        ThreadTime = -_lastThreadTime;
    }

    internal void End(CodeRegistry registry)
    {
        ThreadTime += _options.ThreadTime();
        Duration = _options.Time() - _start;
        Compilations =
        [
            .. from code in registry.Records
               orderby code.Began
               select new Compilation(
                   code.Function, code.Tier, code.Block, code.Began - _start, Nanoseconds(code.CompileTime), Nanoseconds(code.CpuTime), code.Bytes, code.InBackground),
        ];
    }

    internal bool IsFull => _isDeeper || _count == MostFrames;

    /// <summary>Adds an activation to the sample that is being taken: the caller of the one before.</summary>
    internal void AddFrame(int function, int offset)
    {
        if (_count == MostFrames)
        {
            _isDeeper = true;
            return;
        }

        _frames[_count++] = (function, offset);
    }

    /// <summary>Ends the sample: all time since the one before is its.</summary>
    internal void AddSample(ProfileTier tier)
    {
        if (_count == 0)
        {
            // The run hasn't begun.
            _lastThreadTime = _options.ThreadTime();
            return;
        }

        int node = _isDeeper ? Tree.Child(-1, CallTree.Deeper, -1) : -1;
        for (int i = _count - 1; i >= 0; i--)
        {
            node = Tree.Child(node, _frames[i].Function, _frames[i].Offset);
        }

        _count = 0;
        _isDeeper = false;
        long time = _options.ThreadTime();
        if (_samples.Count < MostSamples)
        {
            _samples.Add(new Sample(_options.Time() - _start, time - _lastThreadTime, node, tier));
        }

        _lastThreadTime = time;
    }

    /// <summary>The time now.</summary>
    internal long Now => _options.Time();

    /// <summary>The CPU time that the calling thread has used.</summary>
    internal long ThreadNow => _options.ThreadTime();

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
