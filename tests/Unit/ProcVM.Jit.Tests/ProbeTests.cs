using ProcVM.Core.Text;
using ProcVM.Jit.Cil;
using ProcVM.Jit.Llvm;
using ProcVM.Module;
using ProcVM.Module.Pasm;
using ProcVM.Runtime;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tests;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Jit.Tests;

/// <summary>Counts and samples of profiled runs, in the interpreter and in compiled code.</summary>
public sealed class ProbeTests
{
    private const string Escaping = """
        .lines
        .file "t.pas"
        .memory 1 1 stack 0 65536
        .entry @main
        .func @main ()
          .line 1
            i32.const 7
            call @outer
            drop
            i32.const 3
            call @outer
            drop
            return
        .end
        .func @outer (i32 %n) -> (i32) frame 16
          .label L0 escape
          .label L1
          .label L2
          .local i32 %round
          .line 10
        L1:
            local.get %round
            i32.const 5
            i32.ge_s
            br_if L2
          .line 11
            frame.addr 0
            local.get %n
            call @middle
          .line 12
            local.get %round
            i32.const 100
            i32.add
            local.set %round
            br L1
        L0:
          .line 13
            local.get %round
            i32.const 1
            i32.add
            local.set %round
            br L1
        L2:
            local.get %round
            return
        .end
        .func @middle (i32 %frame, i32 %n)
          .label L0
          .line 20
            local.get %n
            i32.eqz
            br_if L0
            local.get %frame
            local.get %n
            i32.const 1
            i32.sub
            call @middle
            nop
            return
        L0:
            local.get %frame
            call @inner
            return
        .end
        .func @inner (i32 %frame)
          .line 30
            local.get %frame
            escape @outer L0
        .end
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    public void Counts_in_every_tier_are_those_of_an_instruction_trace(int firstSeed)
    {
        for (int seed = firstSeed; seed < firstSeed + 60; seed++)
        {
            CompareCounts($"seed {seed}", Verifier.Verify(new ProgramGenerator(seed).Build()).Value!);
        }
    }

    [Fact]
    public void What_an_escape_leaves_behind_is_not_counted()
    {
        VerifiedModule module = Assemble(Escaping);
        ReferenceMachine reference = new(module);
        reference.Run();
        Assert.Equal((TrapKind.None, false), (reference.Trap, reference.RanTooLong));
        CompareCounts("escapes", module);
    }

    [Fact]
    public void Sampled_stacks_are_chains_of_calls_in_every_tier()
    {
        int samples = 0;
        for (int seed = 1; seed < 200; seed++)
        {
            VerifiedModule module = Verifier.Verify(new ProgramGenerator(seed).Build()).Value!;
            samples += CheckStacks(module, null, TierPolicy.Always) + CheckStacks(module, () => new CilTier(), TierPolicy.Always)
                + CheckStacks(module, () => new CilTier(), TierPolicy.WhenHot);
            if (seed % 4 == 0 && LlvmTier.IsAvailable(out _))
            {
                samples += CheckStacks(module, NewLlvmWithFuel, TierPolicy.Always) + CheckStacks(module, NewLlvmWithFuel, TierPolicy.WhenHot)
                    + CheckStacks(module, () => new CilTier(), TierPolicy.InBackground);
            }
        }

        VerifiedModule escaping = Assemble(Escaping);
        samples += CheckStacks(escaping, () => new CilTier(), TierPolicy.Always) + CheckStacks(escaping, () => new CilTier(), TierPolicy.WhenHot);
        Assert.True(samples > 500, $"{samples} samples");
    }

    private static void CompareCounts(string what, VerifiedModule module)
    {
        Dictionary<(int Function, int Offset), long> trace = [];
        ReferenceMachine reference = new(module) { Trace = (function, offset) => trace[(function, offset)] = trace.GetValueOrDefault((function, offset)) + 1 };
        reference.Run();
        if (reference.RanTooLong)
        {
            return;
        }

        (string Name, Func<CodeGenerator>? Tier, TierPolicy Policy)[] tiers =
            [("interp", null, TierPolicy.Always), ("cil", () => new CilTier(), TierPolicy.Always), ("hot", () => new CilTier(), TierPolicy.WhenHot)];
        if (LlvmTier.IsAvailable(out _))
        {
            tiers = [.. tiers, ("llvm", NewLlvm, TierPolicy.Always), ("llvm when hot", NewLlvm, TierPolicy.WhenHot),
                ("auto", () => new CilTier(), TierPolicy.InBackground)];
        }

        foreach ((string name, Func<CodeGenerator>? tier, TierPolicy policy) in tiers)
        {
            using ProfileRecorder recorder = new(new ProfileOptions { CountsBlocks = true, ThreadTime = () => 0, Time = () => 0 });
            using PcodeInstance instance = PcodeInstance.Create(
                module, new NoHostCalls(), new PcodeLimits(), tier, policy, recorder, policy == TierPolicy.InBackground ? NewLlvm : null).Value!;
            if (policy == TierPolicy.InBackground)
            {
                instance.CompileAtOnce();
            }

            instance.SetHeat(slice: 3, hotSlices: 1);
            RunResult result = instance.Run();
            Assert.Equal(reference.Trap, result.Trap?.Kind ?? TrapKind.None);
            for (int function = 0; function < module.Module.FunctionCount; function++)
            {
                foreach (InstructionCount counted in InstructionCounts.Of(module.Module, recorder, function))
                {
                    long expected = trace.GetValueOrDefault((function, counted.Offset));
                    Assert.True(expected == counted.Count,
                        $"{what}, {name}: {module.Module.NameOf(function)}+{counted.Offset} {counted.Opcode}: {counted.Count} for {expected}; {result.Trap}");
                }
            }
        }
    }

    private static LlvmTier NewLlvm() => LlvmTier.TryCreate(new LlvmTierOptions { CountsFuel = false }, out LlvmTier? tier, out string reason)
        ? tier : throw new InvalidOperationException(reason);

    private static LlvmTier NewLlvmWithFuel() => LlvmTier.TryCreate(new LlvmTierOptions { CountsFuel = true }, out LlvmTier? tier, out string reason)
        ? tier : throw new InvalidOperationException(reason);

    private static int CheckStacks(VerifiedModule verified, Func<CodeGenerator>? tier, TierPolicy policy)
    {
        long time = 0;
        using ProfileRecorder recorder = new(new ProfileOptions { TakesSamples = true, ThreadTime = () => ++time, Time = () => time });
        int count;
        using (PcodeInstance instance = PcodeInstance.Create(
            verified, new NoHostCalls(), new PcodeLimits { Fuel = policy == TierPolicy.InBackground ? 100_000 : 10_000_000 }, tier, policy, recorder,
            policy == TierPolicy.InBackground ? NewLlvmWithFuel : null).Value!)
        {
            if (policy == TierPolicy.InBackground)
            {
                instance.CompileAtOnce();
                instance.SetHeat(slice: 3, hotSlices: 1);
            }

            bool isOver = false;
            Thread asker = new(() =>
            {
                while (!Volatile.Read(ref isOver))
                {
                    instance.RequestSample();
                    Thread.SpinWait(20);
                }
            });
            instance.RequestSample();
            asker.Start();
            instance.Run();
            Volatile.Write(ref isOver, true);
            asker.Join();
            count = recorder.Samples.Count;
        }

        PcodeModule module = verified.Module;
        foreach (CallNode node in recorder.Tree.Nodes)
        {
            if (node.Function < 0)
            {
                continue;
            }

            if (node.Parent < 0)
            {
                Assert.Equal(module.Entry, node.Function);
                continue;
            }

            CallNode caller = recorder.Tree.Nodes[node.Parent];
            Assert.True(CanCall(module, caller, node.Function), $"{module.NameOf(caller.Function)}+{caller.Offset} calls {module.NameOf(node.Function)}");
        }

        return count;
    }

    private static bool CanCall(PcodeModule module, CallNode caller, int callee)
    {
        if (caller.Function < 0 || caller.Offset < 0)
        {
            return false;
        }

        CodeReader code = new(module.Functions[caller.Function - module.Imports.Length].Code.Span) { Offset = caller.Offset };
        Opcode op = code.ReadOpcode();
        return op == Opcode.CallRef || (op == Opcode.Call && code.ReadU32() == callee);
    }

    private static VerifiedModule Assemble(string text)
    {
        Core.LoadResult<PcodeModule> module = Assembler.Assemble(new SourceText("t.pasm", text));
        Assert.True(module.Succeeded, string.Join('\n', module.Diagnostics) + text);
        Core.LoadResult<VerifiedModule> verified = Verifier.Verify(module.Value);
        Assert.True(verified.Succeeded, string.Join('\n', verified.Diagnostics) + text);
        return verified.Value;
    }
}
