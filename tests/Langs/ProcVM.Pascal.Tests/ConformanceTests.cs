using ProcVM.Core;
using ProcVM.Runtime;

namespace ProcVM.Pascal.Tests;

/// <summary>Every program of tests/Conformance/pascal does what its first comment says.</summary>
public sealed class ConformanceTests
{
    private static readonly HashSet<string> s_open = ReadOpen();

    public static TheoryData<string> Programs => [.. Corpus.Programs(Corpus.Conformance).Where(path => !s_open.Contains(path))];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Program(string path)
    {
        ConformanceCase test = ConformanceCase.Read(Repository.At(path));
        if (test.Kind is not ("accept" or "reject" or "error"))
        {
            return;
        }

        PascalOptions options = new(test.IsIso ? PascalStandard.Iso : PascalStandard.ProcVM);
        PascalOutcome outcome = PascalRun.Run(path, test.Source, options, test.Input, test.Arguments);
        if (test.Kind == "reject")
        {
            CheckErrors(test, outcome);
        }
        else
        {
            Assert.True(outcome.Run is not null, outcome.Errors);
            CheckRun(test, outcome);
        }
    }

    // open.txt names programs and what is wrong with them: a line is taken out when that is fixed.
    private static HashSet<string> ReadOpen() =>
        [.. File.ReadLines(Path.Combine(Corpus.Conformance, "open.txt")).Select(line => line.Split(':')[0])];

    private static void CheckErrors(ConformanceCase test, PascalOutcome outcome)
    {
        Assert.True(outcome.Module is null, "it was accepted");
        int[] lines = [.. outcome.Diagnostics.Where(d => d.IsError).Select(d => d.Span?.Position.Line ?? 0).Distinct().Order()];
        Assert.True(test.ErrorLines.Order().SequenceEqual(lines), $"expected lines {string.Join(',', test.ErrorLines)}\n{outcome.Errors}");
        if (test.Says is { } says)
        {
            Diagnostic error = Assert.Single(outcome.Diagnostics, d => d.IsError);
            Assert.Contains(says, error.Message, StringComparison.Ordinal);
        }
    }

    private static void CheckRun(ConformanceCase test, PascalOutcome outcome)
    {
        RunResult run = outcome.Run!;
        string trap = run.Trap is { } t ? t.Kind.ToString().ToLowerInvariant() : "";
        string state = $"{run.End} {run.ExitCode} {run.Trap?.Kind} {run.Trap?.Message}\n{outcome.Output}";
        if (test.Trap is { } kind)
        {
            Assert.True(run.End == RunEnd.Trapped && trap == kind, $"expected trap {kind}: {state}");
            if (test.TrapLine is { } line)
            {
                TrapFrame frame = run.Trap!.Frames.FirstOrDefault(f => f.Line > 0);
                Assert.True(frame.Line == line, $"expected trap at line {line}, not {frame.Line}: {state}");
            }
        }
        else
        {
            Assert.True(run.End == RunEnd.Exited && run.ExitCode == test.Exit, state);
        }

        if (test.Expected is { } expected)
        {
            Assert.Equal(expected, outcome.Output);
        }
    }
}
