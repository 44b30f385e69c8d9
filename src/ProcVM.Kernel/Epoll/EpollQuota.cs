namespace ProcVM.Kernel.Epoll;

/// <summary>How many files the sets of an instance may watch (epoll(7), max_user_watches).</summary>
/// <param name="limit">At most so many.</param>
public sealed class EpollQuota(int limit)
{
    private int _used;

    internal bool TryTake()
    {
        if (Interlocked.Increment(ref _used) <= limit)
        {
            return true;
        }

        Interlocked.Decrement(ref _used);
        return false;
    }

    internal void GiveBack() => Interlocked.Decrement(ref _used);
}
