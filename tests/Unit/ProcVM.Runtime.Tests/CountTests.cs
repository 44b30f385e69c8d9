using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Runtime.Profiling;

namespace ProcVM.Runtime.Tests;

/// <summary>The profiler's counts are those of a trace of the reference machine, instruction by instruction.</summary>
public sealed class CountTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(300_000)]
    public void Counts_of_generated_programs_are_those_of_an_instruction_trace(int firstSeed)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_GENERATED"), out int wanted) ? wanted : 300;
        int compared = 0;
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            compared += Compare(seed, fuel: -1) && Compare(seed, fuel: long.MaxValue) ? 1 : 0;
        }

        Assert.True(compared > count / 2, $"{compared} programs compared");
    }

    private static bool Compare(int seed, long fuel)
    {
        VerifiedModule verified = Verifier.Verify(new ProgramGenerator(seed).Build()).Value!;
        Dictionary<(int Function, int Offset), long> trace = [];
        ReferenceMachine reference = new(verified) { Trace = (function, offset) => trace[(function, offset)] = trace.GetValueOrDefault((function, offset)) + 1 };
        reference.Run();
        if (reference.RanTooLong)
        {
            return false;
        }

        using ProfileRecorder recorder = new(new ProfileOptions { CountsBlocks = true, ThreadTime = () => 0, Time = () => 0 });
        LoadResult<PcodeInstance> created = PcodeInstance.Create(
            verified, new NoHostCalls(), new PcodeLimits { Fuel = fuel }, recorder: recorder);
        using PcodeInstance instance = created.Value!;
        RunResult result = instance.Run();
        Assert.Equal(reference.Trap, result.Trap?.Kind ?? TrapKind.None);
        PcodeModule module = verified.Module;
        long executed = 0;
        for (int function = module.Imports.Length; function < module.FunctionCount; function++)
        {
            foreach (InstructionCount counted in InstructionCounts.Of(module, recorder, function))
            {
                executed += counted.Count;
                Assert.True(trace.GetValueOrDefault((function, counted.Offset)) == counted.Count,
                    $"seed {seed}, fuel {fuel}: {module.NameOf(function)}+{counted.Offset} {counted.Opcode}: {counted.Count} for {trace.GetValueOrDefault((function, counted.Offset))}; {reference.Trap} at {reference.TrapFunction}+{reference.TrapOffset}");
            }
        }

        Assert.Equal(trace.Values.Sum(), executed);
        return true;
    }
}
