namespace ProcVM.Soak;

/// <summary>Where workers pass between two instances, and rest while it is closed.</summary>
internal sealed class Gate(int workers) : IDisposable
{
    private readonly ManualResetEventSlim _open = new(initialState: true);
    private readonly SemaphoreSlim _resting = new(0);

    /// <summary>Waits while the gate is closed.</summary>
    public void Pass()
    {
        if (!_open.IsSet)
        {
            _resting.Release();
            _open.Wait();
        }
    }

    /// <summary>A worker that ends passes for good: it counts as resting from now on.</summary>
    public void Leave() => _resting.Release(1 << 20);

    /// <summary>Closes the gate and waits until every worker rests; false when one doesn't come in time.</summary>
    public bool TryClose(TimeSpan patience)
    {
        _open.Reset();
        for (int i = 0; i < workers; i++)
        {
            if (!_resting.Wait(patience))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Opens it again.</summary>
    public void Open() => _open.Set();

    public void Dispose()
    {
        _open.Dispose();
        _resting.Dispose();
    }
}
