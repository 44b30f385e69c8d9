namespace ProcVM.Fuzz;

/// <summary>Ends the process when one input takes too long: a hang can't be caught otherwise.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly string _kind;
    private readonly Timer _timer;
    private object? _current;
    private object? _seen;

    /// <summary>A watchdog that looks every <paramref name="patience"/> milliseconds; an input that it sees twice hangs.</summary>
    internal Watchdog(string kind, int patience)
    {
        _kind = kind;
        _timer = new Timer(Look, null, patience, patience);
    }

    /// <summary>Tells which input has its turn; null for none.</summary>
    internal void Begin(int? number) => Volatile.Write(ref _current, number);

    public void Dispose() => _timer.Dispose();

    private void Look(object? state)
    {
        object? current = Volatile.Read(ref _current);
        if (current is not null && ReferenceEquals(current, _seen))
        {
            Environment.FailFast($"{_kind} {current} of this fuzzer hangs");
        }

        _seen = current;
    }
}
