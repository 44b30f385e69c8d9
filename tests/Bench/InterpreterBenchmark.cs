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
        List<double> natives = [];
        string[] cells = new string[columns.Length];
        for (int i = 0; i < columns.Length; i++)
        {
            double? ratio = Ratio(columns[i], folder, name, natives, out cells[i]);
            if (ratio is { } found)
            {
                ratios[i].Add(found);
                cells[i] = Format(found);
            }
        }

        table.AppendLine(s_culture, $"| {name} | {(natives.Count > 0 ? Median(natives) : 0):0.000} | {string.Join(" | ", cells)} |");
    }

    /// <summary>The median of the ratios of pairs run one after the other. Null, and why in a word, when there is none.</summary>
    private double? Ratio(Contender column, string folder, string name, List<double> natives, out string problem)
    {
        problem = "–";
        ProgramSize[] sizes = column.Size == ProgramSize.Steady ? [ProgramSize.Small, ProgramSize.Large] : [column.Size];
        List<string>?[] native = [.. sizes.Select(size => Prepare(Contender.Native, folder, name, size))];
        List<string>?[] other = [.. sizes.Select(size => Prepare(column, folder, name, size))];
        if (native.Contains(null) || other.Contains(null))
        {
            return null;
        }

        List<double> found = [];
        for (int i = 0; i < runs; i++)
        {
            double theirs = 0;
            double ours = 0;
            for (int size = 0; size < sizes.Length; size++)
            {
                if (Measurement.Of(native[size]!) is not { } first || Measurement.Of(other[size]!) is not { } second)
                {
                    problem = "failed";
                    return null;
                }

                if (second.Output.Trim() != first.Output.Trim())
                {
                    problem = "other output";
                    return null;
                }

                theirs = first.Cpu - theirs;
                ours = second.Cpu - ours;
            }

            natives.Add(theirs);
            found.Add(ours / theirs);
        }

        return Median(found);
    }

    private List<string>? Prepare(Contender contender, string folder, string name, ProgramSize size)
    {
        string capitalised = char.ToUpperInvariant(name[0]) + name[1..];
        string original = Path.Combine(folder, string.Format(s_culture, contender.Source, name, capitalised));
        if (!File.Exists(original))
        {
            return null;
        }

        string output = ScaledSource.Write(original, size, work);
        string source = Path.Combine(output, Path.GetFileName(original));
        string withoutChecks = Path.Combine(output, name + "-unchecked.pas");
        List<string> Fill(string[] parts) =>
        [
            .. parts.Select(part => part.Replace("{s}", source, StringComparison.Ordinal).Replace("{o}", output, StringComparison.Ordinal)
                .Replace("{n}", name, StringComparison.Ordinal).Replace("{N}", capitalised, StringComparison.Ordinal)
                .Replace("{t}", tool, StringComparison.Ordinal).Replace("{u}", withoutChecks, StringComparison.Ordinal)),
        ];
        if (contender.Prepare is not null && Measurement.Of(Fill(contender.Prepare)) is null)
        {
            return null;
        }

        for (int i = 0; i < contender.RunsBefore; i++)
        {
            Measurement.Of(Fill(contender.Run));
        }

        return Fill(contender.Run);
    }

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private static string Format(double ratio) => ratio.ToString(ratio < 10 ? "0.00" : "0.0", s_culture);
}
