using System.Diagnostics;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Tiers;

/// <summary>Measures one compilation, on the thread that does it.</summary>
internal readonly struct CompileClock
{
    private readonly ProfileRecorder? _recorder;
    private readonly long _cpuTime;

    private CompileClock(ProfileRecorder? recorder)
    {
        _recorder = recorder;
        Began = recorder?.Now ?? Stopwatch.GetTimestamp();
        _cpuTime = recorder?.ThreadNow ?? 0;
    }

    /// <summary>When it began: in nanoseconds of the profiler's clock, or in the stopwatch's own unit.</summary>
    public long Began { get; }

    /// <summary>How long it has taken.</summary>
    public TimeSpan Elapsed => _recorder is null ? Stopwatch.GetElapsedTime(Began) : FromNanoseconds(_recorder.Now - Began);

    /// <summary>The CPU time it has taken; without a profiler the time.</summary>
    public TimeSpan CpuTime => _recorder is null ? Elapsed : FromNanoseconds(_recorder.ThreadNow - _cpuTime);

    /// <summary>Begins.</summary>
    public static CompileClock Start(ProfileRecorder? recorder) => new(recorder);

    private static TimeSpan FromNanoseconds(long nanoseconds) => TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick);
}
