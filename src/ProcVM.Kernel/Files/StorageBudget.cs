using ProcVM.Kernel.Memory;

namespace ProcVM.Kernel.Files;

/// <summary>How many bytes of host memory the files that live there may take together.</summary>
public sealed class StorageBudget
{
    /// <summary>Chunks in the largest file: bounds the list of chunks that a sparse file needs.</summary>
    internal const int MaximumChunks = 1 << 18;

    private readonly MemoryQuota _quota;

    /// <summary>A budget of its own.</summary>
    public StorageBudget(long bytes)
        : this(new MemoryQuota((ulong)Math.Max(0, bytes)))
    {
    }

    /// <summary>A budget that files have together with the guest's memory.</summary>
    public StorageBudget(MemoryQuota quota) => _quota = quota;

    /// <summary>The most.</summary>
    public long Limit => (long)Math.Min(long.MaxValue, _quota.Limit);

    /// <summary>What is left.</summary>
    public long Left => Limit - (long)Math.Min(_quota.Limit, _quota.Taken);

    /// <summary>Takes bytes; false, and nothing taken, when so many aren't left.</summary>
    public bool TryTake(long count) => count >= 0 && _quota.TryTake((ulong)count);

    /// <summary>Gives bytes back.</summary>
    public void Return(long count) => _quota.Return((ulong)count);
}
