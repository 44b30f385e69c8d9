using System.Text.RegularExpressions;
using ProcVM.Module;
using ProcVM.Module.Pasm;

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Which of the instructions that the Pascal compiler's source names the generated programs hold.</summary>
internal sealed partial class OpcodeCoverage
{
    private readonly HashSet<string> _seen = [];
    private readonly HashSet<string> _written = Written();

    internal int Percent => 100 * (_written.Count - Missing.Length) / _written.Count;

    private string[] Missing => [.. _written.Except(_seen).Order(StringComparer.Ordinal)];

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
        $"P-code instructions covered: {_written.Count - Missing.Length} of {_written.Count} ({Percent} %); without {string.Join(' ', Missing)}";

    private static HashSet<string> Written()
    {
        HashSet<string> named = [.. Directory.EnumerateFiles(Path.Combine(Corpus.Root, "langs", "pascal", "Emit"), "*.cs")
            .SelectMany(path => OpcodeName().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value)];
        return [.. OpcodeTable.Rows.ToArray().Where(row => named.Contains(row.Opcode.ToString())).Select(row => row.Name)];
    }

    [GeneratedRegex(@"Opcode\.(\w+)")]
    private static partial Regex OpcodeName();
}
