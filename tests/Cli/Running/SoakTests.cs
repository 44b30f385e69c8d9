using System.Diagnostics;
using Xunit.Abstractions;

namespace ProcVM.Cli.Tests.Running;

/// <summary>A short run of eight instances side by side in one process; the long one is <c>build.sh soak</c>.</summary>
public class SoakTests(ITestOutputHelper log)
{
    [Fact]
    public void NothingGrows()
    {
        string configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        string program = Path.Combine(AppContext.BaseDirectory, "..", "..", "ProcVM.Soak", configuration, "ProcVM.Soak.dll");
        ProcessStartInfo start = new("dotnet", [program, "0.3"]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        log.WriteLine(output[Math.Max(0, output.IndexOf("before", StringComparison.Ordinal) - 21)..]);
        Assert.True(process.ExitCode == 0, output);
    }
}
