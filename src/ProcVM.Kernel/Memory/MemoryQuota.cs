namespace ProcVM.Kernel.Memory;

/// <summary>How much memory the processes of an instance may have together: every page that one of them can write counts, touched or not.</summary>
public sealed class MemoryQuota(ulong limit)
{
    private readonly Lock _gate = new();
    private ulong _taken;

    /// <summary>The most.</summary>
    public ulong Limit => limit;

    /// <summary>What is taken now.</summary>
    public ulong Taken
    {
        get
        {
            lock (_gate)
            {
                return _taken;
            }
        }
    }

    /// <summary>Takes some; false, and nothing taken, when so much isn't left.</summary>
    public bool TryTake(ulong bytes)
    {
        lock (_gate)
        {
            if (bytes > limit - Math.Min(limit, _taken))
            {
                return false;
            }

            _taken += bytes;
            return true;
        }
    }

    /// <summary>Gives some back.</summary>
    public void Return(ulong bytes)
    {
        lock (_gate)
        {
            _taken -= bytes;
        }
    }

    /// <summary>What was counted as <paramref name="before"/> is really <paramref name="after"/>.</summary>
    internal void Settle(ulong before, ulong after)
    {
        lock (_gate)
        {
            _taken = _taken - before + after;
        }
    }
}
