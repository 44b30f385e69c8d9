using ProcVM.Module;
using ProcVM.Personality.Pvm.Heap;

namespace ProcVM.Personality.Pvm;

/// <summary>The heap.</summary>
/// <param name="state">The memory, and how the call ends.</param>
/// <param name="start">Where in memory the heap begins.</param>
public sealed class HeapCalls(PvmCallState state, uint start)
{
    private GuestHeap? _heap;

    // The memory comes with the instance, after this object.
    private GuestHeap Heap => _heap ??= new GuestHeap(state.Memory, start);

    /// <summary><c>heap_alloc</c>.</summary>
    public uint Allocate(uint size)
    {
        HeapOutcome outcome = Heap.Allocate(size, out uint address);
        if (outcome == HeapOutcome.Exhausted)
        {
            state.MemoryLimit();
        }
        else if (outcome != HeapOutcome.Ok)
        {
            Trap(outcome, address);
        }

        return address;
    }

    /// <summary><c>heap_free</c>.</summary>
    public void Free(uint block)
    {
        if (block == 0)
        {
            state.Trap(TrapKind.Nil, "nil can't be disposed");
            return;
        }

        Trap(Heap.Free(block), block);
    }

    /// <summary><c>heap_size</c>: what of the block may be used, at least what was asked for; 0 for nil.</summary>
    public uint SizeOf(uint block)
    {
        if (block == 0)
        {
            return 0;
        }

        Trap(Heap.SizeOf(block, out uint size), block);
        return size;
    }

    /// <summary><c>heap_available</c>: free bytes, those that the memory may still grow by included.</summary>
    public long Available() => (long)Math.Min(Heap.Available, long.MaxValue);

    /// <summary><c>heap_lists</c>: the table of blocks that wait to be taken again (<see cref="Core.HeapFormat"/>), or 0.</summary>
    public uint Lists() => Heap.Table;

    private void Trap(HeapOutcome outcome, uint block)
    {
        string? message = outcome switch
        {
            HeapOutcome.Unknown => $"address {block} isn't that of a block that new or getmem gave",
            HeapOutcome.Freed => $"the block at address {block} was disposed already",
            HeapOutcome.Corrupted => $"the heap is damaged near address {block}: something was written outside its block",
            _ => null,
        };
        if (message is not null)
        {
            state.Trap(TrapKind.Pointer, message);
        }
    }
}
