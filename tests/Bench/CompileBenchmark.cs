using System.Globalization;
using System.Text;

namespace ProcVM.Bench;

/// <summary>How long the compiler takes for programs of growing size, next to fpc on the same source.</summary>
internal sealed class CompileBenchmark(CostMeter meter, string work, string tool, int runs)
{
    private static readonly int[] s_sizes = [1_000, 10_000, 100_000];

    /// <summary>Measures, in turns, and returns the table in Markdown.</summary>
    public string Run()
    {
        StringBuilder table = new();
        table.AppendLine("| lines | fpc -O1, s | procvm build, s | median ratio | ratio of wall times | procvm, µs a line | peak, MiB |");
        table.AppendLine("|---|---|---|---|---|---|---|");
        foreach (int size in s_sizes)
        {
            Row(table, size);
            Console.Error.WriteLine($"{size} lines done");
        }

        table.AppendLine();
        table.AppendLine("Goal: at most 3.00 times fpc's CPU time at 10,000 lines, and the same time for a line at any size.");
        return table.ToString();
    }

    private void Row(StringBuilder table, int size)
    {
        string text = new ProgramGenerator(size).Generate();
        int lines = text.Count(c => c == '\n');
        string source = Path.Combine(work, $"lines{size}.pas");
        string module = Path.Combine(work, $"lines{size}.pcode");
        string native = Path.Combine(work, $"lines{size}");
        File.WriteAllText(source, text);
        List<Cost> theirs = [];
        List<Cost> ours = [];
        for (int turn = -1; turn < runs; turn++)
        {
            Cost fpc = Compile(["fpc", "-O1", "-Mobjfpc", "-Sh-", "-v0", "-o" + native, source]);
            Cost procvm = Compile([tool, "build", source, "-o", module]);
            if (turn >= 0)
            {
                theirs.Add(fpc);
                ours.Add(procvm);
            }
        }

        // What is compiled fast must also be compiled right.
        if (Measurement.Of([native])?.Output is not { } expected || Measurement.Of([tool, "run", module])?.Output != expected)
        {
            throw new InvalidOperationException($"the program of {size} lines does something else than fpc's");
        }

        double ratio = CostMeter.Median(ours.Zip(theirs, (mine, its) => mine.Cpu / its.Cpu));
        double wall = CostMeter.Median(ours.Zip(theirs, (mine, its) => mine.Wall / its.Wall));
        double cpu = CostMeter.Median(ours.Select(cost => cost.Cpu));
        table.AppendLine(CultureInfo.InvariantCulture, $"| {lines} | {CostMeter.Median(theirs.Select(cost => cost.Cpu)):0.000} | {cpu:0.000} | {ratio:0.00} | {wall:0.00} | {cpu / lines * 1e6:0.0} | {CostMeter.Median(ours.Select(cost => cost.Peak)):0} |");
    }

    private Cost Compile(string[] command) =>
        meter.Measure(command) is { Status: 0 } cost ? cost : throw new InvalidOperationException($"failed: {string.Join(' ', command)}");
}
