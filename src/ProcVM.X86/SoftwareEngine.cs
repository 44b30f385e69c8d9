using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.X86.Memory;
using ProcVM.X86.Units;

namespace ProcVM.X86;

/// <summary>The interpreter as an engine: guest code is data, decoded and executed one instruction after another, on every host.</summary>
public sealed class SoftwareEngine : IGuestEngine
{
    /// <summary>What programs' files may take beside the memory that programs write to, in bytes.</summary>
    private const ulong FileAllowance = 256UL << 20;

    private readonly Lock _gate = new();
    private readonly HashSet<SoftwareThread> _threads = [];
    private readonly FramePool _pool;
    private bool _isOver;

    /// <summary>An engine without guests.</summary>
    /// <param name="memory">The bytes of memory that its guests may have together, their files' contents apart.</param>
    /// <param name="fuel">The instructions that they may execute together; −1 for any number.</param>
    /// <param name="fuelSpent">Called, on a guest's thread, when one wants to execute more than that; all guests end then.</param>
    public SoftwareEngine(ulong memory, long fuel = -1, Action? fuelSpent = null)
    {
        _pool = new FramePool(memory + FileAllowance);
        Fuel = new FuelTank(fuel, fuelSpent ?? (static () => { }));
    }

    /// <inheritdoc/>
    public string Name => "interp";

    /// <summary>Guest instructions executed so far.</summary>
    public long Instructions => Fuel.Executed;

    /// <summary>True when guests ended because the fuel was spent.</summary>
    public bool IsFuelSpent => Fuel.IsSpent;

    /// <inheritdoc/>
    public (uint Eax, uint Ebx, uint Ecx, uint Edx) Identify(uint leaf, uint subleaf) => Identification.Answer(leaf);

    /// <inheritdoc/>
    public int ExtendedStateSize => ExtendedState.Size;

    /// <inheritdoc/>
    public bool HasBaseInstructions => false;

    internal FuelTank Fuel { get; }

    /// <summary>Frames of memory in use.</summary>
    internal long FramesTaken => _pool.Taken;

    /// <inheritdoc/>
    public Errno CreateSpace(out IGuestThread? thread)
    {
        SoftwareThread made = new(this, new SoftwareAddressSpace(_pool));
        bool isAdded = TryAdd(made);
        thread = isAdded ? made : null;
        return isAdded ? Errno.None : Errno.ENOMEM;
    }

    /// <summary>Ends every thread; the memory goes when the last of them is out of guest code.</summary>
    public void Dispose()
    {
        SoftwareThread[] threads;
        lock (_gate)
        {
            _isOver = true;
            threads = [.. _threads];
        }

        foreach (SoftwareThread thread in threads)
        {
            thread.Space.Kill();
        }
    }

    /// <summary>Takes a thread in; false when the engine is over.</summary>
    internal bool TryAdd(SoftwareThread thread)
    {
        lock (_gate)
        {
            return !_isOver && _threads.Add(thread);
        }
    }

    internal void Remove(SoftwareThread thread)
    {
        lock (_gate)
        {
            _threads.Remove(thread);
        }
    }
}
