using System.Runtime.InteropServices;
using ProcVM.Core;

namespace ProcVM.Runtime.Profiling;

/// <summary>What code is to do so that a run can be profiled. Code of runs that aren't has nothing of it.</summary>
/// <remarks>A sample is asked for by a bit of <see cref="Execution.EngineState.Interrupt"/> and taken by the guest's own thread: before control leaves a
/// routine, by a call or a return, and at backward branches. So time is never charged to another routine than the one that spent it.</remarks>
internal sealed unsafe class Probes : IDisposable
{
    private const int ScratchBytes = 64 << 10;

    private byte* _callSites;
    private byte* _scratch;

    /// <summary>Probes for an instance whose call depth has so many bytes.</summary>
    public Probes(BlockCounters? counters, bool takesSamples, uint depth)
    {
        Counters = counters;
        if (takesSamples)
        {
            // As large as the guest's stack, but the pages that are never reached cost nothing.
            _callSites = (byte*)NativeMemory.AllocZeroed((nuint)depth + sizeof(long));
            _scratch = (byte*)NativeMemory.AllocZeroed(ScratchBytes);
        }
    }

    /// <summary>Where blocks are counted; null when they aren't.</summary>
    public BlockCounters? Counters { get; }

    /// <summary>True when samples are taken.</summary>
    public bool TakesSamples => _callSites != null;

    /// <summary>Where compiled code tells from where it calls: 8 bytes at the call depth left after the callee's cost is taken. An activation costs 64 or
    /// more, so each has its own place, and what an escape or return leaves there is never read.</summary>
    public byte* CallSites => _callSites;

    /// <summary>Where a loop of compiled code keeps its variables while a sample is taken, so that they needn't survive a call.</summary>
    public byte* Scratch => _scratch;

    /// <summary>Variables that there is room for.</summary>
    public static int ScratchSlots => ScratchBytes / sizeof(long);

    /// <summary>Frees the call sites; the counters are the recorder's.</summary>
    public void Dispose()
    {
        NativeBlock.Free(_callSites);
        NativeBlock.Free(_scratch);
        _callSites = null;
        _scratch = null;
    }
}
