namespace ProcVM.Cli.Tests.Running;

/// <summary>The exit status, case by case, and the one form of messages.</summary>
public class ExitStatusTests(TestPrograms programs) : IClassFixture<TestPrograms>
{
    [Fact]
    public void TheGuestsOwn()
    {
        Assert.Equal(new ToolResult(7, "", ""), Tool.Run(programs["exit7"]));
        Assert.Equal(new ToolResult(7, "", ""), Tool.Run("run", programs["exit7"], "--timeout", "not ours"));
    }

    [Fact]
    public void ATrap()
    {
        ToolResult result = Tool.Run(programs["division"]);
        Assert.Equal(134, result.Status);
        Assert.Equal("""
            procvm: error PVM0103: trap division: division by zero
              at inner (division.pas:3)
              at main (division.pas:8)

            """, result.Error);
    }

    [Fact]
    public void FuelStopsAtTheSameInstruction()
    {
        ToolResult first = Tool.Run("run", "--fuel", "12345", "--stats", programs["loop"]);
        Assert.Equal(122, first.Status);
        Assert.Contains("procvm: error PVM0150: the program has used up its fuel of 12345 instructions (--fuel 12345)", first.Error);
        Assert.Contains("\"fuelUsed\":12345", first.Error);
    }

    [Fact]
    public void Time()
    {
        ToolResult result = Tool.Run("run", "--timeout", "300ms", programs["loop"]);
        Assert.Equal(124, result.Status);
        Assert.StartsWith("procvm: error PVM0151: the program was stopped after 300ms (--timeout 300ms)\n  at main (loop.pas:3)\n", result.Error);
    }

    [Fact]
    public void TimeSpentWaitingForInput()
    {
        using System.Diagnostics.Process process = Tool.Start(["run", "--timeout", "300ms", programs["wait"]]);
        Assert.Equal(124, Tool.Finish(process).Status);
    }

    [Fact]
    public void TimeSpentOnAFullPipe()
    {
        using System.Diagnostics.Process process = Tool.Start(["run", "--timeout", "500ms", programs["flood"]]);
        Assert.True(process.WaitForExit(30_000));
        Assert.Equal(124, process.ExitCode);
    }

    [Fact]
    public void Memory()
    {
        ToolResult result = Tool.Run("run", "--memory", "16M", programs["bomb"]);
        Assert.Equal(137, result.Status);
        Assert.Contains("PVM0152: the program needs more memory than its limit of 16M (--memory 16M)", result.Error);
    }

    [Fact]
    public void MemoryThatIsTooSmallToStart()
    {
        ToolResult result = Tool.Run("run", "--memory", "1K", programs["exit7"]);
        Assert.Equal(126, result.Status);
        Assert.Contains("--memory", result.Error);
    }

    [Theory]
    [InlineData("nothing/here.pas", 127, "no such file")]
    [InlineData("", 127, "the name is empty")]
    [InlineData(".", 126, "it is a directory")]
    public void FilesThatCantBeRead(string path, int status, string reason)
    {
        ToolResult result = Tool.Run("run", path);
        Assert.Equal(status, result.Status);
        Assert.StartsWith($"procvm: error PVM0211: cannot open '{path}': {reason}", result.Error);
    }

    [Theory]
    [InlineData(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1 }, 126, "PVM0173: cannot load")]
    [InlineData(new byte[] { (byte)'M', (byte)'Z', 0x90, 0 }, 125, "PVM0008: not in this version")]
    [InlineData(new byte[] { 0, (byte)'a', (byte)'s', (byte)'m' }, 126, "PVM0012")]
    [InlineData(new byte[] { 1, 2, 3, 4, 0xFF, 0 }, 126, "PVM0012")]
    [InlineData(new byte[] { 0, (byte)'p', (byte)'v', (byte)'m', 1, 0, 0, 0, 10, 0xFF }, 126, "PVM02")]
    [InlineData(new byte[] { 0, (byte)'p', (byte)'v', (byte)'m' }, 126, "PVM02")]
    public void FilesThatCantBeLoaded(byte[] bytes, int status, string message)
    {
        ToolResult result = Tool.Run(programs.Write($"file{bytes.Length}-{bytes[0]}-{bytes[1]}", bytes));
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public void AnImportThatNoMapHas()
    {
        Assert.Equal(126, Tool.Run(programs["unknown"]).Status);
        ToolResult verify = Tool.Run("verify", programs["unknown"]);
        Assert.Equal(1, verify.Status);
        Assert.Contains("no_such_call", verify.Error);
    }

    [Theory]
    [InlineData("--memroy", "PVM0002: unknown option '--memroy' of procvm run; did you mean --memory?")]
    [InlineData("--memory=12Q", "PVM0005: option --memory can't be '12Q'")]
    [InlineData("--fuel=-1", "PVM0005: option --fuel can't be '-1'")]
    [InlineData("--timeout=0s", "PVM0005: option --timeout can't be '0s'")]
    [InlineData("--env=novalue", "PVM0005: option --env can't be 'novalue'")]
    [InlineData("--stats=1", "PVM0004: option --stats takes no value")]
    [InlineData("--engine=native", "PVM0015: --engine native and a P-code program can't be used together")]
    [InlineData("--network=host", "PVM0008: not in this version: --network host")]
    [InlineData("--gdb=:1234", "PVM0008: not in this version: --gdb")]
    [InlineData("--engine=fast", "PVM0005: option --engine can't be 'fast': it is one of auto, interp, jit, native")]
    [InlineData("--dir=/no/such/directory", "cannot grant the directory '/no/such/directory'")]
    public void BadOptions(string option, string message)
    {
        ToolResult result = Tool.Run("run", option, programs["exit7"]);
        Assert.Equal(125, result.Status);
        Assert.Contains(message, result.Error);
        Assert.InRange(result.Error.Split('\n').Length, 2, 3);
    }

    [Fact]
    public void TheTrueReasonInAFile()
    {
        string status = Path.Combine(programs.Folder, "status.json");
        Assert.Equal(134, Tool.Run("run", "--status-file", status, programs["division"]).Status);
        Assert.Equal(
            """{"status":134,"reason":"trap","trap":"division","message":"division by zero","function":"inner","file":"division.pas","line":3}""" + "\n",
            File.ReadAllText(status));
        Tool.Run("run", "--status-file", status, programs["exit7"]);
        Assert.Equal("""{"status":7,"reason":"exit"}""" + "\n", File.ReadAllText(status));
    }

    [Fact]
    public void TracedCalls()
    {
        ToolResult result = Tool.Run(["run", "--strace", programs["wait"]], "x");
        Assert.Equal(0, result.Status);
        Assert.Contains("text_read_char(", result.Error);
        string file = Path.Combine(programs.Folder, "trace.txt");
        Assert.Equal("", Tool.Run(["run", "--strace=" + file, programs["wait"]], "x").Error);
        Assert.Contains("text_read_char(", File.ReadAllText(file));
    }
}
