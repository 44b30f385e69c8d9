using System.Text;

namespace ProcVM.Module.Tests;

/// <summary>OPCODES.md is what the opcode table says.</summary>
public class OpcodeReferenceTests
{
    [Fact]
    public void TheReferencePageIsUpToDate()
    {
        string path = Repository.At("src/ProcVM.Module/OPCODES.md");
        string expected = Page();
        if (Environment.GetEnvironmentVariable("PROCVM_GENERATE") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == expected,
            "OPCODES.md differs from OpcodeTable.cs; write it anew by ./build.sh generate");
    }

    [Fact]
    public void NamesAndNumbersAreUnique()
    {
        HashSet<string> names = [];
        int last = -1;
        foreach (ref readonly OpcodeRow row in OpcodeTable.Rows)
        {
            Assert.True(names.Add(row.Name), row.Name);
            Assert.True((int)row.Opcode > last, row.Name + " isn't in order");
            last = (int)row.Opcode;
        }

        Assert.Equal(Enum.GetValues<Opcode>().Length, OpcodeTable.Rows.Length);
    }

    private static string Page()
    {
        StringBuilder page = new("""
            # P-code instructions

            Generated from `OpcodeTable.cs`. Operands are listed bottom to top; `*` is a type that an immediate or the stack decides. SPEC.md says
            what the words mean.

            | code | instruction | immediates | operands | results | meaning |
            |---|---|---|---|---|---|

            """);
        foreach (ref readonly OpcodeRow row in OpcodeTable.Rows)
        {
            int code = (int)row.Opcode;
            string number = code > 0xFF ? $"{code >> 8:X2} {code & 0xFF:X2}" : $"{code:X2}";
            page.Append($"| {number} | `{row.Name}` | {Immediates(row.Immediate)} | {Types(row.Pops)} | {Types(row.Pushes)} | {row.Doc} |\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Types(string letters) => string.Join(' ', letters.Select(letter => letter switch
    {
        '*' => "\\*",
        _ => ValueTypes.FromLetter(letter).Name(),
    }));

    private static string Immediates(Immediate immediate) => immediate switch
    {
        Immediate.None => "",
        Immediate.I32 => "s32",
        Immediate.I64 => "s64",
        Immediate.F32 => "4 bytes",
        Immediate.F64 => "8 bytes",
        Immediate.LabelTable => "count, labels, default label",
        Immediate.TableTable => "destination table, source table",
        Immediate.ElementTable => "element segment, table",
        Immediate.Element => "element segment",
        Immediate.Data => "data segment",
        Immediate.Frame => "byte of the frame",
        Immediate.Range32 => "s32 lo, s32 hi",
        Immediate.Range64 => "s64 lo, s64 hi",
        Immediate.Index => "s32 lo, s32 hi, element size",
        Immediate.Size => "element size",
        Immediate.Escape => "function, label of it",
        Immediate.Trap => "u8 trap kind",
        _ => immediate.ToString().ToLowerInvariant(),
    };
}
