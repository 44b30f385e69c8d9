namespace ProcVM.Kernel.Processes;

/// <summary>One thread's way to wait for something inside the instance, until it happens or somebody wants the thread's attention.</summary>
/// <remarks>Whoever waits holds the lock of what it waits for, and looks again after each <see cref="Wait"/>.</remarks>
public sealed class Waiter
{
    private object? _place;
    private volatile bool _isWanted;

    /// <summary>The process whose thread it is; null for none of a process.</summary>
    public GuestProcess? Process { get; init; }

    /// <summary>True while somebody wants the thread's attention: waits end at once.</summary>
    public bool IsWanted => _isWanted;

    /// <summary>Waits until the lock's owner is pulsed; false when the thread is wanted elsewhere.</summary>
    /// <param name="gate">What is locked by the caller, and pulsed when something changes.</param>
    /// <param name="milliseconds">At most so long; −1 for ever.</param>
    public bool Wait(object gate, int milliseconds = Timeout.Infinite)
    {
        Volatile.Write(ref _place, gate);
        Interlocked.MemoryBarrier();
        if (!_isWanted)
        {
            Monitor.Wait(gate, milliseconds);
        }

        Volatile.Write(ref _place, null);
        return !_isWanted;
    }

    /// <summary>Wants the thread's attention, from any thread. Hold no lock that its waits are made with.</summary>
    public void Demand()
    {
        _isWanted = true;
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _place) is { } place)
        {
            lock (place)
            {
                Monitor.PulseAll(place);
            }
        }
    }

    /// <summary>The thread pays attention from now on.</summary>
    public void Attend() => _isWanted = false;
}
