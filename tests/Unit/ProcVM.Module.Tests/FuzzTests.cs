using ProcVM.Fuzz.Modules;
using Xunit.Abstractions;

namespace ProcVM.Module.Tests;

/// <summary>A short run of the module fuzzer; the long one is <c>build.sh fuzz</c>.</summary>
public class FuzzTests(ITestOutputHelper log)
{
    [Fact]
    public void MutatedModulesNeitherCrashNorHang()
    {
        ModuleFuzzer fuzzer = new(20260101);
        using StringWriter output = new();
        fuzzer.Run(5_000, output);
        log.WriteLine(output.ToString());
        Assert.True(fuzzer.Report.ReachesGoals, output.ToString());
    }
}
