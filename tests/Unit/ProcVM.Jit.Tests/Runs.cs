using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Module.Pasm;
using ProcVM.Runtime;
using ProcVM.Runtime.Tests;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Tests;

/// <summary>Runs programs in a tier, and compares what came of it.</summary>
internal static class Runs
{
    /// <summary>A program whose work is what traps, at line 20.</summary>
    public static string TrapProgram(string body) => $"""
            .lines
            .file "t.pas"
            .type ()
            .memory 1 1 stack 0 16384
            .entry @main
            .func @main ()
              .line 10
                call @work
              .line 11
                return
            .end
            .func @work ()
              .local i32
              .line 20
                {body}
              .line 21
                return
            .end
            .func @recurse ()
              .line 30
                call @recurse
                return
            .end
            """;

    public static VerifiedModule Assemble(string text)
    {
        LoadResult<PcodeModule> module = Assembler.Assemble(new SourceText("t.pasm", text));
        Assert.True(module.Succeeded, string.Join('\n', module.Diagnostics) + text);
        LoadResult<VerifiedModule> verified = Verifier.Verify(module.Value);
        Assert.True(verified.Succeeded, string.Join('\n', verified.Diagnostics) + text);
        return verified.Value;
    }

    public static (RunResult Result, byte[] Memory) Run(VerifiedModule module, long fuel, Func<CodeGenerator>? tier, TierPolicy policy,
        Func<CodeGenerator?>? optimizer = null)
    {
        using PcodeInstance instance = PcodeInstance.Create(module, new NoHostCalls(), new PcodeLimits { Fuel = fuel }, tier, policy, null, optimizer).Value!;
        instance.SetHeat(slice: 3, hotSlices: 1);
        instance.CompileAtOnce();
        RunResult result = instance.Run();
        instance.Memory.TrySlice(0, (uint)instance.Memory.Size, out Span<byte> memory);
        return (result, memory.ToArray());
    }

    public static void Same(string what, RunResult expected, byte[] memory, RunResult actual, byte[] actualMemory)
    {
        Assert.True(expected.End == actual.End, $"{what}: {actual.End} for {expected.End}");
        Assert.True(expected.Trap?.Kind == actual.Trap?.Kind, $"{what}: {actual.Trap} for {expected.Trap}");
        Assert.True(expected.Trap?.Message == actual.Trap?.Message, $"{what}: {actual.Trap?.Message} for {expected.Trap?.Message}");
        Assert.True((expected.Trap?.Frames ?? []).SequenceEqual(actual.Trap?.Frames ?? []),
            $"{what}:\n{string.Join('\n', actual.Trap?.Frames ?? [])}\nfor\n{string.Join('\n', expected.Trap?.Frames ?? [])}");
        Assert.Equal(expected.Trap?.OmittedFrames, actual.Trap?.OmittedFrames);
        Assert.True(memory.AsSpan().SequenceEqual(actualMemory), $"{what}: memory differs");
        Assert.True(expected.Statistics.FuelUsed == actual.Statistics.FuelUsed,
            $"{what}: fuel {actual.Statistics.FuelUsed} for {expected.Statistics.FuelUsed}");
    }
}
