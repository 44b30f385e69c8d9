namespace ProcVM.X86;

/// <summary>The guest instructions that all threads of an engine may still execute, and those they have executed.</summary>
internal sealed class FuelTank(long fuel, Action spent)
{
    private readonly bool _isLimited = fuel >= 0;
    private long _left = fuel;
    private long _executed;
    private int _isToldSpent;

    /// <summary>Instructions executed.</summary>
    public long Executed => Interlocked.Read(ref _executed);

    /// <summary>True once a thread wanted more than there was.</summary>
    public bool IsSpent => Volatile.Read(ref _isToldSpent) != 0;

    /// <summary>Takes some, as many as wanted if there are; 0 when there are none.</summary>
    public long Take(long wanted)
    {
        if (!_isLimited)
        {
            return wanted;
        }

        long left = Interlocked.Read(ref _left);
        while (true)
        {
            long taken = Math.Min(left, wanted);
            if (taken == 0)
            {
                if (Interlocked.Exchange(ref _isToldSpent, 1) == 0)
                {
                    spent();
                }

                return 0;
            }

            long seen = Interlocked.CompareExchange(ref _left, left - taken, left);
            if (seen == left)
            {
                return taken;
            }

            left = seen;
        }
    }

    /// <summary>Gives back what wasn't needed of what was taken, and counts the rest.</summary>
    public void Return(long taken, long used)
    {
        Interlocked.Add(ref _executed, used);
        if (_isLimited)
        {
            Interlocked.Add(ref _left, taken - used);
        }
    }
}
