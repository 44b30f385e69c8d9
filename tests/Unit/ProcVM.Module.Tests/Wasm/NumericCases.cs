using System.Globalization;
using System.Text;

namespace ProcVM.Module.Tests.Wasm;

/// <summary>Modules that apply each numeric instruction of WebAssembly to edge operands, all pairs of them: the opcode
/// table says which there are.</summary>
internal static class NumericCases
{
    private static readonly Dictionary<char, string[]> s_operands = new()
    {
        ['i'] =
        [
            "0", "1", "-1", "2", "7", "31", "32", "33", "63", "127", "128", "255", "32767", "32768", "123456789", "-98765",
            "2147483647", "-2147483648", "-2147483647",
        ],
        ['l'] =
        [
            "0", "1", "-1", "2", "7", "31", "32", "63", "64", "65", "128", "32768", "2147483648", "-2147483649", "4294967296",
            "9007199254740993", "-1234567890123456789", "9223372036854775807", "-9223372036854775808", "-9223372036854775807",
            "9223371761976868863",
        ],
        ['f'] =
        [
            "0", "-0", "1", "-1", "0.5", "-0.5", "1.5", "2.5", "-2.5", "0.49999997", "-0.99", "8388607.5", "8388609", "16777216",
            "2147483520", "2147483648", "-2147483648", "-2147483904", "4294967040", "4294967296", "9223371487098961920",
            "9223372036854775808", "-9223372036854775808", "18446742974197923840", "18446744073709551616", "3.4028235e38",
            "-3.4028235e38", "1e-45", "1.1754944e-38", "inf", "-inf", "nan",
        ],
        ['d'] =
        [
            "0", "-0", "1", "-1", "0.5", "-0.5", "1.5", "2.5", "-2.5", "0.49999999999999994", "-0.9999", "4503599627370495.5",
            "4503599627370497", "9007199254740992", "2147483647", "2147483647.9", "2147483648", "-2147483648.9", "-2147483649",
            "4294967295.9", "4294967296", "9223372036854774784", "9223372036854775808", "-9223372036854775808",
            "-9223372036854777856", "18446744073709549568", "18446744073709551616", "1.7976931348623157e308", "5e-324",
            "2.2250738585072014e-308", "3.4028235677973366e38", "1.1754942807573643e-38", "16777217", "inf", "-inf", "nan",
        ],
    };

    /// <summary>Names of the instructions: those that have WebAssembly's numbers.</summary>
    internal static List<string> Names { get; } = [.. Rows().Select(row => row.Name)];

    /// <summary>The text of one module; exports are named by instruction, those of instructions that may trap with "#" and a
    /// number behind.</summary>
    internal static string Text()
    {
        StringBuilder text = new("(module\n");
        foreach (string type in (ReadOnlySpan<string>)["i32", "i64", "f32", "f64"])
        {
            text.Append($"(import \"report\" \"{type}\" (func ${type} (param {type})))\n");
        }

        foreach (OpcodeRow row in Rows())
        {
            bool traps = (row.Flags & OpcodeFlags.Traps) != 0;
            string result = ValueTypes.FromLetter(row.Pushes[0]).Name();
            text.Append(traps ? "" : $"(func (export \"{row.Name}\")\n");
            int number = 0;
            foreach (string operands in Operands(row))
            {
                string expression = $"({row.Name} {operands})";
                text.Append(traps
                    ? $"(func (export \"{row.Name}#{number++}\") (result {result}) {expression})\n"
                    : $"(call ${result} {expression})\n");
            }

            text.Append(traps ? "" : ")\n");
        }

        return text.Append(")\n").ToString();
    }

    private static List<OpcodeRow> Rows()
    {
        List<OpcodeRow> rows = [];
        foreach (ref readonly OpcodeRow row in OpcodeTable.Rows)
        {
            int number = (int)row.Opcode;
            if (number is (>= 0x45 and <= 0xC4) or (>= 0xFC00 and <= 0xFC07))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    private static IEnumerable<string> Operands(OpcodeRow row)
    {
        // The bits of a NaN aren't WebAssembly's (SPEC.md section 11).
        bool seesBits = row.Name.Contains("reinterpret_f", StringComparison.Ordinal);
        string[] first = [.. s_operands[row.Pops[0]].Where(operand => !seesBits || operand != "nan")];
        IEnumerable<string> Constants(char letter, IEnumerable<string> values) =>
            values.Select(value => string.Create(CultureInfo.InvariantCulture, $"({ValueTypes.FromLetter(letter).Name()}.const {value})"));
        if (row.Pops.Length == 1)
        {
            return Constants(row.Pops[0], first);
        }

        // Each pair that may trap is an instance of its own.
        int step = (row.Flags & OpcodeFlags.Traps) != 0 ? 3 : 1;
        return from one in Constants(row.Pops[0], first.Where((_, i) => i % step == 0 || i > first.Length - 3))
               from other in Constants(row.Pops[1], s_operands[row.Pops[1]].Where((_, i) => i < 3 || i % step == 0))
               select one + " " + other;
    }
}
