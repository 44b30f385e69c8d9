using ProcVM.Fuzz.Modules;
using ProcVM.Fuzz.Tiers;
using ProcVM.Jit.Llvm;
using ProcVM.Module;
using Xunit.Abstractions;

namespace ProcVM.Jit.Tests;

/// <summary>A short run of generated programs in every tier; the long one is <c>build.sh fuzz tiers</c>.</summary>
public sealed class TierFuzzTests(ITestOutputHelper log)
{
    private const int Programs = 200;

    [Fact]
    public void Programs_with_everything_do_what_the_reference_machine_does_in_every_tier()
    {
        TierFuzzer fuzzer = new(20_260_101);
        using StringWriter output = new();
        fuzzer.Run(Programs, output);
        log.WriteLine(output.ToString());
        TierReport report = fuzzer.Report;
        Assert.True(report.Differences == 0, output.ToString());
        Assert.True(report.TooLong < Programs / 20, output.ToString());
        Assert.True(report.Ends.Count > 8, output.ToString());
        foreach (string tier in LlvmTier.IsAvailable(out _) ? (string[])["cil", "llvm"] : ["cil"])
        {
            Assert.True(report.FunctionsCompiled(tier, tier) > Programs, $"{tier}: {output}");
            Assert.True(report.EntriesCompiled(tier, tier) > Programs / 50, $"{tier}: {output}");
            Assert.True(report.FunctionsCompiled("auto", tier) + report.EntriesCompiled("auto", tier) > Programs / 20, $"auto, {tier}: {output}");
        }

        foreach (Opcode opcode in (Opcode[])[Opcode.CallRef, Opcode.Escape, Opcode.BrTable, Opcode.F32Add, Opcode.F32Load, Opcode.TableGet,
            Opcode.MemoryGrow, Opcode.MemoryCopy, Opcode.MemoryFill, Opcode.MemoryCompare, Opcode.MemoryInit])
        {
            Assert.True(report.Executions.ContainsKey(opcode), $"{opcode}: {output}");
        }
    }

    [Fact]
    public void Mutated_modules_end_alike_in_every_tier()
    {
        ModuleTiers tiers = new(cilShare: 1, llvmShare: 8);
        ModuleFuzzer fuzzer = new(7) { RunElsewhere = tiers.Run };
        using StringWriter output = new();
        Thread thread = new(() => fuzzer.Run(600, output), 256 << 20);
        thread.Start();
        thread.Join();
        tiers.Print(output);
        log.WriteLine(output.ToString());
        Assert.True(fuzzer.Report.Crashes.Count == 0, output.ToString());
        Assert.True(tiers.CompiledBy("cil") > 100, output.ToString());
    }

    [Theory]
    [InlineData("ii>", "i32.const 2\n i32.const 4")]
    [InlineData("d>", "f64.const 1.5")]
    public void A_trap_of_the_host_is_where_it_was_called_through_a_reference(string letters, string arguments)
    {
        string parameters = string.Join(' ', letters[..^1].Select(letter => letter == 'd' ? "f64" : "i32"));
        VerifiedModule module = Runs.Assemble($"""
            .lines
            .file "t.pas"
            .type ({parameters})
            .memory 1 1 stack 0 16384
            .import @trap "host" "trap" ({parameters})
            .entry @main
            .func @main ()
              .line 10
                {arguments}
                i32.const 1
                call.ref 0
              .line 11
                return
            .end
            """);
        using Runtime.PcodeInstance instance = Runtime.PcodeInstance.Create(module, new TrappingHost(letters), new Runtime.PcodeLimits()).Value!;
        Runtime.TrapFrame frame = Assert.Single(instance.Run().Trap!.Frames);
        Assert.Equal(("main", 10), (frame.Function, frame.Line));
    }

    private sealed unsafe class TrappingHost(string letters) : Core.HostCallTable
    {
        public override int Resolve(string module, string name, out string signature)
        {
            signature = letters;
            return 0;
        }

        public override void Attach(Core.GuestMemory memory)
        {
        }

        public override Core.HostCallStatus Call(int index, ulong* slots)
        {
            TrapKind = (byte)Module.TrapKind.Domain;
            return Core.HostCallStatus.Trap;
        }
    }
}
