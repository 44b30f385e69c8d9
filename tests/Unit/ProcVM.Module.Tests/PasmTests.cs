using FsCheck;
using FsCheck.Fluent;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Fuzz.Modules;
using ProcVM.Module.Pasm;

namespace ProcVM.Module.Tests;

/// <summary>Assembler and disassembler.</summary>
public class PasmTests
{
    [Fact]
    public void DisassembledModulesAssembleToTheSameBytes() => Prop
        .ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed =>
        {
            byte[] bytes = ModuleWriter.ToArray(new ModuleGenerator(seed).Generate());
            AssertRoundTrip(bytes);
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));

    [Fact]
    public void DamagedModulesRoundTripToo() => Prop
        .ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed =>
        {
            Random random = new(seed);
            byte[] bytes = ModuleWriter.ToArray(new ModuleGenerator(seed).Generate());
            for (int i = random.Next(1, 6); i > 0; i--)
            {
                bytes[random.Next(8, bytes.Length)] = (byte)random.Next(256);
            }

            if (ModuleReader.Read(bytes, "m.pcode") is { Succeeded: true } read)
            {
                AssertRoundTrip(ModuleWriter.ToArray(read.Value));
            }
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1500).WithQuietOnSuccess(true));

    [Fact]
    public void HandWrittenTextAssembles()
    {
        PcodeModule module = AssembleText("""
            ; the factorial
            .pcode 1
            .producer "by hand"
            .import @exit "pvm" "exit" (i32)
            .memory 1 1 stack 0 65536
            .global $count i32 mut = 0x10
            .global f64 = -1.5e3
            .export "fact" func @fact
            .entry @main
            .data 1024 "text\n" x"00 ff"
              "more"
            .file "fact.pas"

            .func @main ()
                .line 10
                i32.const 5
                call @fact
                call @exit
                return
            .end

            .func @"fact" (i32 %n) -> (i32) frame 16
                .local i32 %result, i64*3
                .label again, done(i32)
                i32.const 1
                local.set %result
            again: local.get %result
                local.get %n
                i32.eqz
                br_if done
                local.get %n
                i32.mul.o
                local.set %result
                local.get %n
                i32.const 1~3
                i32.sub
                local.set %n
                br again
            done:
                return
            .end
            """);
        LoadResult<VerifiedModule> verified = Verifier.Verify(module);
        Assert.True(verified.Succeeded, string.Join('\n', verified.Diagnostics));
        Assert.Equal(2, verified.Value.MaxStack[1]);
        Assert.Equal("text\n\0\u00FFmore", string.Concat(module.Data[0].Bytes.ToArray().Select(b => (char)b)));
        Assert.Equal(["n", "result"], module.Names!.Locals[2]);
        Assert.Equal(new Global(ValueType.I32, true, 16), module.Globals[0]);
    }

    [Theory]
    [InlineData(".func @f ()\n  i32.cons 1\n.end", "2:3: error PVM0251")]
    [InlineData(".func @f ()\n  call @g\n.end", "2:8: error PVM0255")]
    [InlineData(".func @f ()\n  br L9\n.end", "2:6: error PVM0255")]
    [InlineData(".func @f ()\na:\na:\n.end", "3:1: error PVM0257")]
    [InlineData(".func @f ()\n.label a a\n.end", "2:10: error PVM0257")]
    [InlineData(".func @f ()\n  i32.const 4294967296\n.end", "2:13: error PVM0254")]
    [InlineData(".func @f ()\n  i32.const 1 2\n.end", "2:15: error PVM0260")]
    [InlineData(".func @f ()\n  f32.const 1x\n.end", "2:13: error PVM0250")]
    [InlineData(".func @f ()\n  nop", "2:6: error PVM0259")]
    [InlineData(".func @f ()\n.end\n.func @f ()\n.end\n.entry @f", "5:8: error PVM0256")]
    [InlineData("nop", "1:1: error PVM0259")]
    [InlineData(".fun", "1:1: error PVM0252")]
    [InlineData(".producer \"x", "1:11: error PVM0253")]
    [InlineData(".producer \"\\q\"", "1:12: error PVM0253")]
    [InlineData(".producer x\"0\"", "1:11: error PVM0253")]
    [InlineData("?", "1:1: error PVM0253")]
    [InlineData(".pcode 2", "1:8: error PVM0263")]
    [InlineData(".memory 0 0\n.memory 0 0", "2:9: error PVM0261")]
    [InlineData(".func @f ()\n.line 3\n.end", "2:7: error PVM0259")]
    [InlineData(".file \"a\"\n.func @f ()\nnop\n.line 3\n.line 4 at 0\n.end", "5:7: error PVM0262")]
    [InlineData(".func @f ()\n.local i32*50001\n.end", "2:12: error PVM0254")]
    [InlineData(".func @f ()\n.local i32*50000 i32\n.end", "2:18: error PVM0258")]
    [InlineData(".global i33 = 0", "1:9: error PVM0250")]
    [InlineData(".func @f ()\n.reloc address \"x\" at 0\n.end", "3:5: error PVM0262")]
    public void ErrorsNameTheirPlace(string text, string expected)
    {
        LoadResult<PcodeModule> result = Assembler.Assemble(new SourceText("t.pasm", text));
        Assert.False(result.Succeeded);
        Assert.StartsWith("t.pasm:" + expected, result.Diagnostics[0].ToString());
    }

    [Fact]
    public void SeveralErrorsAreReportedUpToABound()
    {
        string text = ".func @f ()\n" + string.Concat(Enumerable.Repeat("wrong\n", 1000)) + ".end";
        IReadOnlyList<Diagnostic> errors = Assembler.Assemble(new SourceText("t.pasm", text)).Diagnostics;
        Assert.InRange(errors.Count, 10, 100);
        Assert.Equal("PVM0264", errors[^1].Descriptor.Code);
    }

    [Fact]
    public void HostileTextIsHarmless() => Prop
        .ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), static seed =>
        {
            Random random = new(seed);
            char[] text = Disassembler.ToText(new ModuleGenerator(seed).Generate()).ToCharArray();
            const string Signs = "\n\r\t \"\\;:()[]@%$!~*=x.-0123456789abcL\ud800\u0000";
            for (int i = random.Next(1, 30); i > 0; i--)
            {
                text[random.Next(text.Length)] = Signs[random.Next(Signs.Length)];
            }

            foreach (Diagnostic error in Assembler.Assemble(new SourceText("t.pasm", new string(text))).Diagnostics)
            {
                Assert.NotEmpty(error.ToString());
            }
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    [Fact]
    public void SourceLinesAreInterleaved()
    {
        PcodeModule module = AssembleText(".file \"a.pas\"\n.func @f ()\n.line 2\nreturn\n.end");
        using StringWriter output = new();
        Disassembler.Write(module, output, path => new SourceText(path, "begin\n  x := 1\u001b[2J;\nend."));
        Assert.Contains(".line 2 ;   x := 1?[2J;\n    return\n", output.ToString());
    }

    private static PcodeModule AssembleText(string text)
    {
        LoadResult<PcodeModule> result = Assembler.Assemble(new SourceText("t.pasm", text));
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Value;
    }

    private static void AssertRoundTrip(byte[] bytes)
    {
        string text = Disassembler.ToText(ModuleReader.Read(bytes, "m.pcode").Value!);
        PcodeModule assembled = AssembleText(text);
        byte[] again = ModuleWriter.ToArray(assembled);
        if (!bytes.AsSpan().SequenceEqual(again))
        {
            Assert.Equal(text, Disassembler.ToText(assembled));
            Assert.Equal(bytes, again);
        }

        Assert.Equal(text, Disassembler.ToText(assembled));
    }
}
