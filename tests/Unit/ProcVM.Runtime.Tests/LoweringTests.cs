using System.Security.Cryptography;
using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Runtime.Tests;

/// <summary>The lowered code does what the specification says, on generated programs.</summary>
public sealed class LoweringTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    [InlineData(300_000)]
    public void Generated_programs_do_what_the_reference_machine_does(int firstSeed)
    {
        Dictionary<string, int> ends = [];
        int count = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_GENERATED"), out int wanted) ? wanted : 400;
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            string end = Compare(seed);
            ends[end] = ends.GetValueOrDefault(end) + 1;
        }

        // Programs that all end the same way would prove little.
        Assert.True(ends.GetValueOrDefault("Exited") > count / 10, string.Join(", ", ends));
        Assert.True(ends.Count > 3, string.Join(", ", ends));
    }

    private static string Compare(int seed)
    {
        PcodeModule module = new ProgramGenerator(seed).Build();
        LoadResult<VerifiedModule> verified = Verifier.Verify(module);
        Assert.True(verified.Succeeded, $"seed {seed}: {string.Join('\n', verified.Diagnostics)}");
        ReferenceMachine reference = new(verified.Value);
        reference.Run();
        if (reference.RanTooLong)
        {
            return "TooLong";
        }

        RunAndCompare(seed, verified.Value, reference, fuel: -1);
        RunAndCompare(seed, verified.Value, reference, fuel: long.MaxValue);
        return reference.Trap == TrapKind.None ? "Exited" : reference.Trap.ToString();
    }

    private static void RunAndCompare(int seed, VerifiedModule verified, ReferenceMachine reference, long fuel)
    {
        LoadResult<PcodeInstance> created = PcodeInstance.Create(verified, new NoHostCalls(), new PcodeLimits { Fuel = fuel });
        Assert.True(created.Succeeded);
        using PcodeInstance instance = created.Value;
        RunResult result = instance.Run();
        string what = $"seed {seed}, fuel {fuel}: ";
        Assert.True((result.Trap?.Kind ?? TrapKind.None) == reference.Trap, $"{what}trap {result.Trap} for {reference.Trap}");
        if (reference.Trap != TrapKind.None)
        {
            PcodeModule module = verified.Module;
            Assert.True(module.Lines!.TryFind(reference.TrapFunction, reference.TrapOffset, out _, out int line));
            Assert.True(result.Trap!.Frames[0].Line == line && result.Trap.Frames[0].Function == module.NameOf(reference.TrapFunction),
                $"{what}trapped {reference.Trap} at {result.Trap.Frames[0]} for {module.NameOf(reference.TrapFunction)}:{line}");
        }

        instance.Memory.TrySlice(0, (uint)instance.Memory.Size, out Span<byte> memory);
        Assert.True(SHA256.HashData(memory).AsSpan().SequenceEqual(SHA256.HashData(reference.Memory)), what + "memory differs");
        if (fuel > 0)
        {
            Assert.True(result.Statistics.FuelUsed == reference.Fuel, $"{what}fuel {result.Statistics.FuelUsed} for {reference.Fuel}");
        }
    }
}
