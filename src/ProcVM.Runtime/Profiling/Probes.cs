using System.Runtime.InteropServices;
using ProcVM.Core;

namespace ProcVM.Runtime.Profiling;

/// <summary>What code is to do so that a run can be profiled. Code of runs that aren't has nothing of it.</summary>
/// <remarks>A sample is asked for by a bit of <see cref="Execution.EngineState.Interrupt"/> and taken by the guest's own thread: before control leaves a
/// routine, by a call or a return, and at backward branches. So time is never charged to another routine than the one that spent it.</remarks>
internal sealed unsafe class Probes : IDisposable
{
    private long* _callSites;

    /// <summary>Probes for an instance whose call depth has so many bytes.</summary>
    public Probes(BlockCounters? counters, bool takesSamples, uint depth)
    {
        Counters = counters;
        if (takesSamples)
        {
            _callSites = (long*)NativeMemory.AllocZeroed((depth / 64) + 2, sizeof(long));
        }
    }

    /// <summary>Where blocks are counted; null when they aren't.</summary>
    public BlockCounters? Counters { get; }

    /// <summary>True when samples are taken.</summary>
    public bool TakesSamples => _callSites != null;

    /// <summary>Where compiled code tells from where it calls: by the call depth left after the callee's cost is taken, in units of 64 bytes. An
    /// activation costs 64 bytes or more, so each has its own place, and what an escape or return leaves there is never read.</summary>
    public long* CallSites => _callSites;

    /// <summary>Frees the call sites; the counters are the recorder's.</summary>
    public void Dispose()
    {
        NativeBlock.Free(_callSites);
        _callSites = null;
    }
}
