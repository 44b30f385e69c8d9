using ProcVM.Host;
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
        // Any step in a wide range is as likely as any other, so that no loop of the guest's keeps time with them; about 650 samples a second.
        Random random = new();
        while (true)
        {
            HostClock.Sleep(random.Next(500_000, 2_500_000));
            if (_ended.IsSet)
            {
                return;
            }

            _instance.RequestSample();
        }
    }
}
