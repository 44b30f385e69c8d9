using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ProcVM.Cli.Tests.Running;

/// <summary>A second run of a program starts with the first one's code, and without LLVM.</summary>
public sealed partial class CodeCacheTests : IDisposable
{
    // Hot in a procedure and in the program's own loop; long enough for LLVM also on a busy machine.
    private const string Program = """
        program hot(input, output);
        var i, sum, rounds: integer; c: char;
        function step(n, k: integer): integer;
        var j: integer;
        begin
          for j := 1 to 2000 + k mod 2 do
            n := (n * 7 + j + k) mod 1000003;
          step := n
        end;
        begin
          readln(rounds);
          sum := 1;
          for i := 1 to rounds do
            sum := step(sum, i);
          writeln(sum);
          read(c);
          if rounds = 100001 then sum := sum div (rounds - 100001)
        end.
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("procvm-test-");
    private readonly string _program;
    private readonly string _cache;
    private readonly bool _hasLlvm = Tool.Run("doctor").Output.Contains("for the LLVM tier", StringComparison.Ordinal);

    public CodeCacheTests()
    {
        _program = Path.Combine(_folder.FullName, "hot.pas");
        _cache = Path.Combine(_folder.FullName, "cache");
        File.WriteAllText(_program, Program);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null)]
    [InlineData("llvm")]
    public void ASecondRunHasHitsAndDoesTheSame(string? tier)
    {
        if (!_hasLlvm)
        {
            return;
        }

        ToolResult first = Run(100_000, tier);
        Assert.Equal((0, 0), (first.Status, Count(first, "cacheHits")));
        Assert.True(Count(first, "cacheMisses") > 0, first.Error);
        ToolResult second = Run(100_000, tier);
        Assert.True(Count(second, "cacheHits") > 0, second.Error);
        Assert.Equal((first.Status, first.Output), (second.Status, second.Output));
    }

    [Fact]
    public void TrapsAndFuelAreTheSame()
    {
        if (!_hasLlvm)
        {
            return;
        }

        foreach (string[] options in (string[][])[[], ["--fuel", "900000000"], ["--fuel", "3000000000"]])
        {
            ToolResult first = Run(100_001, null, options);
            ToolResult second = Run(100_001, null, options);
            Assert.True(Count(second, "cacheHits") > 0, second.Error);
            Assert.Equal((first.Status, first.Output, WithoutStatistics(first)), (second.Status, second.Output, WithoutStatistics(second)));
            Assert.Equal(Count(first, "fuelUsed"), Count(second, "fuelUsed"));
            Assert.Contains(first.Status, (int[])[134, 122]);
        }
    }

    [Fact]
    public void LlvmIsNotLoadedWhenEverythingIsKept()
    {
        if (!_hasLlvm || !OperatingSystem.IsLinux())
        {
            return;
        }

        Assert.Contains("libLLVM", MapsAtTheEnd(), StringComparison.Ordinal);
        Run(100_000, null);
        Assert.DoesNotContain("libLLVM", MapsAtTheEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void KeptCodeRunsWithoutLlvm()
    {
        if (!_hasLlvm)
        {
            return;
        }

        string with = Run(100_000, null).Output;
        ToolResult without = Run(100_000, null, [], ("PROCVM_LIBLLVM", "/nonexistent"));
        Assert.Equal(with, without.Output);
        Assert.True(Count(without, "cacheHits") > 0 && Count(without, "cacheMisses") == 0, without.Error);
        Assert.Contains("\"tier\":\"llvm\"", without.Error, StringComparison.Ordinal);

        // And where nothing is kept it is the CIL tier, as ever.
        Directory.Delete(_cache, recursive: true);
        ToolResult cold = Run(100_000, null, [], ("PROCVM_LIBLLVM", "/nonexistent"));
        Assert.Equal(with, cold.Output);
        Assert.Contains("\"tier\":\"cil\"", cold.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OffIsOff()
    {
        ToolResult result = Tool.Run(["run", "--code-cache", "off", "--stats", _program], "100000\nx\n");
        Assert.Equal(0, result.Status);
        Assert.DoesNotContain("cache", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void ShortRunsTouchNothing()
    {
        Assert.Equal(0, Run(1, null).Status);
        Assert.False(Directory.Exists(_cache));
    }

    [Fact]
    public void TheUsualFolderIsBelowTheUsersCacheDirectory()
    {
        if (!_hasLlvm)
        {
            return;
        }

        string home = _folder.CreateSubdirectory("home").FullName;
        Tool.Run(["run", _program], "100000\nx\n", environment: [("XDG_CACHE_HOME", ""), ("HOME", home)]);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(home, ".cache/procvm/code"), "*.code"));
        string cache = Path.Combine(_folder.FullName, "xdg");
        Tool.Run(["run", _program], "100000\nx\n", environment: [("XDG_CACHE_HOME", cache), ("HOME", home)]);
        Assert.NotEmpty(Directory.EnumerateFiles(Path.Combine(cache, "procvm/code"), "*.code"));
        ToolResult nowhere = Tool.Run(["run", "--stats", _program], "100000\nx\n", environment: [("XDG_CACHE_HOME", "relative"), ("HOME", "/nonexistent")]);
        Assert.Equal(0, nowhere.Status);
        Assert.DoesNotContain("cache", nowhere.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists("/nonexistent"));
    }

    [Fact]
    public void AFolderThatIsNoneIsNoError()
    {
        File.WriteAllText(_cache, "a file");
        ToolResult result = Run(100_000, null);
        Assert.Equal(0, result.Status);
        if (_hasLlvm)
        {
            Assert.Contains("\"cacheProblem\":\"'", result.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SeveralAtOnceAreSafe()
    {
        if (!_hasLlvm)
        {
            return;
        }

        Process[] processes = [.. Enumerable.Range(0, 4).Select(_ => Tool.Start(["run", "--code-cache", _cache, "--stats", _program]))];
        foreach (Process process in processes)
        {
            process.StandardInput.Write("60000\nx\n");
            process.StandardInput.Close();
        }

        string[] outputs = [.. processes.Select(process => Tool.Finish(process).Output)];
        Assert.Single(outputs.Distinct(StringComparer.Ordinal));
        ToolResult next = Run(60_000, null);
        Assert.True(Count(next, "cacheHits") > 0, next.Error);
        Assert.Equal(outputs[0], next.Output);
    }

    [Fact]
    public void DoctorTellsTheFolder() =>
        Assert.Contains("code-cache", Tool.Run("doctor").Output, StringComparison.Ordinal);

    private static long Count(ToolResult result, string name) =>
        Regex.Match(result.Error, $"\"{name}\":([0-9]+)") is { Success: true } match
            ? long.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : -1;

    private static string WithoutStatistics(ToolResult result) => Statistics().Replace(result.Error, "");

    [GeneratedRegex("\\{\"engine\".*\\}")]
    private static partial Regex Statistics();

    private ToolResult Run(int rounds, string? tier, string[]? options = null, params (string Name, string Value)[] environment) => Tool.Run(
        ["run", "--code-cache", _cache, "--stats", .. tier is null ? (string[])[] : ["--tier", tier], .. options ?? [], _program], $"{rounds}\nx\n", environment: environment);

    /// <summary>What a process has mapped when its work is done and it waits for the last character.</summary>
    private string MapsAtTheEnd()
    {
        using Process process = Tool.Start(["run", "--code-cache", _cache, _program]);
        process.StandardInput.Write("100000\n");
        process.StandardInput.Flush();
        Assert.NotNull(process.StandardOutput.ReadLine());
        string maps = File.ReadAllText($"/proc/{process.Id}/maps");
        process.StandardInput.Write("x\n");
        process.StandardInput.Close();
        Tool.Finish(process);
        return maps;
    }
}
