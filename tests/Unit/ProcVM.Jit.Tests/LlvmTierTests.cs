using ProcVM.Jit.Cil;
using ProcVM.Jit.Llvm;
using ProcVM.Module;
using ProcVM.Runtime;
using ProcVM.Runtime.Tests;
using ProcVM.Runtime.Tiers;
using static ProcVM.Jit.Tests.Runs;

namespace ProcVM.Jit.Tests;

/// <summary>A program does the same in the LLVM tier: trap, message, stack trace, memory, fuel.</summary>
public sealed class LlvmTierTests
{
    [LlvmTheory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    public void Generated_programs_do_the_same(int firstSeed)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_GENERATED"), out int wanted) ? wanted : 30;
        int compiled = 0;
        int entered = 0;
        int trapped = 0;
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            PcodeModule module = new ProgramGenerator(seed).Build();
            VerifiedModule verified = Verifier.Verify(module).Value!;
            ReferenceMachine reference = new(verified);
            reference.Run();
            if (reference.RanTooLong)
            {
                continue;
            }

            foreach (long fuel in (long[])[-1, long.MaxValue, reference.Fuel / 2])
            {
                (RunResult interpreted, byte[] memory) = Run(verified, fuel, null, TierPolicy.Always);
                (RunResult always, byte[] alwaysMemory) = Run(verified, fuel, () => Tier(fuel), TierPolicy.Always);
                Same($"seed {seed}, fuel {fuel}, compiled", interpreted, memory, always, alwaysMemory);
                (RunResult hot, byte[] hotMemory) = Run(verified, fuel, () => Tier(fuel), TierPolicy.WhenHot);
                Same($"seed {seed}, fuel {fuel}, hot", interpreted, memory, hot, hotMemory);
                compiled += always.Statistics.FunctionsCompiled;
                entered += hot.Statistics.EntriesCompiled;
                trapped += always.End == RunEnd.Trapped ? 1 : 0;
            }
        }

        Assert.True(compiled > count, $"{compiled} functions compiled");
        Assert.True(entered > count / 20, $"{entered} loops entered");
        Assert.True(trapped > count / 5, $"{trapped} runs trapped");
    }

    [LlvmTheory]
    [InlineData("i32.const 1\n i32.const 0\n i32.div_s\n drop", "division by zero")]
    [InlineData("i32.const -2147483648\n local.set 0\n local.get 0\n i32.const -1\n i32.div_s\n drop", "integer overflow")]
    [InlineData("i32.const 7\n local.set 0\n i32.const 0\n local.get 0\n index 1 5 4\n drop", "index 7 is not in 1..5")]
    [InlineData("i32.const 7\n local.set 0\n local.get 0\n i32.range -2 6\n drop", "value 7 is not in -2..6")]
    [InlineData("i32.const 7\n local.set 0\n local.get 0\n local.get 0\n i32.const 3\n i32.rangev\n drop", "value 7 is not in 7..3")]
    [InlineData("i32.const 2147483647\n local.set 0\n local.get 0\n i32.const 1\n i32.add.o\n drop", "integer overflow")]
    [InlineData("i32.const 0\n local.set 0\n local.get 0\n nil.check\n drop", "nil pointer dereferenced")]
    [InlineData("i32.const -4\n local.set 0\n local.get 0\n i32.load 0\n drop", "address outside the memory")]
    [InlineData("call @recurse", "call depth limit reached: too deep a recursion")]
    [InlineData("i32.const 99\n local.set 0\n local.get 0\n call.ref 0", "call through a procedural value that is nil or of another type")]
    public void A_trap_says_the_same(string body, string message)
    {
        VerifiedModule module = Assemble(TrapProgram(body));
        (RunResult interpreted, byte[] memory) = Run(module, -1, null, TierPolicy.Always);
        (RunResult compiled, byte[] compiledMemory) = Run(module, -1, () => Tier(-1), TierPolicy.Always);
        Assert.Equal(message, interpreted.Trap!.Message);
        Same(body, interpreted, memory, compiled, compiledMemory);
        Assert.True(compiled.Statistics.FunctionsCompiled >= 2);
    }

    [LlvmTheory]
    [InlineData(300_000)]
    public void Generated_programs_do_the_same_while_tiers_change(int firstSeed)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_GENERATED"), out int wanted) ? wanted : 30;
        int managed = 0;
        int native = 0;
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            PcodeModule module = new ProgramGenerator(seed).Build();
            VerifiedModule verified = Verifier.Verify(module).Value!;
            ReferenceMachine reference = new(verified);
            reference.Run();
            if (reference.RanTooLong)
            {
                continue;
            }

            foreach (long fuel in (long[])[-1, long.MaxValue, reference.Fuel / 2])
            {
                (RunResult interpreted, byte[] memory) = Run(verified, fuel, null, TierPolicy.Always);
                (RunResult changing, byte[] changingMemory) = Run(
                    verified, fuel, () => new CilTier(), TierPolicy.InBackground, () => Tier(fuel));
                Same($"seed {seed}, fuel {fuel}", interpreted, memory, changing, changingMemory);
                managed += changing.Statistics.Tier == "cil" ? 1 : 0;
                native += changing.Statistics.Tier == "llvm" ? 1 : 0;
            }
        }

        Assert.True(managed > count / 20, $"{managed} runs in the first tier alone");
        Assert.True(native > count / 10, $"{native} runs came to the optimizing tier");
    }

    [LlvmFact]
    public void Native_code_is_evicted_when_there_is_no_room_and_made_anew()
    {
        // Each of many functions loops long enough to come to the optimizing tier, and again in the next round.
        const int Functions = 50;
        System.Text.StringBuilder text = new(".memory 1 1 stack 0 65536\n.entry @main\n");
        for (int i = 0; i < Functions; i++)
        {
            text.Append($"""
                .func @f{i} (i32 %n) -> (i32)
                  .local i32
                  .label L0
                L0:
                {string.Concat(Enumerable.Repeat($"    local.get 1\n    i32.const {i + 3}\n    i32.mul\n    local.get %n\n    i32.xor\n    local.set 1\n", 150))}
                    local.get %n
                    i32.const 1
                    i32.sub
                    local.tee %n
                    br_if L0
                    local.get 1
                    return
                .end

                """);
        }

        text.Append(".func @main ()\n  .local i32 i32\n  .label L0\n    i32.const 3\n    local.set 1\nL0:\n");
        for (int i = 0; i < Functions; i++)
        {
            text.Append($"    local.get 0\n    i32.const 50\n    call @f{i}\n    i32.add\n    local.set 0\n");
        }

        text.Append("    local.get 1\n    i32.const 1\n    i32.sub\n    local.tee 1\n    br_if L0\n"
            + "    i32.const 8\n    local.get 0\n    i32.store 0\n    return\n.end\n");
        VerifiedModule module = Assemble(text.ToString());
        (_, byte[] memory) = Run(module, -1, null, TierPolicy.Always);
        using PcodeInstance instance = PcodeInstance.Create(module, new NoHostCalls(), new PcodeLimits(), () => new CilTier(),
            TierPolicy.InBackground, null, () => Tier(-1, 1 << 16)).Value!;
        instance.SetHeat(slice: 3, hotSlices: 1);
        instance.CompileAtOnce();
        Assert.Equal(RunEnd.Exited, instance.Run().End);
        instance.Memory.TrySlice(8, 4, out Span<byte> result);
        Assert.True(result.SequenceEqual(memory.AsSpan(8, 4)));
        Assert.True(instance.Registry.Evictions > 0, "nothing was evicted");
    }

    [LlvmTheory]
    [InlineData("""
              .label L0
            L0:
                br L0
        """)]
    [InlineData("""
                i32.const 60
                call @many
                return
        """)]
    public void What_never_ends_is_interrupted(string body)
    {
        VerifiedModule module = Assemble($"""
            .memory 1 1 stack 0 65536
            .entry @main
            .func @main ()
            {body}
            .end
            .func @many (i32 %n)
              .label L0
                local.get %n
                br_ifz L0
                local.get %n
                i32.const 1
                i32.sub
                call @many
                local.get %n
                i32.const 1
                i32.sub
                call @many
            L0:
                return
            .end
            """);
        using PcodeInstance instance = PcodeInstance.Create(module, new NoHostCalls(), new PcodeLimits(), () => Tier(-1), TierPolicy.Always).Value!;
        using Timer timer = new(_ => instance.Interrupt(), null, 50, Timeout.Infinite);
        Assert.Equal(RunEnd.Interrupted, instance.Run().End);
    }

    private static LlvmTier Tier(long fuel, int codeBytes = 1 << 20)
    {
        LlvmTierOptions options = new() { CodeBytes = codeBytes, CountsFuel = fuel >= 0, Verify = true };
        Assert.True(LlvmTier.TryCreate(options, out LlvmTier? tier, out string reason), reason);
        return tier;
    }
}
