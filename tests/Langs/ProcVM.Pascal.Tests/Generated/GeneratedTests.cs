using System.Globalization;
using System.Text.RegularExpressions;
using ProcVM.Runtime;
using Xunit.Abstractions;

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>Random valid programs write under the P-machine, at every level of optimisation, what Free Pascal's write.
/// <c>PROCVM_GENERATED</c> sets how many, <c>PROCVM_GENERATED_SEED</c> where to begin.</summary>
public sealed partial class GeneratedTests(ITestOutputHelper log)
{
    private const int Batch = 30;
    private const int LeastCoverage = 95;

    [FpcFact]
    public void ProgramsWriteWhatFpcWrites()
    {
        OpcodeCoverage coverage = new();
        List<string> differences = [];
        int first = Setting("PROCVM_GENERATED_SEED", 1);
        int last = first + Setting("PROCVM_GENERATED", 90) - 1;
        for (int seed = first; seed <= last; seed += Batch)
        {
            // Two batches of the dialect, then one of ISO Pascal.
            bool isIso = (seed - first) / Batch % 3 == 2;
            GeneratedProgram[] programs =
                [.. Enumerable.Range(seed, Math.Min(Batch, last - seed + 1)).Select(number => GeneratedProgram.Make(number, isIso))];
            string written = FpcOracle.Run(GeneratedProgram.Join(programs), isIso);
            string[] expected = NegativeZero().Replace(written, "0.0$1").Split(GeneratedProgram.Mark)[1..];
            for (int i = 0; i < programs.Length; i++)
            {
                Compare(programs[i], expected[i], coverage, differences);
            }
        }

        log.WriteLine(coverage.ToString());
        Assert.True(differences.Count == 0, $"{differences.Count} differ\n{string.Join('\n', differences.Take(5))}");
        Assert.Empty(coverage.Wrong);
        Assert.True(last - first < 89 || coverage.Percent >= LeastCoverage, coverage.ToString());
    }

    private static void Compare(GeneratedProgram program, string expected, OpcodeCoverage coverage, List<string> differences)
    {
        foreach (int level in (int[])[0, 2])
        {
            PascalOptions options = new(program.IsIso ? PascalStandard.Iso : PascalStandard.ProcVM) { Optimization = level };
            PascalOutcome outcome;
            try
            {
                outcome = PascalRun.Run($"generated{program.Seed}.pas", program.Alone, options);
            }
            catch (InvalidOperationException broken)
            {
                differences.Add($"seed {program.Seed} at -O{level}: {broken.Message}\n{broken.StackTrace}{Keep(program, expected)}");
                return;
            }

            if (outcome.Module is not null)
            {
                coverage.Add(outcome.Module);
            }

            string output = outcome.Output.Replace(GeneratedProgram.Mark, "", StringComparison.Ordinal);
            if (outcome.Run?.End != RunEnd.Exited || output != expected)
            {
                string errors = string.Join('\n', outcome.Diagnostics.Where(diagnostic => outcome.Module is null).Take(3));
                differences.Add($"seed {program.Seed} at -O{level}: {errors} {outcome.Run?.End} {outcome.Run?.Trap?.Message} "
                    + FirstDifference(expected, output) + Keep(program, expected));
                return;
            }
        }
    }

    private static string FirstDifference(string expected, string output)
    {
        int at = expected.Zip(output).TakeWhile(pair => pair.First == pair.Second).Count();
        int from = Math.Max(0, at - 40);
        return $"at {at}\n  expected …{Part(expected, from)}\n  written  …{Part(output, from)}";
    }

    private static string Part(string text, int from) => text[from..Math.Min(text.Length, from + 100)].Replace('\n', '|');

    /// <summary>Leaves the program where a person finds it.</summary>
    private static string Keep(GeneratedProgram program, string expected)
    {
        string folder = Path.Combine(Path.GetTempPath(), "procvm-generated");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $"generated{program.Seed}.pas");
        File.WriteAllText(path, program.Alone);
        File.WriteAllText(Path.ChangeExtension(path, ".expected"), GeneratedProgram.Mark + expected);
        return $"\n  kept as {path}";
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    // ISO 7185 6.9.3.4.2 gives a number that is written as zero no sign; fpc does.
    [GeneratedRegex(@"-0\.0(0*)(?!\d)")]
    private static partial Regex NegativeZero();
}
