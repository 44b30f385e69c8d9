using System.Text;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module.Pasm;
using ProcVM.Runtime;

namespace ProcVM.Module.Tests;

/// <summary>Modules at the bounds of the format (SPEC.md section 2) verify and run.</summary>
public class LimitsTests
{
    [Fact]
    public void FiftyThousandLocals()
    {
        StringBuilder text = new(".local i32*50000\n");
        for (int i = 0; i < 50_000; i += 7)
        {
            text.Append($"i32.const {i}\nlocal.set {i}\n");
        }

        text.Append("local.get 49994\ni32.const 49994\ni32.ne\nbr_if wrong\nlocal.get 49995\nbr_if wrong\nreturn\nwrong:\nunreachable\n");
        Assert.Equal(RunEnd.Exited, Run(text.ToString()));
    }

    [Fact]
    public void TheDeepestOperandStack()
    {
        const int Depth = 65_535;
        StringBuilder text = new();
        for (int i = 0; i < Depth; i++)
        {
            // From memory, so that nothing is known about the values.
            text.Append("i32.const 64\ni32.load 0\n");
        }

        text.Insert(text.Length, string.Concat(Enumerable.Repeat("i32.add\n", Depth - 1)));
        text.Append("br_if wrong\nreturn\nwrong:\nunreachable\n");
        Assert.Equal(RunEnd.Exited, Run(text.ToString()));
    }

    [Fact]
    public void TheMostParametersAndResults()
    {
        string parameters = string.Join(' ', Enumerable.Repeat("i64", 255));
        string results = string.Join(' ', Enumerable.Repeat("i64", 16));
        StringBuilder text = new();
        text.AppendJoin('\n', Enumerable.Range(0, 255).Select(i => $"i64.const {i}"));
        text.Append("\ncall @many\n").AppendJoin('\n', Enumerable.Repeat("i64.add", 15));
        text.Append("\ni64.const 3945\ni64.ne\nbr_if wrong\nreturn\nwrong:\nunreachable\n.end\n");
        text.Append($".func @many ({parameters}) -> ({results})\n");
        text.AppendJoin('\n', Enumerable.Range(240, 15).Append(255 - 15).Select(i => $"local.get {i}")).Append("\nreturn\n");
        Assert.Equal(RunEnd.Exited, Run(text.ToString()));
    }

    [Fact]
    public void TheMostOperandsAtALabel()
    {
        string types = string.Join(' ', Enumerable.Repeat("i32", ModuleLimits.LabelStack));
        StringBuilder text = new($".label again({types}) out({types})\n.local i32\n");
        text.AppendJoin('\n', Enumerable.Range(0, ModuleLimits.LabelStack).Select(i => $"i32.const {i}"));
        text.Append("\nagain:\nlocal.get 0\ni32.const 1\ni32.add\nlocal.tee 0\ni32.const 5\ni32.lt_s\nbr_if again\nbr out\nout:\n");
        text.AppendJoin('\n', Enumerable.Repeat("i32.add", ModuleLimits.LabelStack - 1));
        text.Append("\ni32.const 523776\ni32.ne\nbr_if wrong\nreturn\nwrong:\nunreachable\n");
        Assert.Equal(RunEnd.Exited, Run(text.ToString()));
    }

    [Fact]
    public void ManyLabelsAndALongTable()
    {
        const int Labels = 65_000;
        StringBuilder text = new("i32.const 64999\nbr_table [");
        text.AppendJoin(' ', Enumerable.Range(0, Labels).Select(i => "a" + i)).Append("] wrong\n");
        for (int i = 0; i < Labels; i++)
        {
            text.Append(i == Labels - 1 ? $"a{i}:\nreturn\n" : $"a{i}:\nbr wrong\n");
        }

        text.Append("wrong:\nunreachable\n");
        Assert.Equal(RunEnd.Exited, Run(text.ToString()));
    }

    [Fact]
    public void EndlessRecursionEndsAtTheStackSize()
    {
        Assert.Equal(RunEnd.Trapped, Run("call @main\nreturn\n"));
        Assert.Equal(RunEnd.Trapped, Run("call @main\nreturn\n", "frame 16000"));
    }

    [Fact]
    public void FunctionsThatNeverFitTheStackTrap() => Assert.Equal(RunEnd.Trapped, Run("return\n", "frame 16777216", 1 << 24));

    private static RunEnd Run(string body, string header = "", int stack = 4 << 20)
    {
        string text = $".memory 257 257 stack 65536 {stack}\n.entry @main\n.func @main () {header}\n{body}.end\n";
        LoadResult<PcodeModule> assembled = Assembler.Assemble(new SourceText("t.pasm", text));
        Assert.True(assembled.Succeeded, string.Join('\n', assembled.Diagnostics));
        byte[] bytes = ModuleWriter.ToArray(assembled.Value);
        LoadResult<VerifiedModule> verified = Verifier.Verify(ModuleReader.Read(bytes, "t.pcode").Value!);
        Assert.True(verified.Succeeded, string.Join('\n', verified.Diagnostics));
        RunEnd[] ends = [RunEnd.Interrupted, RunEnd.Interrupted];
        for (int i = 0; i < ends.Length; i++)
        {
            PcodeLimits limits = new() { Fuel = i == 0 ? -1 : 10_000_000, Memory = 64 << 20 };
            LoadResult<PcodeInstance> created = PcodeInstance.Create(verified.Value, NoHost.Instance, limits);
            Assert.True(created.Succeeded, string.Join('\n', created.Diagnostics));
            using PcodeInstance instance = created.Value;
            ends[i] = instance.Run().End;
        }

        Assert.Equal(ends[0], ends[1]);
        return ends[0];
    }
}
