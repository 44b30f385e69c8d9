namespace ProcVM.Cli.Tests.Running;

/// <summary>Units that are built separately, and the programs that use them.</summary>
public sealed class UnitCommandTests : IDisposable
{
    private const string Unit = """
        unit counter;
        interface
        procedure step(n: integer);
        var total: integer;
        implementation
        procedure step(n: integer); begin total := total + 10 div n end;
        end.
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-units-").FullName;

    public UnitCommandTests()
    {
        Write("counter.pas", Unit);
        Write("main.pas", "program main; uses counter; begin step(2); writeln(total); step(total - 5) end.");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AProgramRunsTheSameWithItsUnitBuilt()
    {
        ToolResult whole = Run("run", "main.pas");
        Assert.Equal((134, "5\n"), (whole.Status, whole.Output));
        Assert.Contains("counter.pas:6", whole.Error);

        Build("counter.pas", "counter.pcode");
        File.Delete(At("counter.pas"));
        Assert.Equal(whole, Run("run", "main.pas"));
        Build("main.pas", "main.pcode");
        File.Delete(At("counter.pcode"));
        Assert.Equal(whole, Run("run", "main.pcode"));
        Assert.Equal(0, Run("verify", "main.pcode").Status);

        ToolResult missing = Run("run", "main.pas");
        Assert.Equal(1, missing.Status);
        Assert.Contains("PAS108", missing.Error);
    }

    [Fact]
    public void AUnitAloneSaysWhatItIs()
    {
        Build("counter.pas", "counter.pcode");
        ToolResult run = Run("run", "counter.pcode");
        Assert.Equal((126, "procvm: error PVM0017: 'counter.pcode' is the unit counter: link it with a program\n"), (run.Status, run.Error));
        Assert.Equal(126, Run("run", "counter.pas").Status);
        ToolResult verify = Run("verify", "counter.pcode");
        Assert.Equal(0, verify.Status);
        Assert.Contains("the unit counter: link it with a program", verify.Output);
        ToolResult text = Run("dis", "counter.pcode");
        Assert.Equal(0, text.Status);
        Assert.Contains("; the unit counter: link it with a program", text.Output);

        File.WriteAllText(At("again.pasm"), text.Output);
        Assert.Equal(0, Run("asm", "again.pasm", "-o", "again.pcode").Status);
        Assert.Equal(File.ReadAllBytes(At("counter.pcode")), File.ReadAllBytes(At("again.pcode")));
    }

    [Fact]
    public void UnitsAreFoundWhereTheCommandSays()
    {
        Directory.CreateDirectory(At("lib"));
        Build("counter.pas", "lib/counter.pcode");
        File.Delete(At("counter.pas"));
        Assert.Equal(1, Run("run", "main.pas").Status);
        Assert.Equal("5\n", Run("run", "-Fulib", "main.pas").Output);
        Assert.Equal("5\n", Run("run", "--units", "lib", "main.pas").Output);
        Assert.Equal(0, Run("build", "main.pas", "lib/counter.pcode", "-o", "main.pcode").Status);
        Assert.Equal("5\n", Run("run", "main.pcode").Output);
    }

    [Fact]
    public void AChangedSourceCounts()
    {
        Build("counter.pas", "counter.pcode");
        Write("counter.pas", Unit.Replace("10 div n", "20 div n", StringComparison.Ordinal));
        File.SetLastWriteTimeUtc(At("counter.pas"), DateTime.UtcNow.AddSeconds(5));
        Assert.StartsWith("10\n", Run("run", "main.pas").Output);
        File.SetLastWriteTimeUtc(At("counter.pas"), DateTime.UtcNow.AddDays(-1));
        Assert.StartsWith("5\n", Run("run", "main.pas").Output);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private void Build(string source, string output)
    {
        ToolResult result = Run("build", source, "-o", output);
        Assert.Equal((0, ""), (result.Status, result.Error));
    }

    private ToolResult Run(params string[] arguments) => Tool.Run(arguments, "", _folder);
}
