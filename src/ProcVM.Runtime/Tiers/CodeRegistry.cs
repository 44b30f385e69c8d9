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

    /// <summary>Notes what a tier made at once; the time is the first function's.</summary>
    internal void Add(CompiledGroup? group, ProfileTier tier, int block, TimeSpan time)
    {
        foreach (CompiledFunction function in group?.Functions ?? [])
        {
            CodeRecord record = new(
                function.Function, tier, block, function.IsNative ? (function.Code != 0 ? function.Code : function.Enter) : 0, function.Bytes, time, Environment.TickCount64);
            time = TimeSpan.Zero;
            lock (_lock)
            {
                _records.Add(record);
            }

            Installed?.Invoke(record);
        }
    }
}

/// <summary>A piece of compiled code.</summary>
/// <param name="Function">The function, imports counted.</param>
/// <param name="Tier">The tier.</param>
/// <param name="Block">The block that it is entered at, in the middle of a loop; −1 when it is the function itself.</param>
/// <param name="Address">Where it starts; 0 when that isn't known.</param>
/// <param name="Bytes">The code's size: CIL or machine code, in bytes; 0 when nobody knows.</param>
/// <param name="CompileTime">How long it took, with the functions that were compiled along with it.</param>
/// <param name="InstalledAt">When it was installed, in milliseconds as <see cref="Environment.TickCount64"/> counts.</param>
public sealed record CodeRecord(
    int Function, ProfileTier Tier, int Block, nint Address, int Bytes, TimeSpan CompileTime, long InstalledAt);
