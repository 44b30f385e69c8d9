using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module.Pasm;

namespace ProcVM.Module.Tests;

/// <summary>A rejecting case, next to an accepting one where there is an edge, for each rule of SPEC.md sections 3 and 10.</summary>
public class VerifierTests
{
    private const string Ok = "ok";

    [Theory]
    // Section 3: blocks and labels.
    [InlineData("return", Ok)]
    [InlineData("", "PVM0238")]
    [InlineData("nop", "PVM0238")]
    [InlineData("i32.const 1 \n drop", "PVM0238")]
    [InlineData("a: \n", "PVM0238")]
    [InlineData("a: \n br a", Ok)]
    [InlineData("unreachable", Ok)]
    [InlineData("trap range", Ok)]
    [InlineData("trap 0", "PVM0232")]
    [InlineData("trap 22 \n", Ok)]
    [InlineData("trap 23 \n", "PVM0232")]
    [InlineData("return \n nop \n return", "PVM0239")]
    [InlineData("a: \n br a \n return", "PVM0239")]
    [InlineData("trap range \n return", "PVM0239")]
    [InlineData("unreachable \n return", "PVM0239")]
    [InlineData(".label a \n i32.const 0 \n br_table [a] a \n return \n a: \n return", "PVM0239")]
    [InlineData(".label a escape \n i32.const 0 \n escape 0 0 \n return \n a: \n return", "PVM0239", "frame 16")]
    [InlineData(".label a \n return", "PVM0237")]
    [InlineData("a: \n label 0 \n return", "PVM0236")]
    [InlineData("br 1 \n a: \n return", "PVM0232")]
    [InlineData("label 0 \n return", "PVM0232")]
    [InlineData(".label a(i32) \n i32.const 1 \n br a \n a: \n drop \n return", Ok)]
    [InlineData(".label a(i32) \n br a \n a: \n drop \n return", "PVM0235")]
    [InlineData(".label a(i32) \n i64.const 1 \n br a \n a: \n drop \n return", "PVM0235")]
    [InlineData(".label a(i32) \n i32.const 1 \n i32.const 1 \n br a \n a: \n drop \n return", "PVM0235")]
    [InlineData(".label a(i32) \n a: \n drop \n return", "PVM0235")]
    [InlineData("i32.const 1 \n a: \n drop \n return", "PVM0235")]
    [InlineData(".label a(i32 f64) \n i32.const 1 \n f64.const 1 \n a: \n drop \n drop \n return", Ok)]
    [InlineData(".label a(f64 i32) \n i32.const 1 \n f64.const 1 \n a: \n drop \n drop \n return", "PVM0235")]
    [InlineData("i32.const 1 \n i32.const 1 \n br_if a \n a: \n return", "PVM0235")]
    [InlineData("i32.const 1 \n br_if a \n a: \n return", Ok)]
    [InlineData("i64.const 1 \n br_if a \n a: \n return", "PVM0233")]
    [InlineData("br_ifz a \n a: \n return", "PVM0233")]
    [InlineData(".label a b(i32) \n i32.const 1 \n br_table [a] b \n a: \n return \n b: \n drop \n return", "PVM0235")]
    [InlineData(".label a b \n i32.const 1 \n br_table [a b a] b \n a: \n return \n b: \n return", Ok)]
    [InlineData("i32.const 1 \n br_table [] 7 \n a: \n return", "PVM0232")]
    [InlineData("f32.const 1 \n br_table [] a \n a: \n return", "PVM0233")]
    [InlineData("i32.const 1 \n return", "PVM0242")]
    // Escape.
    [InlineData(".label a escape \n i32.const 0 \n escape 0 0 \n a: \n return", Ok, "frame 16")]
    [InlineData(".label a escape \n i32.const 0 \n escape 0 0 \n a: \n return", "PVM0228")]
    [InlineData(".label a(i32) escape \n i32.const 0 \n escape 0 0 \n a: \n drop \n return", "PVM0228", "frame 16")]
    [InlineData(".label a \n i32.const 0 \n escape 0 0 \n a: \n return", "PVM0241", "frame 16")]
    [InlineData(".label a escape \n i32.const 0 \n escape 0 1 \n a: \n return", "PVM0241", "frame 16")]
    [InlineData(".label a escape \n i32.const 0 \n escape 1 0 \n a: \n return", "PVM0232", "frame 16")]
    [InlineData(".label a escape \n i64.const 0 \n escape 0 0 \n a: \n return", "PVM0233", "frame 16")]
    // Opcodes and immediates.
    [InlineData(".bytes x\"03\" \n return", "PVM0230")]
    [InlineData(".bytes x\"fc\"", "PVM0230")]
    [InlineData(".bytes x\"fcff\" \n return", "PVM0230")]
    [InlineData(".bytes x\"41\"", "PVM0231")]
    [InlineData(".bytes x\"418080808070\" \n drop \n return", "PVM0231")]
    [InlineData(".bytes x\"418080808078\" \n drop \n return", Ok)]
    [InlineData(".bytes x\"41808080808000\" \n drop \n return", "PVM0231")]
    [InlineData(".bytes x\"42808080808080808080 7f\" \n drop \n return", Ok)]
    [InlineData(".bytes x\"4280808080808080808080 7f\" \n drop \n return", "PVM0231")]
    [InlineData(".bytes x\"42808080808080808080 01\" \n drop \n return", "PVM0231")]
    [InlineData(".bytes x\"43000000\"", "PVM0231")]
    [InlineData(".bytes x\"4400000000000000\"", "PVM0231")]
    [InlineData(".bytes x\"06\"", "PVM0231")]
    [InlineData(".bytes x\"0c ffffffff1f\"", "PVM0231")]
    [InlineData(".bytes x\"41000e ffffff0f\"", "PVM0232")]
    [InlineData(".bytes x\"41000e 05 00\" \n", "PVM0231", "", "a: \n")]
    [InlineData("i32.const 5 \n i32.range 1 1 \n drop \n return", Ok)]
    [InlineData("i32.const 5 \n i32.range 1 0 \n drop \n return", "PVM0232")]
    [InlineData("i64.const 5 \n i64.range 1 0 \n drop \n return", "PVM0232")]
    [InlineData("i32.const 5 \n i32.const 5 \n index 1 0 4 \n drop \n return", "PVM0232")]
    [InlineData("frame.addr 0 \n drop \n return", Ok)]
    [InlineData("frame.addr 1 \n drop \n return", "PVM0232")]
    [InlineData("frame.addr 32 \n drop \n return", Ok, "frame 32")]
    [InlineData("frame.addr 33 \n drop \n return", "PVM0232", "frame 32")]
    [InlineData("local.get 0 \n drop \n return", "PVM0232")]
    [InlineData(".local i32 \n local.get 0 \n drop \n return", Ok)]
    [InlineData(".local i32 \n local.get 1 \n drop \n return", "PVM0232")]
    [InlineData(".local i32 \n i64.const 1 \n local.set 0 \n return", "PVM0233")]
    [InlineData(".local i32 \n local.set 0 \n return", "PVM0233")]
    [InlineData(".local f32 \n f32.const 1 \n local.tee 0 \n drop \n return", Ok)]
    [InlineData(".local f32 \n local.tee 0 \n drop \n return", "PVM0233")]
    [InlineData("global.get 2 \n drop \n return", "PVM0232")]
    [InlineData("global.get 0 \n drop \n return", Ok)]
    [InlineData("i64.const 1 \n global.set 0 \n return", Ok)]
    [InlineData("i32.const 1 \n global.set 0 \n return", "PVM0233")]
    [InlineData("i32.const 1 \n global.set 1 \n return", "PVM0240")]
    [InlineData("drop \n return", "PVM0233")]
    [InlineData("i32.const 1 \n i64.const 1 \n i32.const 1 \n select \n drop \n return", "PVM0233")]
    [InlineData("i64.const 1 \n i64.const 1 \n i32.const 1 \n select \n drop \n return", Ok)]
    [InlineData("i32.const 1 \n i32.const 1 \n select \n drop \n return", "PVM0233")]
    [InlineData("call 1 \n return", "PVM0232")]
    [InlineData("call 0 \n return", Ok)]
    [InlineData("i32.const 1 \n call.ref 9 \n return", "PVM0232")]
    [InlineData("i32.const 1 \n call.ref () \n return", Ok)]
    [InlineData("call.ref () \n return", "PVM0233")]
    [InlineData("i32.const 1 \n call.ref (i32) \n return", "PVM0233")]
    [InlineData("i32.const 1 \n table.get 1 \n drop \n return", "PVM0232")]
    [InlineData("i32.const 1 \n table.get 0 \n drop \n return", Ok)]
    [InlineData("elem.drop 0 \n return", Ok)]
    [InlineData("elem.drop 1 \n return", "PVM0232")]
    [InlineData("data.drop 0 \n return", Ok)]
    [InlineData("data.drop 1 \n return", "PVM0232")]
    [InlineData("i32.const 0 \n i32.const 0 \n i32.const 0 \n table.copy 0 1 \n return", "PVM0232")]
    [InlineData("i32.const 0 \n i32.const 0 \n i32.const 0 \n table.init 1 0 \n return", "PVM0232")]
    [InlineData("i32.const 0 \n i32.const 0 \n i32.const 0 \n table.init 0 1 \n return", "PVM0232")]
    [InlineData("i32.const 0 \n i32.const 0 \n i32.const 0 \n memory.init 1 \n return", "PVM0232")]
    public void Bodies(string body, string expected, string header = "", string before = "")
    {
        string text = $"""
            .table 1 2
            .elem passive [null]
            .memory 1 2 stack 1024 4096
            .global i64 mut = 0
            .global i32 = 0
            .data passive "x"
            .func @f () {header}
            {before}{body}
            .end
            """;
        Assert.Equal(expected, FirstError(AssembleText(text)));
    }

    [Theory]
    [InlineData(".func @f (i32) -> (i32) \n local.get 0 \n return \n .end", Ok)]
    [InlineData(".func @f (i32) -> (i32) \n return \n .end", "PVM0242")]
    [InlineData(".func @f () -> (i32 f64) \n i32.const 1 \n f64.const 1 \n return \n .end", Ok)]
    [InlineData(".func @f () -> (i32 f64) \n f64.const 1 \n i32.const 1 \n return \n .end", "PVM0242")]
    [InlineData(".func @g () -> (i32 f64) \n call @g \n return \n .end", Ok)]
    [InlineData(".func @g (i32 f64) -> (f32) \n i32.const 1 \n f64.const 2 \n call @g \n return \n .end", Ok)]
    [InlineData(".func @g (i32 f64) -> (f32) \n f64.const 2 \n i32.const 1 \n call @g \n return \n .end", "PVM0233")]
    [InlineData(".func @g (i32 f64) -> (f32) \n f64.const 2 \n call @g \n return \n .end", "PVM0233")]
    [InlineData(".import \"m\" \"x\" () type 3", "PVM0220")]
    [InlineData(".func () type 3 \n return \n .end", "PVM0220")]
    [InlineData(".func () frame 8 \n return \n .end", "PVM0222")]
    [InlineData(".memory 1 1 stack 0 65536 \n .func () frame 65536 \n return \n .end", Ok)]
    [InlineData(".memory 1 1 stack 0 65536 \n .func () frame 16777232 \n return \n .end", "PVM0222")]
    [InlineData(".memory 1 1 stack 16 65536 \n .func () frame 16 \n return \n .end", "PVM0223")]
    [InlineData(".memory 0 0 stack 16 65536 \n .func () \n return \n .end", Ok)]
    [InlineData(".memory 2 1", "PVM0223")]
    [InlineData(".memory 1 65537", "PVM0223")]
    [InlineData(".memory 1 65536", Ok)]
    [InlineData(".memory 1 1 stack 8 16", "PVM0223")]
    [InlineData(".memory 1 1 stack 16 8", "PVM0223")]
    [InlineData(".memory 1 1 stack 16 1073741840", "PVM0223")]
    [InlineData(".table 2 1", "PVM0224")]
    [InlineData(".table 1 1000001", "PVM0224")]
    [InlineData(".table 1 1000000", Ok)]
    [InlineData(".export \"a\" memory 0 \n .export \"a\" memory 0", "PVM0225")]
    [InlineData(".export \"a\" memory 1", "PVM0220")]
    [InlineData(".export \"a\" func 0", "PVM0220")]
    [InlineData(".export \"a\" table 0", "PVM0220")]
    [InlineData(".export \"a\" global 0", "PVM0220")]
    [InlineData(".entry 0 \n .func () \n return \n .end", Ok)]
    [InlineData(".entry 1 \n .func () \n return \n .end", "PVM0226")]
    [InlineData(".entry 0 \n .import \"a\" \"b\" ()", "PVM0226")]
    [InlineData(".entry 0 \n .func (i32) \n return \n .end", "PVM0226")]
    [InlineData(".entry 0 \n .func () -> (i32) \n i32.const 1 \n return \n .end", "PVM0226")]
    [InlineData(".table 2 2 \n .elem 0 1 [null]", Ok)]
    [InlineData(".table 2 2 \n .elem 0 2 [null]", "PVM0227")]
    [InlineData(".table 2 2 \n .elem 1 0 [null]", "PVM0220")]
    [InlineData(".table 2 2 \n .elem 0 0 [0]", "PVM0220")]
    [InlineData(".elem passive [0]", "PVM0220")]
    [InlineData(".memory 1 1 \n .data 65535 \"a\"", Ok)]
    [InlineData(".memory 1 1 \n .data 65536 \"a\"", "PVM0227")]
    [InlineData(".data 4294967295 \"ab\"", "PVM0227")]
    [InlineData(".data 0 \"\"", Ok)]
    public void Modules(string text, string expected) => Assert.Equal(expected, FirstError(AssembleText(text)));

    [Fact]
    public void BoundsHoldForModulesMadeInMemory()
    {
        ValueType[] many = Enumerable.Repeat(ValueType.I32, 70_000).ToArray();
        Assert.Equal("PVM0221", FirstError(With(new FunctionType(many[..256], []))));
        Assert.Equal("PVM0221", FirstError(With(new FunctionType([], many[..17]))));
        Assert.Equal("PVM0229", FirstError(With(new FunctionType([(ValueType)1], []))));
        Assert.Equal("PVM0221", FirstError(With(locals: many[..50_001])));
        Assert.Equal("PVM0229", FirstError(With(locals: [(ValueType)0x80])));
        Assert.Equal("PVM0221", FirstError(With(labels: Enumerable.Repeat(new Label(false, []), 65_536).ToArray())));
        Assert.Equal("PVM0221", FirstError(With(labels: [new Label(false, many[..1025])])));
        Assert.Equal("PVM0221", FirstError(With(code: new byte[(8 << 20) + 1])));
    }

    [Theory]
    [InlineData(65_535, Ok)]
    [InlineData(65_536, "PVM0234")]
    public void TheOperandStackIsBounded(int depth, string expected)
    {
        CodeBuffer code = new();
        for (int i = 0; i < depth; i++)
        {
            code.WriteByte((byte)Opcode.I32Const);
            code.WriteByte(0);
        }

        code.WriteByte((byte)Opcode.Unreachable);
        PcodeModule module = With(code: code.Written.ToArray());
        Assert.Equal(expected, FirstError(module));
        if (expected == Ok)
        {
            Assert.Equal(depth, Verifier.Verify(module).Value!.MaxStack[0]);
        }
    }

    [Fact]
    public void EveryFixedInstructionTakesItsOperandsAndNoOthers()
    {
        int count = 0;
        foreach (ref readonly OpcodeRow row in OpcodeTable.Rows)
        {
            const OpcodeFlags Special = OpcodeFlags.Variadic | OpcodeFlags.Ends | OpcodeFlags.Label | OpcodeFlags.Branch;
            if ((row.Flags & Special) != 0)
            {
                continue;
            }

            count++;
            Assert.True(FirstError(OneInstruction(row, row.Pops)) == Ok, row.Name);
            for (int i = 0; i < row.Pops.Length; i++)
            {
                foreach (char other in "ilfd".Replace(row.Pops[i].ToString(), ""))
                {
                    string wrong = row.Pops[..i] + other + row.Pops[(i + 1)..];
                    Assert.True(FirstError(OneInstruction(row, wrong)) == "PVM0233", row.Name + " " + wrong);
                }

                Assert.True(FirstError(OneInstruction(row, row.Pops[(i + 1)..])) == "PVM0233", row.Name);
            }
        }

        Assert.InRange(count, 180, 512);
    }

    [Fact]
    public void ErrorsNameFunctionAndPlaceAndAreManyButBounded()
    {
        string text = string.Concat(Enumerable.Range(0, 50).Select(i => $".func @f{i} ()\n nop\n drop\n return\n.end\n"));
        byte[] bytes = ModuleWriter.ToArray(AssembleText(text));
        PcodeModule module = ModuleReader.Read(bytes, "m.pcode").Value!;
        IReadOnlyList<Diagnostic> errors = Verifier.Verify(module).Diagnostics;
        Assert.Equal(21, errors.Count);
        Assert.StartsWith(
            "procvm: error PVM0233: m.pcode: function 0 'f0', code byte 1: drop needs an operand on the stack, which holds none (at byte 0x",
            errors[0].ToString());
        Assert.Equal((byte)Opcode.Drop, bytes[(int)errors[0].Offset!.Value]);
        Assert.Equal("PVM0243", errors[^1].Descriptor.Code);
    }

    [Fact]
    public void LongTablesToLabelsWithManyOperandsAreLinear()
    {
        const int Operands = 1000;
        CodeBuffer code = new();
        for (int i = 0; i < Operands; i++)
        {
            code.WriteBytes([(byte)Opcode.I32Const, 0]);
        }

        code.WriteBytes([(byte)Opcode.I32Const, 0, (byte)Opcode.BrTable]);
        code.WriteU32(1_000_000);
        for (int i = 0; i <= 1_000_000; i++)
        {
            code.WriteByte(0);
        }

        code.WriteBytes([(byte)Opcode.Label, 0, (byte)Opcode.Unreachable]);
        PcodeModule module = With(
            labels: [new Label(false, Enumerable.Repeat(ValueType.I32, Operands).ToArray())], code: code.Written.ToArray());
        long before = Environment.TickCount64;
        Assert.Equal(Ok, FirstError(module));
        Assert.InRange(Environment.TickCount64 - before, 0, 2000);
    }

    private static PcodeModule OneInstruction(in OpcodeRow row, string operands)
    {
        System.Text.StringBuilder text = new(".table 1 1\n.elem passive []\n.data passive\n.global i32 = 0\n.func ()\n");
        foreach (char letter in operands)
        {
            text.Append($"{ValueTypes.FromLetter(letter).Name()}.const 0\n");
        }

        text.Append(row.Name).Append(row.Immediate switch
        {
            Immediate.None => "",
            Immediate.TableTable or Immediate.ElementTable or Immediate.Range32 or Immediate.Range64 => " 0 0",
            Immediate.Index => " 0 0 0",
            _ => " 0",
        });
        text.Append("\nunreachable\n.end\n");
        return AssembleText(text.ToString());
    }

    private static PcodeModule With(
        FunctionType? type = null, ValueType[]? locals = null, Label[]? labels = null, byte[]? code = null) => new()
        {
            Types = [type ?? new FunctionType([], [])],
            Imports = [],
            Functions = [new Function { Type = 0, Locals = locals ?? [], Labels = labels ?? [], Code = code ?? [0] }],
        };

    private static string FirstError(PcodeModule module)
    {
        LoadResult<VerifiedModule> result = Verifier.Verify(module);
        return result.Succeeded ? Ok : result.Diagnostics[0].Descriptor.Code;
    }

    private static PcodeModule AssembleText(string text)
    {
        LoadResult<PcodeModule> result = Assembler.Assemble(new SourceText("t.pasm", text));
        Assert.True(result.Succeeded, string.Join('\n', result.Diagnostics));
        return result.Value;
    }
}
