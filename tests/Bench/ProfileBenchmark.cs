using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ProcVM.Bench;

/// <summary>What taking samples, and counting blocks, costs the guest in each tier.</summary>
internal sealed class ProfileBenchmark(string programs, string work, string tool, int runs)
{
    private static readonly string[] s_tiers = ["interp", "cil", "llvm"];
    private static readonly string[] s_programs = ["bytecode", "fannkuch", "fib", "nbody", "quicksort", "sha256", "sieve", "strhash"];

    /// <summary>Measures, in turns ABBA, and returns the table in Markdown.</summary>
    public string Run(List<string> wanted)
    {
        StringBuilder table = new();
        table.AppendLine("| program | tier | not profiled, s | samples | counts | both |");
        table.AppendLine("|---|---|---|---|---|---|");
        Dictionary<string, List<double>> ratios = [];
        foreach (string program in wanted.Count > 0 ? wanted : [.. s_programs])
        {
            foreach (string tier in s_tiers)
            {
                Row(table, program, tier, ratios);
            }

            Console.Error.WriteLine($"{program} done");
        }

        foreach (string tier in s_tiers)
        {
            double[] means = [.. Enumerable.Range(0, 3).Select(i => Math.Exp(ratios[tier].Where((_, at) => at % 3 == i).Average(Math.Log)))];
            table.AppendLine(CultureInfo.InvariantCulture, $"| **geometric mean** | {tier} | | {means[0]:0.000} | {means[1]:0.00} | {means[2]:0.00} |");
        }

        table.AppendLine();
        table.AppendLine("Goal: samples cost less than 5 %.");
        return table.ToString();
    }

    private void Row(StringBuilder table, string program, string tier, Dictionary<string, List<double>> ratios)
    {
        string[][] ways = [["--no-counts", "--no-samples"], ["--no-counts"], ["--no-samples"], []];
        List<double>[] times = [[], [], [], []];
        for (int turn = 0; turn < runs; turn++)
        {
            foreach (int way in turn % 2 == 0 ? [0, 1, 2, 3] : (int[])[3, 2, 1, 0])
            {
                times[way].Add(Measure(program, tier, ways[way]));
            }
        }

        double[] own = [.. Enumerable.Range(1, 3).Select(way => CostMeter.Median(times[way].Zip(times[0], (mine, plain) => mine / plain)))];
        (ratios.TryGetValue(tier, out List<double>? list) ? list : ratios[tier] = []).AddRange(own);
        table.AppendLine(CultureInfo.InvariantCulture, $"| {program} | {tier} | {CostMeter.Median(times[0]):0.000} | {own[0]:0.000} | {own[1]:0.00} | {own[2]:0.00} |");
    }

    /// <summary>CPU seconds of the guest's thread.</summary>
    private double Measure(string program, string tier, string[] options)
    {
        string json = Path.Combine(work, "profile.json");
        if (Measurement.Of([tool, "profile", "--tier", tier, $"--json={json}", .. options, Path.Combine(programs, program, program + ".pas")]) is null)
        {
            throw new InvalidOperationException($"{program} failed in {tier}");
        }

        using JsonDocument profile = JsonDocument.Parse(File.ReadAllText(json));
        return profile.RootElement.GetProperty("threadTime").GetInt64() / 1e9;
    }
}
