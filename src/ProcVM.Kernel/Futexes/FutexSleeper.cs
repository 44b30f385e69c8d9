using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Futexes;

/// <summary>A thread that waits on a word, from before it looks at the word until it is woken or has given up.</summary>
public sealed class FutexSleeper
{
    private readonly object _gate = new();
    private volatile bool _isWoken;

    internal FutexSleeper(FutexKey key, uint bits, int thread)
    {
        Key = key;
        Bits = bits;
        Thread = thread;
    }

    /// <summary>What it waits on; another word once it was moved there.</summary>
    public FutexKey Key { get; internal set; }

    /// <summary>The number of the thread.</summary>
    public int Thread { get; }

    /// <summary>True once somebody has woken it.</summary>
    public bool IsWoken => _isWoken;

    /// <summary>Wakes that don't have one of these bits aren't for it.</summary>
    internal uint Bits { get; }

    /// <summary>Sleeps until it is woken.</summary>
    /// <param name="waiter">The thread's way to wait.</param>
    /// <param name="deadline">When it wakes by itself.</param>
    /// <returns>ETIMEDOUT, or EINTR when the thread is wanted elsewhere: it may be woken all the same until it is withdrawn.</returns>
    public Errno Sleep(Waiter waiter, Deadline deadline)
    {
        lock (_gate)
        {
            while (!_isWoken)
            {
                if (deadline.IsOver)
                {
                    return Errno.ETIMEDOUT;
                }

                if (!waiter.Wait(_gate, deadline.Milliseconds) && !_isWoken)
                {
                    return Errno.EINTR;
                }
            }
        }

        return Errno.None;
    }

    internal void MarkWoken() => _isWoken = true;

    internal void Rouse()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
