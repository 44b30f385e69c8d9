using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProcVM.Cli.Tests.Profiling;

/// <summary><c>procvm profile</c> as users run it.</summary>
public sealed partial class ProfileTests : IDisposable
{
    private const string Program = """
        program counted(input, output);
        var i, n, total: integer;
        function twice(x: integer): integer;
        begin
          twice := 2 * x
        end;
        procedure add(n: integer);
        var k: integer;
        begin
          for k := 1 to n do
            total := total + twice(k)
        end;
        begin
          read(n);
          for i := 1 to n do
            add(10);
          writeln(total)
        end.
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("procvm-profile");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("interp")]
    [InlineData("cil")]
    public void Counts_are_exact_in_every_tier(string tier)
    {
        ToolResult result = Run("7", ["--tier", tier, "--json=" + At("p.json"), Source("p.pas", Program)]);
        Assert.Equal((0, "770\n"), (result.Status, result.Output));
        using JsonDocument profile = JsonDocument.Parse(File.ReadAllText(At("p.json")));
        Dictionary<string, long> calls = profile.RootElement.GetProperty("routines").EnumerateArray()
            .ToDictionary(routine => routine.GetProperty("name").GetString()!, routine => routine.GetProperty("calls").GetInt64());
        Assert.Equal((1, 7, 70), (calls["counted"], calls["add"], calls["twice"]));
        Assert.Equal(1, calls["pvm.text_write_int"]);
        JsonElement lines = profile.RootElement.GetProperty("files")[0].GetProperty("lines");
        Assert.Equal(70, HitsOf(lines, 5));
        Assert.Equal(70, HitsOf(lines, 11));
        Assert.Equal(7, HitsOf(lines, 16));
        Assert.Equal(1, HitsOf(lines, 17));
    }

    [Fact]
    public void The_exit_status_is_the_programs()
    {
        string halting = Source("halt.pas", "program p; begin halt(3) end.");
        string trapping = Source("trap.pas", "program p(output); var a: array [1..3] of integer; i: integer; begin i := 4; a[i] := 1; writeln(a[i]) end.");
        string wrong = Source("wrong.pas", "program p; begin x end.");
        Assert.Equal(3, Run("", [halting]).Status);
        ToolResult trapped = Run("", [trapping]);
        Assert.Equal(134, trapped.Status);
        Assert.Contains("index 4 is not in 1..3", trapped.Error, StringComparison.Ordinal);
        Assert.Contains("profile of", trapped.Error, StringComparison.Ordinal);
        Assert.Equal(1, Run("", [wrong]).Status);
        Assert.Equal(127, Run("", [At("none.pas")]).Status);
        Assert.Equal(125, Run("", ["--json=" + halting, halting]).Status);
        Assert.Equal(125, Run("", ["--compare", "interp,fortran", halting]).Status);
        Assert.Equal(125, Run("", ["--top", "many", halting]).Status);
        Assert.Equal("program p; begin halt(3) end.", File.ReadAllText(halting));
    }

    [Fact]
    public void What_is_piped_is_plain_text()
    {
        ToolResult result = Run("7", [Source("p.pas", Program)]);
        Assert.DoesNotContain('\u001b', result.Error);
        Assert.Matches(TableRow(), result.Error);
    }

    [Fact]
    public void The_page_holds_what_json_says()
    {
        Run("7", ["--json=" + At("p.json"), "--report", At("p.html"), Source("p.pas", Program)]);
        Match match = EmbeddedJson().Match(File.ReadAllText(At("p.html")));
        Assert.Equal(File.ReadAllText(At("p.json")).TrimEnd('\n'), match.Groups[1].Value);
    }

    [Fact]
    public void Tiers_are_compared_with_one_output_and_the_same_input()
    {
        ToolResult result = Run("7", ["--compare", "interp,cil", "--json=" + At("p.json"), Source("p.pas", Program)]);
        Assert.Equal((0, "770\n"), (result.Status, result.Output));
        using JsonDocument profile = JsonDocument.Parse(File.ReadAllText(At("p.json")));
        JsonElement comparison = profile.RootElement.GetProperty("comparison");
        Assert.True(comparison.GetProperty("sameOutput").GetBoolean());
        Assert.Equal(["interp", "cil"], comparison.GetProperty("tiers").EnumerateArray().Select(tier => tier.GetProperty("name").GetString()));
        // So short a program isn't worth compiling.
        Assert.Contains("cil doesn't pay here", comparison.GetProperty("verdicts")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_automatic_engine_is_profiled_as_it_runs()
    {
        ToolResult result = Run("2000000", ["--json=" + At("p.json"), Source("p.pas", Program)]);
        Assert.Equal((0, "220000000\n"), (result.Status, result.Output));
        using JsonDocument profile = JsonDocument.Parse(File.ReadAllText(At("p.json")));
        Assert.Equal("auto", profile.RootElement.GetProperty("engine").GetString());
        JsonElement[] background = [.. profile.RootElement.GetProperty("compilations").EnumerateArray().Where(made => made.GetProperty("background").GetBoolean())];
        Assert.Contains(background, made => made.GetProperty("tier").GetString() == "cil" && made.GetProperty("cost").GetInt64() > 0);
        long compiled = profile.RootElement.GetProperty("routines").EnumerateArray().Sum(routine => TimeIn(routine, "cil") + TimeIn(routine, "llvm"));
        Assert.True(compiled > 0, "no sample in compiled code");
        Assert.Equal(20_000_000, HitsOf(profile.RootElement.GetProperty("files")[0].GetProperty("lines"), 11));
    }

    [Fact]
    public void A_tier_that_is_missing_is_named()
    {
        ToolResult result = Tool.Run(
            ["profile", "--compare", "interp,llvm", Source("p.pas", Program)], "7", _folder.FullName, [("PROCVM_LIBLLVM", "/nonexistent")]);
        Assert.Equal(0, result.Status);
        Assert.Contains("llvm not available: there is no LLVM tier", result.Error, StringComparison.Ordinal);
    }

    [ToolFact("callgrind_annotate")]
    public void Callgrind_annotate_reads_the_counts()
    {
        Run("7", ["--json=" + At("p.json"), "--callgrind", At("p.cg"), Source("p.pas", Program)]);
        using JsonDocument profile = JsonDocument.Parse(File.ReadAllText(At("p.json")));
        long instructions = profile.RootElement.GetProperty("routines").EnumerateArray().Sum(routine => routine.GetProperty("instructions").GetInt64());
        string annotated = OutputOf("callgrind_annotate", "--inclusive=yes", At("p.cg"));
        string number = instructions.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains($"{number} (100.0%)", annotated, StringComparison.Ordinal);
        Assert.Matches($@"{Regex.Escape(number)} \(100\.0%\).*:counted", annotated);
    }

    [ToolFact("chromium")]
    public void A_browser_draws_the_page()
    {
        Run("40000", ["--compare", "interp,cil", "--json=" + At("p.json"), "--report", At("p.html"), Source("p.pas", Program)]);
        string dom = OutputOf("chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + At("browser"), "--dump-dom", "file://" + At("p.html"));
        Assert.Contains("data-ready=\"yes\"", dom, StringComparison.Ordinal);
        using JsonDocument profile = JsonDocument.Parse(File.ReadAllText(At("p.json")));
        int routines = profile.RootElement.GetProperty("routines").GetArrayLength();
        Assert.Contains($">{routines} of {routines}<", dom, StringComparison.Ordinal);
        Assert.Contains("class=\"frame", dom, StringComparison.Ordinal);
        Assert.Contains("400,000</td>", dom, StringComparison.Ordinal);
        Assert.Contains("id=\"line-18\"", dom, StringComparison.Ordinal);
        Assert.Contains("speed-up", dom, StringComparison.Ordinal);
    }

    // Routines with the same work, called 6, 3 and once: by calls far longer than the sampler's steps, of unequal length so that they have no period, by
    // short ones that alternate, and recursively.
    [Theory]
    [InlineData("interp", "long", "for k := 1 to 300000 + i mod 97 * 10000 do s := (s * 5 + k) mod 8191", 2)]
    [InlineData("interp", "short", "for k := 1 to 7 do s := (s * 5 + k) mod 8191", 50_000)]
    [InlineData("interp", "recursive", "if n > 0 then begin s := (s * 5 + n) mod 8191; NAME(n - 1); NAME(n - 1) end", 2000)]
    [InlineData("cil", "long", "for k := 1 to 300000 + i mod 97 * 10000 do s := (s * 5 + k) mod 8191", 4)]
    [InlineData("cil", "short", "for k := 1 to 7 do s := (s * 5 + k) mod 8191", 50_000)]
    [InlineData("cil", "recursive", "if n > 0 then begin s := (s * 5 + n) mod 8191; NAME(n - 1); NAME(n - 1) end", 2000)]
    [InlineData("llvm", "long", "for k := 1 to 300000 + i mod 97 * 10000 do s := (s * 5 + k) mod 8191", 4)]
    [InlineData("llvm", "short", "for k := 1 to 7 do s := (s * 5 + k) mod 8191", 50_000)]
    [InlineData("llvm", "recursive", "if n > 0 then begin s := (s * 5 + n) mod 8191; NAME(n - 1); NAME(n - 1) end", 2000)]
    public void Sampled_shares_are_near_the_exact_ones(string tier, string name, string work, long rounds)
    {
        string routines = string.Concat(new[] { "six", "three", "one" }.Select(
            routine => $"procedure {routine}(n: integer);\nvar k: integer;\nbegin\n  k := 0;\n  {work.Replace("NAME", routine, StringComparison.Ordinal)}\nend;\n"));
        string calls = string.Join("; ", Enumerable.Repeat("six(7)", 6).Concat(Enumerable.Repeat("three(7)", 3)).Append("one(7)"));
        string source = Source(name + ".pas", $"program p(input, output);\nvar i, s, rounds: integer;\n{routines}begin\n  read(rounds);\n  s := 0;\n  for i := 1 to rounds do begin {calls} end;\n  writeln(s)\nend.");
        if (tier == "llvm" && Tool.Run("dis", "--tier", "asm", source).Status == 125)
        {
            return;
        }

        using JsonDocument first = ProfileOf(source, tier, rounds);
        // So long that chance is well within the five points.
        rounds = (long)(rounds * Math.Max(1, 1.5e9 / first.RootElement.GetProperty("threadTime").GetDouble()));
        List<string> wrong = [];
        // Chance fails one profile, a bias all three.
        for (int i = 0; i < 3; i++)
        {
            using JsonDocument profile = ProfileOf(source, tier, rounds);
            if (Deviation(profile.RootElement) is not { } deviation)
            {
                return;
            }

            wrong.Add(deviation);
        }

        Assert.Fail($"{name} in {tier}: {string.Join("; ", wrong)}");
    }

    [Theory]
    [InlineData("cil", "ldloc")]
    [InlineData("llvm", "define")]
    [InlineData("asm", "ret")]
    public void A_tiers_code_is_listed_with_its_lines(string tier, string text)
    {
        ToolResult result = Tool.Run("dis", "--tier", tier, Source("p.pas", Program), "Twice");
        if (result.Status == 125)
        {
            Assert.Contains("there is no LLVM tier", result.Error, StringComparison.Ordinal);
            return;
        }

        Assert.Equal(0, result.Status);
        Assert.Contains(text, result.Output, StringComparison.Ordinal);
        Assert.Contains("p.pas:5  twice := 2 * x", result.Output, StringComparison.Ordinal);
        Assert.Contains("did you mean twice?", Tool.Run("dis", "--tier", tier, At("p.pas"), "twicee").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Perf_finds_the_names_of_native_code()
    {
        if (Tool.Run("dis", "--tier", "asm", Source("p.pas", Program)).Status == 125 || !OperatingSystem.IsLinux())
        {
            return;
        }

        using Process process = Tool.Start(["profile", "--tier", "llvm", "--no-counts", "--perf-map", At("p.pas")], _folder.FullName);
        process.StandardInput.Write("7");
        process.StandardInput.Close();
        string path = $"/tmp/perf-{process.Id}.map";
        Assert.Equal(0, Tool.Finish(process).Status);
        Assert.Matches("(?m)^[0-9a-f]+ [0-9a-f]+ add$", File.ReadAllText(path));
        File.Delete(path);
    }

    [GeneratedRegex(@"70\s.*twice \(p\.pas:5\)")]
    private static partial Regex TableRow();

    [GeneratedRegex("<script type=\"application/json\" id=\"profile\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex EmbeddedJson();

    /// <summary>What is wrong with the shares of six, three and one; null for nothing.</summary>
    private static string? Deviation(JsonElement profile)
    {
        Dictionary<string, double> own = profile.GetProperty("routines").EnumerateArray()
            .ToDictionary(routine => routine.GetProperty("name").GetString()!, routine => routine.GetProperty("self").GetDouble());
        double all = own["six"] + own["three"] + own["one"];
        double samples = profile.GetProperty("effectiveSamples").GetDouble();
        foreach ((string routine, double exact) in ((string, double)[])[("six", 60), ("three", 30), ("one", 10)])
        {
            double share = 100 * own[routine] / all;
            // On a machine that leaves the sampling thread little time there are fewer samples, of unequal weight: four standard deviations then.
            double allowed = Math.Max(5, 4 * Math.Sqrt(exact * (100 - exact) / samples));
            if (Math.Abs(share - exact) > allowed)
            {
                return $"{routine} {share:0.0} % for {exact} %, {samples} samples";
            }
        }

        return null;
    }

    private JsonDocument ProfileOf(string source, string tier, long rounds)
    {
        string[] arguments = ["--tier", tier, "--no-counts", "--json=" + At("p.json"), source];
        Assert.Equal(0, Run(rounds.ToString(System.Globalization.CultureInfo.InvariantCulture), arguments).Status);
        return JsonDocument.Parse(File.ReadAllText(At("p.json")));
    }

    private static long TimeIn(JsonElement routine, string tier) =>
        routine.GetProperty("tiers").TryGetProperty(tier, out JsonElement time) ? time.GetInt64() : 0;

    private static long HitsOf(JsonElement lines, int line) =>
        lines.EnumerateArray().First(item => item.GetProperty("line").GetInt32() == line).GetProperty("hits").GetInt64();

    private static string OutputOf(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(60_000), program + " hangs");
        Assert.True(process.ExitCode == 0, errors.Result);
        return output;
    }

    private ToolResult Run(string input, string[] arguments) => Tool.Run(["profile", .. arguments], input, _folder.FullName);

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private string Source(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }
}
