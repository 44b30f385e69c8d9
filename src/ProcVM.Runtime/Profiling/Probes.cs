using System.Runtime.InteropServices;
using ProcVM.Core;

namespace ProcVM.Runtime.Profiling;

/// <summary>What code is to do so that a run can be profiled. Code of runs that aren't has nothing of it.</summary>
/// <remarks>A sample is asked for by a bit of <see cref="Execution.EngineState.Interrupt"/> and taken by the guest's own thread: before control leaves a
/// routine, by a call or a return, and at backward branches. So time is never charged to another routine than the one that spent it. Compiled code looks
/// where it compares something anyway: the call depth before a call, and behind it, where what is found is the callee's; and in those loops alone that may be
/// long, so that code is as fast as it is without: a short loop counts as the line behind it.</remarks>
internal sealed unsafe class Probes : IDisposable
{
    private const int MostNotes = 4096;

    private SampleNote* _notes;

    /// <summary>Probes for an instance.</summary>
    public Probes(BlockCounters? counters, bool takesSamples)
    {
        Counters = counters;
        // Not what becomes of the notes: a compiler may still be at work when the run is over, and must not change its mind.
        TakesSamples = takesSamples;
        if (takesSamples)
        {
            _notes = (SampleNote*)NativeMemory.AllocZeroed(MostNotes, (nuint)sizeof(SampleNote));
        }
    }

    /// <summary>Where blocks are counted; null when they aren't.</summary>
    public BlockCounters? Counters { get; }

    /// <summary>True when samples are taken.</summary>
    public bool TakesSamples { get; }

    /// <summary>Where loops of managed compiled code note samples; what doesn't fit is the next one's.</summary>
    public SampleNote* Notes => _notes;

    /// <summary>The notes' end.</summary>
    public SampleNote* NotesEnd => _notes + MostNotes;

    /// <summary>Instructions of an inlined function up to which its time counts as its caller's: a look at the flag costs as much as a few of them do.</summary>
    public const int MostUnseen = 24;

    /// <summary>Frees what it has; the counters are the recorder's.</summary>
    public void Dispose()
    {
        NativeBlock.Free(_notes);
        _notes = null;
    }
}
