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
    private readonly (int Function, int Offset, long Left)[] _frames = new (int, int, long)[MostFrames];
    private readonly OpenStacks _stacks = new();
    private readonly Dictionary<(int Function, int Offset), long> _left = [];
    private int _count;
    private bool _isDeeper;
    private long _start;
    private long _lastTime;
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
        return new Probes(Counters, _options.TakesSamples);
    }

    internal void Start()
    {
        _start = _lastTime = _options.Time();
        _lastThreadTime = _options.ThreadTime();
        ThreadTime = -_lastThreadTime;
    }

    internal void End(CodeRegistry registry)
    {
        ThreadTime += _options.ThreadTime();
        Duration = _options.Time() - _start;
        _stacks.Finish(Tree, (sample, node) => _samples[sample] = _samples[sample] with { Node = node });
        Compilations =
        [
            .. from code in registry.Records
               orderby code.Began
               select new Compilation(
                   code.Function, code.Tier, code.Block, code.Began - _start, Nanoseconds(code.CompileTime), Nanoseconds(code.CpuTime), code.Bytes, code.InBackground),
        ];
    }

    /// <summary>The call depth above which an activation that is returned to has something to tell.</summary>
    internal long Threshold => _stacks.Threshold;

    /// <summary>True when there are more activations than are kept.</summary>
    internal bool IsDeeper => _isDeeper;

    /// <summary>Adds an activation to what is being told: the caller of the one before.</summary>
    /// <param name="function">Its function.</param>
    /// <param name="offset">Where it is.</param>
    /// <param name="left">The call depth left to it.</param>
    internal void AddFrame(int function, int offset, long left)
    {
        if (_count == MostFrames)
        {
            _isDeeper = true;
            _frames[^1] = (CallTree.Deeper, -1, _frames[^1].Left);
            return;
        }

        _frames[_count++] = (function, offset, left);
    }

    /// <summary>Ends what is being told; gives the innermost place, or null when there is none.</summary>
    /// <param name="isComplete">The last activation is the run's outermost.</param>
    /// <param name="forSample">A sample follows at the innermost.</param>
    internal OpenPlace? Tell(bool isComplete, bool forSample)
    {
        OpenPlace? innermost = _count == 0 ? null : _stacks.Tell(_frames.AsSpan(0, _count), isComplete || _isDeeper, forSample);
        _count = 0;
        _isDeeper = false;
        return innermost;
    }

    /// <summary>Adds a sample: all time since the one before is its. Without a place the run hasn't begun.</summary>
    internal void AddSample(OpenPlace? place, ProfileTier tier) => AddSample(place, tier, _options.Time(), _options.ThreadTime());

    /// <summary>Adds samples that were noted: a share each of the time since the one before.</summary>
    /// <param name="place">Where they were.</param>
    /// <param name="tier">What ran.</param>
    /// <param name="count">How many.</param>
    /// <param name="shares">How many there are to share it, those that follow counted.</param>
    internal void AddSamples(OpenPlace? place, ProfileTier tier, int count, long shares)
    {
        long time = (_options.Time() - _lastTime) / shares;
        long threadTime = (_options.ThreadTime() - _lastThreadTime) / shares;
        for (int i = 0; i < count; i++)
        {
            AddSample(place, tier, _lastTime + time, _lastThreadTime + threadTime);
        }
    }

    private void AddSample(OpenPlace? place, ProfileTier tier, long time, long threadTime)
    {
        if (_samples.Count < MostSamples && place is not null)
        {
            place.Samples.Add(_samples.Count);
            _samples.Add(new Sample(time - _start, threadTime - _lastThreadTime, -1, tier));
        }

        _lastTime = time;
        _lastThreadTime = threadTime;
    }

    /// <summary>The time now.</summary>
    internal long Now => _options.Time();

    /// <summary>The CPU time that the calling thread has used.</summary>
    internal long ThreadNow => _options.ThreadTime();

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;
}
