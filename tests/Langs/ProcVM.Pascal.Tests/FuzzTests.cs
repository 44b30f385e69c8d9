using ProcVM.Fuzz.Sources;
using Xunit.Abstractions;

namespace ProcVM.Pascal.Tests;

/// <summary>A short run of the source fuzzer; the long one is <c>build.sh fuzz</c>.</summary>
public class FuzzTests(ITestOutputHelper log)
{
    [Fact]
    public void MutatedSourcesNeitherCrashNorHang()
    {
        SourceFuzzer fuzzer = new(20260101, Repository.At("tests/Conformance/pascal"), Repository.At(Corpus.Samples));
        using StringWriter output = new();
        fuzzer.Run(3_000, output);
        log.WriteLine(output.ToString());
        Assert.True(fuzzer.Report.ReachesGoals, output.ToString());
    }
}
