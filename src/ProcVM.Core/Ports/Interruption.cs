namespace ProcVM.Core.Ports;

/// <summary>Asks an instance, from any thread, to stop waiting: host files that block watch one of these.</summary>
public sealed class Interruption
{
    private readonly Lock _gate = new();
    private Action? _wake;
    private volatile bool _isRequested;

    /// <summary>True from the first request on.</summary>
    public bool IsRequested => _isRequested;

    /// <summary>Ends every wait that watches this, now and later.</summary>
    public void Request()
    {
        Action? wake;
        lock (_gate)
        {
            _isRequested = true;
            wake = _wake;
        }

        wake?.Invoke();
    }

    /// <summary>Registers what ends a host wait; called at once when the request came already, perhaps more than once.</summary>
    public void OnRequest(Action wake)
    {
        lock (_gate)
        {
            _wake += wake;
        }

        if (_isRequested)
        {
            wake();
        }
    }
}
