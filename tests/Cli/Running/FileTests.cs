using System.Text.Json;

namespace ProcVM.Cli.Tests.Running;

/// <summary>Files that a command reads or writes: the wrong ones, the same one twice, and what --json says of them.</summary>
public class FileTests(TestPrograms programs) : IClassFixture<TestPrograms>
{
    private string Hello => programs.Write("hello.pas", "program hello; begin writeln('hello') end."u8.ToArray());

    [Fact]
    public void WhatIsReadIsNotOverwritten()
    {
        string source = Hello;
        byte[] before = File.ReadAllBytes(source);
        string module = programs["exit7"];
        byte[] code = File.ReadAllBytes(module);
        foreach (string[] arguments in (string[][])
        [
            ["build", source, "-o", source],
            ["build", source, "-o", Path.Combine(programs.Folder, ".", "hello.pas")],
            ["run", "--status-file", source, source],
            ["run", "--strace=" + source, source],
        ])
        {
            ToolResult result = Tool.Run(arguments);
            Assert.Equal(125, result.Status);
            Assert.Contains("it is what the command reads", result.Error);
            Assert.Equal(before, File.ReadAllBytes(source));
        }

        Assert.Equal(125, Tool.Run("dis", module, "-o", module).Status);
        Assert.Equal(code, File.ReadAllBytes(module));
    }

    [Theory]
    [InlineData("", "that is no file name")]
    [InlineData("/", "it is a directory")]
    [InlineData("/no/such/x", "there is no such directory")]
    [InlineData("/dev/full", "no space is left")]
    public void OutputThatCantBeWritten(string path, string reason)
    {
        ToolResult result = Tool.Run("build", Hello, "-o", path);
        Assert.Equal(125, result.Status);
        Assert.Equal($"procvm: error PVM0010: cannot write '{path}': {reason}\n", result.Error);
        Assert.True(!File.Exists("/dev/full") || new FileInfo("/dev/full").Attributes != 0);
    }

    [Fact]
    public void AStatusFileThatCantBeWrittenStopsTheRun()
    {
        ToolResult result = Tool.Run("run", "--status-file", "/no/such/x", Hello);
        Assert.Equal((125, ""), (result.Status, result.Output));
    }

    [Fact]
    public void AStatusFileTellsOfBadOptionsToo()
    {
        string status = programs.Write("bad.json", "{\"status\":0}"u8.ToArray());
        Assert.Equal(125, Tool.Run("run", "--status-file", status, "--frob", Hello).Status);
        Assert.Equal("""{"status":125,"reason":"bad-option"}""" + "\n", File.ReadAllText(status));
    }

    [Theory]
    [InlineData(125, "--cwd", "/no/such/directory")]
    [InlineData(125, "--cwd", "/", "--dir", "none")]
    [InlineData(125, "--cwd", "/guest/nothing", "--dir", ".::/guest")]
    [InlineData(125, "--cwd", "/guestroom", "--dir", ".::/guest")]
    [InlineData(0, "--cwd", "/guest", "--dir", ".::/guest")]
    [InlineData(0, "--cwd", "/guest/../guest/.", "--dir", ".::/guest:ro")]
    [InlineData(0, "--cwd", "/usr", "--dir", "/::/:ro")]
    public void WhereAGuestStarts(int status, params string[] options)
    {
        ToolResult result = Tool.Run(["run", .. options, Hello], "", programs.Folder);
        Assert.Equal((status, status == 0 ? "hello\n" : ""), (result.Status, result.Output));
    }

    [Fact]
    public void ADosProgramIsKnownByItsExtension()
    {
        Assert.Equal(125, Tool.Run(programs.Write("dos.com", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$"u8.ToArray())).Status);
        Assert.Equal(1, Tool.Run(programs.Write("dos.txt", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$"u8.ToArray())).Status);
    }

    [Fact]
    public void HostileFiles()
    {
        Assert.Equal(1, Tool.Run(programs.Write("empty")).Status);
        Assert.Equal(1, Tool.Run("/dev/null").Status);
        Assert.Equal(126, Tool.Run("/dev/zero").Status);
        byte[] noise = new byte[100_000];
        new Random(1).NextBytes(noise);
        string file = programs.Write("noise", noise);
        foreach (string command in (string[])["run", "verify", "dis"])
        {
            Assert.Equal(126, Tool.Run(command, file).Status);
        }

        foreach (string command in (string[])["asm", "build"])
        {
            Assert.Equal(126, Tool.Run(command, file, "-o", file + ".out").Status);
            Assert.False(File.Exists(file + ".out"));
        }
    }

    [Fact]
    public void ArgumentsOfEverySize()
    {
        string source = programs.Write("count.pas", "program count; begin writeln(paramcount) end."u8.ToArray());
        Assert.Equal("20000\n", Tool.Run([source, .. Enumerable.Range(0, 20_000).Select(i => $"{i}")]).Output);
        Assert.Equal("3\n", Tool.Run(source, new string('a', 120_000), "", "ä\n'").Output);
        Assert.Equal(127, Tool.Run(new string('a', 100_000)).Status);
    }

    [Fact]
    public void AnswersInJson()
    {
        using JsonDocument version = JsonDocument.Parse(Tool.Run("version", "--json").Output);
        Assert.Equal(1, version.RootElement.GetProperty("pcode").GetInt32());
        using JsonDocument explained = JsonDocument.Parse(Tool.Run("explain", "pas100", "--json").Output);
        Assert.Equal("PAS100", explained.RootElement.GetProperty("code").GetString());

        ToolResult result = Tool.Run("verify", "--json", programs["exit7"], programs["unknown"], "/no/such/file");
        Assert.Equal(127, result.Status);
        JsonElement[] lines = [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.Equal([0, 1, 127], lines.Select(line => line.GetProperty("status").GetInt32()));
        Assert.Contains("no_such_call", lines[1].GetProperty("errors")[0].GetProperty("message").GetString());
    }

    [Fact]
    public void TheInputAsProgram()
    {
        string source = "program echo(output); begin writeln(paramstr(1)) end.";
        Assert.Equal(new ToolResult(0, "x\n", ""), Tool.Run(["-", "x"], source));
        Assert.Equal(new ToolResult(0, "x\n", ""), Tool.Run(["run", "--std", "procvm", "-", "x"], source));
    }

    [Fact]
    public void ManyAtOnceIntoOneFile()
    {
        string source = Hello;
        string output = Path.Combine(programs.Folder, "shared.pcode");
        ToolResult[] results = new ToolResult[6];
        Parallel.For(0, results.Length, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i => results[i] = Tool.Run("build", source, "-o", output));
        Assert.All(results, result => Assert.True(
            result is { Status: 0, Error: "" } || (result.Status == 125 && result.Error.Contains("it is in use", StringComparison.Ordinal)), result.ToString()));
        Assert.Equal("hello\n", Tool.Run(output).Output);
    }
}
