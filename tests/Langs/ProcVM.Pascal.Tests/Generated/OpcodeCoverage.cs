using ProcVM.Module;
using ProcVM.Module.Pasm;

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Which instructions of the opcode table the generated programs hold, but for those that no Pascal program becomes.</summary>
internal sealed class OpcodeCoverage
{
    /// <summary>What the compiler never emits, and why: an instruction is listed here or counts.</summary>
    private static readonly (string Reason, string[] Names)[] s_beyond =
    [
        ("it does nothing", ["nop"]),
        ("procedural values lie in memory, not in tables",
            ["table.get", "table.set", "table.init", "elem.drop", "table.copy", "table.grow", "table.size", "table.fill"]),
        ("constants are copied when the program begins", ["memory.init", "data.drop"]),
        ("the heap is the host's", ["memory.size", "memory.grow"]),
        ("variables of up to 32 bits are loaded and stored as i32",
            [
                "i64.load8_s", "i64.load8_u", "i64.load16_s", "i64.load16_u", "i64.load32_s", "i64.load32_u", "i64.store8", "i64.store16",
                "i64.store32", "i64.extend8_s", "i64.extend16_s", "i64.extend32_s",
            ]),
        ("a real division by zero traps", ["f32.div", "f64.div"]),
        ("no predeclared function means it",
            [
                "f32.ceil", "f32.floor", "f32.trunc", "f32.nearest", "f32.min", "f32.max", "f32.copysign",
                "f64.ceil", "f64.floor", "f64.nearest", "f64.min", "f64.max",
            ]),
        ("trunc and round take a double and give a signed integer, or trap",
            [
                "i32.trunc_f32_s", "i32.trunc_f32_u", "i32.trunc_f64_u", "i64.trunc_f32_s", "i64.trunc_f32_u", "i64.trunc_f64_u",
                "i32.trunc_sat_f32_s", "i32.trunc_sat_f32_u", "i32.trunc_sat_f64_s", "i32.trunc_sat_f64_u",
                "i64.trunc_sat_f32_s", "i64.trunc_sat_f32_u", "i64.trunc_sat_f64_s", "i64.trunc_sat_f64_u",
            ]),
        ("the bits of a real are read through a variable's memory",
            ["i32.reinterpret_f32", "i64.reinterpret_f64", "f32.reinterpret_i32", "f64.reinterpret_i64"]),
        ("ISO Pascal, whose mod it is, has no int64", ["i64.mod"]),
        ("only conformant arrays, which fpc hasn't, have bounds that aren't constant", ["i32.rangev", "i64.rangev"]),
    ];

    private static readonly HashSet<string> s_listed = [.. s_beyond.SelectMany(group => group.Names)];
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _wanted = [.. OpcodeTable.Rows.ToArray().Select(row => row.Name).Where(name => !s_listed.Contains(name))];

    internal int Percent => 100 * (_wanted.Count - Missing.Length) / _wanted.Count;

    /// <summary>Instructions that are listed as never emitted, and were.</summary>
    internal string[] Wrong => [.. s_listed.Intersect(_seen)];

    private string[] Missing => [.. _wanted.Except(_seen).Order(StringComparer.Ordinal)];

    internal void Add(PcodeModule module)
    {
        foreach (string line in Disassembler.ToText(module).Split('\n'))
        {
            string trimmed = line.Trim();
            int end = trimmed.IndexOf(' ', StringComparison.Ordinal);
            _seen.Add(end < 0 ? trimmed : trimmed[..end]);
        }
    }

    public override string ToString() =>
        $"P-code instructions covered: {_wanted.Count - Missing.Length} of {_wanted.Count} ({Percent} %); without {string.Join(' ', Missing)}\n"
        + $"{s_listed.Count} that no Pascal program becomes:\n"
        + string.Join('\n', s_beyond.Select(group => $"  {string.Join(' ', group.Names)}: {group.Reason}"));
}
