namespace ProcVM.Cli.Tests.Running;

/// <summary>Standard streams that are closed or full, as a shell makes them.</summary>
public class StreamTests(TestPrograms programs) : IClassFixture<TestPrograms>
{
    private const string Hello = "program hello; begin writeln('hello') end.";
    private const string Writer = "program writer; var t: text; begin assign(t, 'written.txt'); rewrite(t); writeln(t, 'file'); close(t); writeln('screen') end.";
    private const string Reader = "program reader; var c: char; begin if not eof then begin read(c); writeln(c) end end.";

    /// <summary>A number that .NET itself took over must be neither written to nor waited for.</summary>
    [Theory]
    [InlineData(">&-", Hello, 134, "it isn't open")]
    [InlineData(">&-", Writer, 134, "it isn't open")]
    [InlineData("<&-", Hello, 0, "")]
    [InlineData("<&-", Reader, 134, "the standard input")]
    [InlineData("2>&-", Hello, 0, "")]
    [InlineData("2>&-", "program wrong; begin x end.", 1, "")]
    [InlineData(">&- 2>&-", Hello, 134, "")]
    [InlineData("<&- >&- 2>&-", Writer, 134, "")]
    [InlineData("> /dev/full", Hello, 134, "no space is left")]
    [InlineData("2> /dev/full", "program wrong; begin x end.", 1, "")]
    [InlineData("< /", Reader, 134, "standard input")]
    public void ARun(string redirection, string source, int status, string message)
    {
        string path = programs.Write("stream.pas", System.Text.Encoding.UTF8.GetBytes(source));
        ToolResult result = Shell($"'{Tool.Path}' '{path}' {redirection}");
        Assert.Equal(status, result.Status);
        Assert.Contains(message, result.Error);
        string written = Path.Combine(programs.Folder, "written.txt");
        Assert.True(!File.Exists(written) || File.ReadAllText(written) == "file\n", "the screen's lines went into a file");
    }

    [Theory]
    [InlineData("version")]
    [InlineData("help run")]
    [InlineData("doctor --json")]
    [InlineData("completion bash")]
    [InlineData("explain PVM0211")]
    [InlineData("dis exit7.pcode")]
    [InlineData("verify exit7.pcode")]
    [InlineData("asm exit7.pasm -o -")]
    public void AnAnswerThatGetsLostIsAFailure(string command)
    {
        ToolResult full = Shell($"'{Tool.Path}' {command} > /dev/full");
        Assert.Equal((125, "procvm: error PVM0010: cannot write 'the standard output': no space is left\n"), (full.Status, full.Error));
        ToolResult closed = Shell($"'{Tool.Path}' {command} >&-");
        Assert.Equal((125, "procvm: error PVM0010: cannot write 'the standard output': it isn't open\n"), (closed.Status, closed.Error));
        Assert.Equal(125, Shell($"'{Tool.Path}' {command} >&- 2>&-").Status);
        Assert.Equal("", Shell($"'{Tool.Path}' {command} | true").Error);
    }

    [Fact]
    public void AProgramFromAClosedInput() => Assert.Equal(
        (126, "procvm: error PVM0211: cannot open '-': the standard input can't be read\n"),
        (Shell($"'{Tool.Path}' - <&-") is var result ? result.Status : 0, result.Error));

    private ToolResult Shell(string command)
    {
        System.Diagnostics.ProcessStartInfo start = new("/bin/sh", ["-c", command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = programs.Folder,
        };
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;
        process.StandardInput.Close();
        return Tool.Finish(process);
    }
}
