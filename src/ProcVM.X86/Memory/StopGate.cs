namespace ProcVM.X86.Memory;

/// <summary>Lets the threads of an address space use its pages without locks, and one at a time change what the others use: it waits until they all are where they
/// hold no address of a frame.</summary>
internal sealed class StopGate
{
    private readonly object _gate = new();
    private int _inside;
    private bool _isStopping;

    /// <summary>True while somebody wants those inside to leave.</summary>
    public bool IsWanted => Volatile.Read(ref _isStopping);

    /// <summary>From here on the thread may hold addresses of frames.</summary>
    public void Enter()
    {
        Interlocked.Increment(ref _inside);
        while (IsWanted)
        {
            Leave();
            lock (_gate)
            {
                while (_isStopping)
                {
                    Monitor.Wait(_gate);
                }
            }

            Interlocked.Increment(ref _inside);
        }
    }

    /// <summary>The thread holds no address of a frame any more.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _inside) == 0 && IsWanted)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }

    /// <summary>Waits until nobody is inside, and keeps it so. The caller isn't inside.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            while (_isStopping)
            {
                Monitor.Wait(_gate);
            }

            _isStopping = true;
            Interlocked.MemoryBarrier();
            while (Volatile.Read(ref _inside) != 0)
            {
                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Lets the others go on.</summary>
    public void Go()
    {
        lock (_gate)
        {
            _isStopping = false;
            Monitor.PulseAll(_gate);
        }
    }
}
