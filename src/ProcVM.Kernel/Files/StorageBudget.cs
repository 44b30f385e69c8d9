namespace ProcVM.Kernel.Files;

/// <summary>How many bytes of host memory the files that live there may take together.</summary>
public sealed class StorageBudget(long bytes)
{
    /// <summary>Chunks in the largest file: bounds the list of chunks that a sparse file needs.</summary>
    internal const int MaximumChunks = 1 << 18;

    private long _left = bytes;

    /// <summary>Takes bytes; false, and nothing taken, when so many aren't left.</summary>
    public bool TryTake(long count)
    {
        if (count > _left)
        {
            return false;
        }

        _left -= count;
        return true;
    }

    /// <summary>Gives bytes back.</summary>
    public void Return(long count) => _left += count;
}
