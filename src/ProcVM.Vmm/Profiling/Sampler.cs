using ProcVM.Runtime;

namespace ProcVM.Vmm.Profiling;

/// <summary>Asks an instance for a sample again and again, from a thread of its own.</summary>
internal sealed class Sampler : IDisposable
{
    private readonly ManualResetEventSlim _ended = new();
    private readonly PcodeInstance _instance;
    private readonly Thread _thread;

    /// <summary>Starts to ask.</summary>
    public Sampler(PcodeInstance instance)
    {
        _instance = instance;
        _thread = new Thread(Ask, 256 << 10) { IsBackground = true, Name = "sampler" };
        _thread.Start();
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }

    private void Ask()
    {
        // Unequal steps, so that no loop of the guest's keeps time with them; about 700 samples a second.
        uint state = 2463534242;
        while (true)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            Thread.Sleep(1 + (int)(state % 3 / 2));
            if (_ended.IsSet)
            {
                return;
            }

            _instance.RequestSample();
        }
    }
}
