namespace ProcVM.Personality.Pvm.Heap;

/// <summary>How a heap operation ended.</summary>
internal enum HeapOutcome
{
    /// <summary>It succeeded.</summary>
    Ok,

    /// <summary>The memory can't grow so far.</summary>
    Exhausted,

    /// <summary>The pointer isn't one that the heap gave.</summary>
    Unknown,

    /// <summary>The block was freed before.</summary>
    Freed,

    /// <summary>The program has overwritten what stands before a block.</summary>
    Corrupted,
}
