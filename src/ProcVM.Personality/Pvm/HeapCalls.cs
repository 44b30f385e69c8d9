using ProcVM.Module;

namespace ProcVM.Personality.Pvm;

/// <summary>The heap.</summary>
public sealed class HeapCalls(PvmCallState state)
{
    /// <summary><c>heap_alloc</c> of pvm.map.</summary>
    public uint Allocate(uint size)
    {
        state.Trap(TrapKind.Unreachable, "heap_alloc");
        return default;
    }

    /// <summary><c>heap_free</c> of pvm.map.</summary>
    public void Free(uint block)
    {
        state.Trap(TrapKind.Unreachable, "heap_free");
    }

    /// <summary><c>heap_size</c> of pvm.map.</summary>
    public uint SizeOf(uint block)
    {
        state.Trap(TrapKind.Unreachable, "heap_size");
        return default;
    }

    /// <summary><c>heap_available</c> of pvm.map.</summary>
    public long Available()
    {
        state.Trap(TrapKind.Unreachable, "heap_available");
        return default;
    }
}
