using ProcVM.Jit.Cil;
using ProcVM.Module;
using ProcVM.Runtime;
using ProcVM.Runtime.Tests;
using ProcVM.Runtime.Tiers;
using static ProcVM.Jit.Tests.Runs;

namespace ProcVM.Jit.Tests;

/// <summary>A program does the same in every tier: trap, message, stack trace, memory, fuel.</summary>
public sealed class TierTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    public void Generated_programs_do_the_same_in_every_tier(int firstSeed)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_GENERATED"), out int wanted) ? wanted : 150;
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
                (RunResult always, byte[] alwaysMemory) = Run(verified, fuel, () => new CilTier(), TierPolicy.Always);
                Same($"seed {seed}, fuel {fuel}, compiled", interpreted, memory, always, alwaysMemory);
                (RunResult hot, byte[] hotMemory) = Run(verified, fuel, () => new CilTier(), TierPolicy.WhenHot);
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

    [Theory]
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
    public void A_trap_says_the_same_in_every_tier(string body, string message)
    {
        VerifiedModule module = Assemble(TrapProgram(body));
        (RunResult interpreted, byte[] memory) = Run(module, -1, null, TierPolicy.Always);
        (RunResult compiled, byte[] compiledMemory) = Run(module, -1, () => new CilTier(), TierPolicy.Always);
        Assert.Equal(message, interpreted.Trap!.Message);
        Same(body, interpreted, memory, compiled, compiledMemory);
        Assert.True(compiled.Statistics.FunctionsCompiled >= 1);
    }

    [Fact]
    public void A_rotation_before_a_comparison_with_zero()
    {
        // The compiler of .NET 10 takes the flags of a rotation for those of a comparison.
        for (int distance = 0; distance < 64; distance++)
        {
            VerifiedModule module = Assemble($"""
                .memory 1 1 stack 0 16384
                .entry @main
                .func @nonzero (i32 %x) -> (i32)
                  .label L0
                    local.get %x
                    i32.const {distance}
                    i32.rotl
                    br_if L0
                    i32.const 5
                    return
                L0:
                    i32.const 6
                    return
                .end
                .func @nonzero64 (i64 %x) -> (i32)
                    local.get %x
                    i64.const {distance}
                    i64.rotr
                    i64.eqz
                    return
                .end
                .func @main ()
                    i32.const 8
                    i32.const 0
                    call @nonzero
                    i32.store 0
                    i32.const 12
                    i64.const 0
                    call @nonzero64
                    i32.store 0
                    return
                .end
                """);
            (_, byte[] memory) = Run(module, -1, () => new CilTier(), TierPolicy.Always);
            Assert.Equal((5, 1), (memory[8], memory[12]));
        }
    }

    [Theory]
    [InlineData("i32.load8_s 9")]
    [InlineData("i32.load8_u 9")]
    [InlineData("i32.load16_s 9")]
    [InlineData("i32.load16_u 9")]
    [InlineData("i32.load 9\n i32.extend8_s")]
    [InlineData("i32.load 9\n i32.extend16_s")]
    [InlineData("i64.load 9\n i32.wrap_i64")]
    public void A_narrow_integer_s_bits_as_an_f32(string load)
    {
        // The compiler of .NET 10 loads all four bytes for those of the f32.
        VerifiedModule module = Assemble($"""
            .memory 1 1 stack 0 16384
            .entry @main
            .func @single (i32 %at) -> (f32)
                local.get %at
                {load}
                f32.reinterpret_i32
                return
            .end
            .func @main ()
                i32.const 9
                i64.const 0x7685968776a5b6c7
                i64.store 0
                i32.const 32
                i32.const 0
                call @single
                f32.store 0
                return
            .end
            """);
        (RunResult interpreted, byte[] memory) = Run(module, -1, null, TierPolicy.Always);
        (RunResult compiled, byte[] compiledMemory) = Run(module, -1, () => new CilTier(), TierPolicy.Always);
        Same(load, interpreted, memory, compiled, compiledMemory);
        Assert.True(compiled.Statistics.FunctionsCompiled >= 1);
    }

    [Fact]
    public void An_endless_loop_in_compiled_code_is_interrupted()
    {
        VerifiedModule module = Assemble("""
            .memory 1 1 stack 0 16384
            .entry @main
            .func @main ()
              .label L0
            L0:
                br L0
            .end
            """);
        using PcodeInstance instance = PcodeInstance.Create(module, new NoHostCalls(), new PcodeLimits(), () => new CilTier(), TierPolicy.Always).Value!;
        using Timer timer = new(_ => instance.Interrupt(), null, 50, Timeout.Infinite);
        Assert.Equal(RunEnd.Interrupted, instance.Run().End);
    }

    [Fact]
    public void Recursion_without_loops_is_interrupted_in_compiled_code()
    {
        VerifiedModule module = Assemble("""
            .memory 1 1 stack 0 16384
            .entry @main
            .func @main ()
                i32.const 60
                call @fib
                drop
                return
            .end
            .func @fib (i32 %n) -> (i32)
              .label L0
                local.get %n
                i32.const 2
                i32.lt_s
                br_if L0
                local.get %n
                i32.const 1
                i32.sub
                call @fib
                local.get %n
                i32.const 2
                i32.sub
                call @fib
                i32.add
                return
            L0:
                local.get %n
                return
            .end
            """);
        using PcodeInstance instance = PcodeInstance.Create(module, new NoHostCalls(), new PcodeLimits(), () => new CilTier(), TierPolicy.Always).Value!;
        using Timer timer = new(_ => instance.Interrupt(), null, 50, Timeout.Infinite);
        RunResult result = instance.Run();
        Assert.Equal(RunEnd.Interrupted, result.End);
        Assert.True(result.Trap!.Frames.Length > 2);
    }
}
