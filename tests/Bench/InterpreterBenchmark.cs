using System.Globalization;
using System.Text;

namespace ProcVM.Bench;

/// <summary>CPU time of whole processes over the same programs, each run next to its native twin: medians of the ratios.</summary>
internal sealed class InterpreterBenchmark(Contender[] columns, string programs, string work, string tool, int runs)
{
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    /// <summary>Measures the named programs, or all, and returns the table in Markdown.</summary>
    public string Run(IReadOnlyCollection<string> wanted)
    {
        List<double>[] ratios = [.. columns.Select(_ => new List<double>())];
        StringBuilder table = new();
        table.AppendLine($"| program | gcc -O2, s | {string.Join(" | ", columns.Select(c => c.Name))} |");
        table.AppendLine($"|---|---|{string.Concat(Enumerable.Repeat("---|", columns.Length))}");
        foreach (string folder in Directory.GetDirectories(programs).Order(StringComparer.Ordinal))
        {
            string name = Path.GetFileName(folder);
            if (wanted.Count > 0 && !wanted.Contains(name))
            {
                continue;
            }

            Row(table, folder, name, ratios);
            Console.Error.WriteLine(name + " done");
        }

        IEnumerable<string> means = ratios.Select(r => r.Count == 0 ? "–" : Format(Math.Exp(r.Average(Math.Log))));
        table.AppendLine($"| **geometric mean** | 1 | {string.Join(" | ", means)} |");
        return table.ToString();
    }

    private void Row(StringBuilder table, string folder, string name, List<double>[] ratios)
    {
        List<string>? native = Prepare(Contender.Native, folder, name);
        if (native is null || Measurement.Of(native) is not { } expected)
        {
            table.AppendLine($"| {name} | no native program | {string.Concat(Enumerable.Repeat(" | ", columns.Length))}");
            return;
        }

        List<double> natives = [];
        string[] cells = new string[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            List<string>? command = Prepare(columns[i], folder, name);
            double? ratio = command is null ? null : Ratio(native, command, expected.Output, natives, out cells[i]);
            if (ratio is { } found)
            {
                ratios[i].Add(found);
                cells[i] = Format(found);
            }
            else
            {
                cells[i] ??= "–";
            }
        }

        table.AppendLine(s_culture, $"| {name} | {(natives.Count > 0 ? Median(natives) : expected.Cpu):0.000} | {string.Join(" | ", cells)} |");
    }

    /// <summary>The median of the ratios of pairs run one after the other.</summary>
    private double? Ratio(List<string> native, List<string> other, string output, List<double> natives, out string problem)
    {
        problem = "failed";
        List<double> found = [];
        for (int i = 0; i < runs; i++)
        {
            if (Measurement.Of(native) is not { } first || Measurement.Of(other) is not { } second)
            {
                return null;
            }

            if (second.Output.Trim() != output.Trim())
            {
                problem = "other output";
                return null;
            }

            natives.Add(first.Cpu);
            found.Add(second.Cpu / first.Cpu);
        }

        return Median(found);
    }

    private List<string>? Prepare(Contender contender, string folder, string name)
    {
        string capitalised = char.ToUpperInvariant(name[0]) + name[1..];
        string source = Path.Combine(folder, string.Format(s_culture, contender.Source, name, capitalised));
        if (!File.Exists(source))
        {
            return null;
        }

        string unchecked_ = Path.Combine(work, name + "-unchecked.pas");
        if (contender.Prepare?.Contains("{u}") == true)
        {
            File.WriteAllText(unchecked_, "{$R-}{$Q-}" + File.ReadAllText(source));
        }

        List<string> Fill(string[] parts) =>
        [
            .. parts.Select(part => part.Replace("{s}", source, StringComparison.Ordinal).Replace("{o}", work, StringComparison.Ordinal)
                .Replace("{n}", name, StringComparison.Ordinal).Replace("{N}", capitalised, StringComparison.Ordinal)
                .Replace("{t}", tool, StringComparison.Ordinal).Replace("{u}", unchecked_, StringComparison.Ordinal)),
        ];
        return contender.Prepare is null || Measurement.Of(Fill(contender.Prepare)) is not null ? Fill(contender.Run) : null;
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string Format(double ratio) => ratio.ToString(ratio < 10 ? "0.00" : "0.0", s_culture);
}
