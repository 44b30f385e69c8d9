namespace ProcVM.Soak;

/// <summary>Collects garbage again and again, of a generation by turns: no guest may hold that up, and no compiled code may be lost by it.</summary>
internal sealed class Collector : IDisposable
{
    private const int Generations = 3;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(70);

    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _thread;
    private long _collections;

    /// <summary>Begins.</summary>
    public Collector()
    {
        _thread = new Thread(() =>
        {
            while (!_end.Wait(s_pause))
            {
                GC.Collect((int)(_collections % Generations), GCCollectionMode.Forced, blocking: true);
                _collections++;
            }
        });
        _thread.Start();
    }

    /// <summary>How many there were.</summary>
    public long Collections => Volatile.Read(ref _collections);

    public void Dispose()
    {
        _end.Set();
        _thread.Join();
        _end.Dispose();
    }
}
