using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Tiers;

/// <summary>The compiled code of an instance: what was made of which function, when, and at what cost. Written by compilers, read by anybody.</summary>
public sealed class CodeRegistry
{
    private readonly Lock _lock = new();
    private readonly List<CodeRecord> _records = [];

    /// <summary>Told of each piece of code when it is installed, on the thread that compiled it.</summary>
    public event Action<CodeRecord>? Installed;

    /// <summary>True when there is no code yet.</summary>
    public bool IsEmpty => _records.Count == 0;

    /// <summary>Told when all code of the optimizing tier was evicted, on the guest's thread.</summary>
    public event Action? Evicted;

    /// <summary>How often that happened.</summary>
    public int Evictions { get; private set; }

    /// <summary>All code so far, in its order.</summary>
    public CodeRecord[] Records
    {
        get
        {
            lock (_lock)
            {
                return [.. _records];
            }
        }
    }

    /// <summary>Notes that the code of the optimizing tier is gone.</summary>
    internal void AddEviction()
    {
        Evictions++;
        Evicted?.Invoke();
    }

    /// <summary>Notes what a tier made at once; its functions share the time by their size.</summary>
    internal void Add(CompiledGroup? group, ProfileTier tier, int block, CompileClock clock, bool inBackground = false)
    {
        if (group is null)
        {
            return;
        }

        long bytes = 0;
        foreach (CompiledFunction function in group.Functions)
        {
            bytes += function.Bytes;
        }

        foreach (CompiledFunction function in group.Functions)
        {
            nint address = !function.IsNative ? 0 : function.Code != 0 ? function.Code : function.Enter;
            double share = group.Functions.Length == 1 ? 1 : (double)function.Bytes / Math.Max(1, bytes);
            Add(new CodeRecord(
                function.Function, tier, block, address, function.Bytes, clock.Began, clock.Elapsed * share, clock.CpuTime * share, inBackground));
        }
    }

    /// <summary>Notes one piece of code.</summary>
    internal void Add(CodeRecord record)
    {
        lock (_lock)
        {
            _records.Add(record);
        }

        Installed?.Invoke(record);
    }
}

/// <summary>A piece of compiled code.</summary>
/// <param name="Function">The function, imports counted.</param>
/// <param name="Tier">The tier; the interpreter's own code is noted in profiled runs alone.</param>
/// <param name="Block">The block that it is entered at, in the middle of a loop; −1 when it is the function itself.</param>
/// <param name="Address">Where it starts; 0 when that isn't known.</param>
/// <param name="Bytes">The code's size: register code, CIL or machine code, in bytes; 0 when nobody knows.</param>
/// <param name="Began">When compiling began, in nanoseconds of the clock that the run is profiled by.</param>
/// <param name="CompileTime">How long it took.</param>
/// <param name="CpuTime">The CPU time of that; without a profiler the same.</param>
/// <param name="InBackground">It was made by a thread of its own, while the guest ran.</param>
public sealed record CodeRecord(
    int Function, ProfileTier Tier, int Block, nint Address, int Bytes, long Began, TimeSpan CompileTime, TimeSpan CpuTime, bool InBackground);
