namespace ProcVM.Fuzz;

/// <summary>Ends the process when one input takes too long: a hang can't be caught otherwise.</summary>
/// <remarks>What counts is the processor time that the process used, so that a busy machine, or a process that was stopped for a while, is no hang. A hang
/// that waits uses none: for that there is a limit of another size.</remarks>
internal sealed class Watchdog : IDisposable
{
    private const int LooksPerPatience = 4;
    private const int MostLooks = 100;

    private readonly string _kind;
    private readonly TimeSpan _patience;
    private readonly Timer _timer;
    private object? _current;
    private object? _seen;
    private TimeSpan _since;
    private int _looks;

    /// <summary>A watchdog that ends an input which has used <paramref name="patience"/> milliseconds of processor time, or has been seen some hundred
    /// times.</summary>
    internal Watchdog(string kind, int patience)
    {
        _kind = kind;
        _patience = TimeSpan.FromMilliseconds(patience);
        int pause = Math.Max(1, patience / LooksPerPatience);
        _timer = new Timer(Look, null, pause, pause);
    }

    /// <summary>Tells which input has its turn; null for none.</summary>
    internal void Begin(int? number) => Volatile.Write(ref _current, number);

    public void Dispose() => _timer.Dispose();

    private void Look(object? state)
    {
        object? current = Volatile.Read(ref _current);
        TimeSpan used = Environment.CpuUsage.TotalTime;
        if (current is null || !ReferenceEquals(current, _seen))
        {
            _seen = current;
            _since = used;
            _looks = 0;
        }
        else if (used - _since > _patience || ++_looks > MostLooks)
        {
            Environment.FailFast($"{_kind} {current} of this fuzzer hangs");
        }
    }
}
