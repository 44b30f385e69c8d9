using ProcVM.Module;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>An endless program that another thread stops, sooner or later: before it begins, too.</summary>
internal sealed class InterruptWork : IWork
{
    private const int Longest = 10;

    private readonly VerifiedModule _module = Guest.Compile("loop.pas", "program loop; begin while true do writeln('on and on') end.");

    public string Kind => "interrupt";

    public string Name => "interrupt";

    public void Perform(Round round)
    {
        using MemoryStreamFile none = new([]);
        using PcodeGuest guest = Guest.Create(round, _module, new InstanceOptions { Streams = new(none, none, none) });
        int delay = round.Random.Next(Longest);
        Thread other = new(() =>
        {
            Thread.Sleep(delay);
            guest.Interrupt();
        });
        other.Start();
        InstanceResult result = guest.Run();
        other.Join();
        round.Ended(result.Statistics);
        Guest.Expect(InstanceEnd.Stopped, result);
    }
}
