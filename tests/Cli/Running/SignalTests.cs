using System.Diagnostics;

namespace ProcVM.Cli.Tests.Running;

/// <summary>Ctrl-C, terminated pipes, and runs side by side.</summary>
public class SignalTests(TestPrograms programs) : IClassFixture<TestPrograms>
{
    [Theory]
    [InlineData("loop", "INT", 130)]
    [InlineData("wait", "INT", 130)]
    [InlineData("flood", "INT", 130)]
    [InlineData("loop", "TERM", 143)]
    public void AStopIsClean(string program, string signal, int status)
    {
        using Process process = Start(program);
        Tool.Signal(process, signal);
        Assert.True(process.WaitForExit(20_000));
        Assert.Equal(status, process.ExitCode);
    }

    [Fact]
    public void TwiceEndsTheRun()
    {
        using Process process = Start("loop");
        Tool.Signal(process, "INT");
        Tool.Signal(process, "INT");
        Assert.True(process.WaitForExit(20_000));
        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public void OutputThatNobodyReads()
    {
        using Process process = Tool.Start([programs["flood"]]);
        process.StandardInput.Close();
        process.StandardOutput.Read();
        process.StandardOutput.Close();
        Assert.True(process.WaitForExit(20_000));
        Assert.Equal((141, ""), (process.ExitCode, process.StandardError.ReadToEnd()));
    }

    [Fact]
    public void TwoAtOnce()
    {
        using Process first = Tool.Start([programs["exit7"]]);
        using Process second = Tool.Start([programs["division"]]);
        Assert.Equal((7, 134), (Tool.Finish(first).Status, Tool.Finish(second).Status));
    }

    // The tool takes signals once the guest runs, and a traced call or a second's work shows that it does.
    private Process Start(string program)
    {
        string status = Path.Combine(programs.Folder, "started-" + program);
        Process process = Tool.Start(["run", "--strace=" + status, programs[program]]);
        Stopwatch waited = Stopwatch.StartNew();
        while (!File.Exists(status) && waited.ElapsedMilliseconds < 20_000)
        {
            Thread.Sleep(20);
        }

        Thread.Sleep(500);
        File.Delete(status);
        return process;
    }
}
