using ProcVM.Module;
using ProcVM.Vmm;

namespace ProcVM.Soak.Work;

/// <summary>A program that only a limit ends.</summary>
internal sealed class LimitWork(InstanceEnd end, InstanceOptions options, string source) : IWork
{
    private const string Loop = "program loop; var n: integer; begin n := 0; while true do n := (n + 1) mod 1000 end.";
    private const string Bomb = "program bomb; type p = ^r; r = record next: p; data: array [1..1000] of char end; var a: p; begin while true do new(a) end.";
    private const string Growth = "program growth; var a: array of integer; n: integer; begin n := 1; while true do begin n := n * 2; setlength(a, n) end end.";

    private readonly VerifiedModule _module = Guest.Compile("limit.pas", source);
    private long _fuelUsed = -1;

    public string Kind => "limit";

    public string Name => "limit " + end;

    public static IWork[] All() =>
    [
        new LimitWork(InstanceEnd.FuelSpent, new InstanceOptions { Fuel = 123_456 }, Loop),
        new LimitWork(InstanceEnd.TimedOut, new InstanceOptions { Timeout = TimeSpan.FromMilliseconds(20) }, Loop),
        new LimitWork(InstanceEnd.MemoryLimit, new InstanceOptions { Memory = 16 << 20 }, Bomb),
        new LimitWork(InstanceEnd.MemoryLimit, new InstanceOptions { Memory = 16 << 20 }, Growth),
    ];

    public void Perform(Round round)
    {
        InstanceResult result = Guest.Run(round, _module, options, [], out _);
        Guest.Expect(end, result);
        // A block that the fuel doesn't last for isn't entered: always the same one.
        long used = result.Statistics.FuelUsed;
        long before = Interlocked.CompareExchange(ref _fuelUsed, used, -1);
        if (options.Fuel >= 0 && (used > options.Fuel || (before != -1 && before != used)))
        {
            throw new InvalidOperationException($"used {used} of {options.Fuel} instructions, and {before} before");
        }
    }
}
