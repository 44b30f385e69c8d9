using System.Text;
using ProcVM.Runtime;

namespace ProcVM.Pascal.Tests;

/// <summary>Every program of langs/pascal/samples writes what lies beside it, at every optimisation level.</summary>
public sealed class SampleTests
{
    public static TheoryData<string> Programs =>
        [.. Corpus.Programs(Corpus.Samples).Where(path => File.Exists(Beside(path, ".out")))];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Sample(string path)
    {
        foreach (int level in (int[])[0, 2])
        {
            PascalOptions options = new(PascalStandard.ProcVM) { Optimization = level };
            PascalOutcome outcome = PascalRun.Run(path, Read(Repository.At(path)), options, Read(Beside(path, ".in")), Arguments(path));
            Assert.True(outcome.Run is not null, outcome.Errors);
            Assert.True(outcome.Run.End == RunEnd.Exited, $"{outcome.Run.End} {outcome.Run.Trap?.Message}\n{outcome.Output}");
            Assert.Equal(Read(Beside(path, ".out")), outcome.Output);
        }
    }

    private static string[] Arguments(string path) =>
        Read(Beside(path, ".args")).Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);

    private static string Beside(string path, string extension) =>
        Path.ChangeExtension(Repository.At(path), extension);

    private static string Read(string path) => File.Exists(path) ? Encoding.Latin1.GetString(File.ReadAllBytes(path)) : "";
}
