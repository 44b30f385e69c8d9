namespace ProcVM.Cli.Tests.Running;

/// <summary>Programs that want more than they may have: each limit is held, named, and where the program was is told.</summary>
public sealed class LimitTests(TestPrograms programs) : IClassFixture<TestPrograms>
{
    private const string Endless = """
        program endless;
        var i: integer;
        procedure step;
        begin
          i := i + 1;
          if i mod 100 = 0 then writeln(i)
        end;
        begin
          i := 0;
          while true do
            step
        end.
        """;

    private const string Deep = """
        program deep;
        function down(n: integer): integer;
        begin
          down := down(n + 1) + 1
        end;
        begin
          writeln(down(0))
        end.
        """;

    private const string WideFrames = """
        program wide;
        procedure down(n: integer);
        var a: array[1..1000] of integer;
        begin
          a[n mod 1000 + 1] := n;
          down(n + 1);
          a[1] := 0
        end;
        begin
          down(0)
        end.
        """;

    [Theory]
    [InlineData("new", "type p = ^r; r = record n: p; a: array[1..100] of integer end; var q, l: p; begin l := nil; repeat new(q); q^.n := l; l := q until false end.")]
    [InlineData("setlength", "var a: array of integer; n: integer; begin n := 1000; repeat setlength(a, n); a[n - 1] := 1; n := n + n div 2 until false end.")]
    [InlineData("getmem", "var p: pointer; begin repeat getmem(p, 100000) until false end.")]
    public void MemoryThatPascalAsksFor(string name, string body)
    {
        string status = Path.Combine(programs.Folder, $"bomb-{name}.json");
        string source = Source("bomb-" + name, $"program bomb;\n{body}\n");
        ToolResult result = Tool.Run("run", "--memory", "64M", "--stats", "--status-file", status, source);
        Assert.Equal(137, result.Status);
        Assert.Contains("procvm: error PVM0152: the program needs more memory than its limit of 64M (--memory 64M)\n", result.Error);
        Assert.Contains($"at bomb ({source}:2)", result.Error);
        Assert.InRange(Number(result.Error, "memoryBytes"), 1, 64 << 20);
        Assert.Contains("\"reason\":\"memory\"", File.ReadAllText(status));
    }

    [Fact]
    public void MemoryThatIsGrownFailsForTheProgramFirst()
    {
        ToolResult result = Tool.Run("run", "--memory", "16M", "--fuel", "5000", "--stats", programs["grow"]);
        Assert.Equal(122, result.Status);
        Assert.Equal(16 << 20, Number(result.Error, "memoryBytes"));
    }

    [Fact]
    public void ALoopOfRareOperationsIsInterrupted()
    {
        ToolResult result = Tool.Run("run", "--timeout", "300ms", programs["grow"]);
        Assert.Equal(124, result.Status);
        Assert.Contains("at main", result.Error);
    }

    [Fact]
    public void FuelStopsAtTheSameInstructionOfAProgram()
    {
        string source = Source("endless", Endless);
        string module = Path.ChangeExtension(source, ".pcode");
        Assert.Equal(0, Tool.Run("build", source, "-o", module).Status);
        string status = Path.Combine(programs.Folder, "fuel.json");
        List<string> seen = [];
        for (int i = 0; i < 3; i++)
        {
            ToolResult result = Tool.Run("run", "--fuel", "54321", "--stats", "--status-file", status, module);
            Assert.Equal(122, result.Status);
            // Straight code is paid before it begins, so a few instructions may be left over.
            long used = Number(result.Error, "fuelUsed");
            Assert.InRange(used, 54221, 54321);
            seen.Add($"{used} {result.Output}{result.Error.Split('{')[0]}{File.ReadAllText(status)}");
        }

        Assert.Contains("100\n200\n", seen[0]);
        Assert.Equal([seen[0], seen[0], seen[0]], seen);
    }

    [Theory]
    [InlineData("deep", Deep)]
    [InlineData("wide", WideFrames)]
    public void DeepRecursion(string name, string text)
    {
        ToolResult result = Tool.Run("run", Source(name, text));
        Assert.Equal(134, result.Status);
        Assert.StartsWith("procvm: error PVM0109: trap stack: ", result.Error);
        Assert.Contains($"at {name} (", result.Error);
        Assert.InRange(result.Error.Split('\n').Length, 3, 100);
    }

    private static long Number(string text, string key)
    {
        string rest = text[(text.LastIndexOf($"\"{key}\":", StringComparison.Ordinal) + key.Length + 3)..];
        return long.Parse(rest[..rest.IndexOfAny([',', '}'])], System.Globalization.CultureInfo.InvariantCulture);
    }

    private string Source(string name, string text) => programs.Write(name + ".pas", System.Text.Encoding.UTF8.GetBytes(text));
}
