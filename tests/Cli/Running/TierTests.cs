namespace ProcVM.Cli.Tests.Running;

/// <summary>Pinned tiers from the command line: what ran is what was asked for.</summary>
public class TierTests(TestPrograms programs) : IClassFixture<TestPrograms>
{
    [Theory]
    [InlineData("interp")]
    [InlineData("cil")]
    public void TheTierIsTheOneAskedFor(string tier) => RunsIn(tier);

    [Fact]
    public void TheLlvmTierRunsOrSaysWhatIsMissing()
    {
        ToolResult doctor = Tool.Run("doctor");
        if (doctor.Output.Contains("for the LLVM tier", StringComparison.Ordinal))
        {
            RunsIn("llvm");
        }
        else
        {
            SaysWhatIsMissing(Tool.Run("run", "--tier", "llvm", programs["exit7"]));
        }
    }

    [Fact]
    public void WithoutLibLlvmTheTierIsAnError() =>
        SaysWhatIsMissing(Tool.Run(["run", "--tier", "llvm", programs["exit7"]], "", environment: [("PROCVM_LIBLLVM", "/nonexistent")]));

    [Fact]
    public void WhatIsHotGetsToTheBestTierAlsoWhereNothingRunsLong()
    {
        // The function's loop is over soon, and the program's is interpreted for as long as it isn't seen at its beginning.
        string folder = Directory.CreateTempSubdirectory("procvm-test-").FullName;
        string source = Path.Combine(folder, "hot.pas");
        File.WriteAllText(source, """
            program hot;
            var s, r: integer;
            function f(x: integer): integer;
            var i, t: integer;
            begin
              t := x;
              for i := 1 to 8000 do t := (t * 5 + i) mod 8191;
              f := t
            end;
            begin
              s := 1;
              for r := 1 to 60000 do s := f(s);
              writeln(s)
            end.
            """);
        ToolResult doctor = Tool.Run("doctor");
        ToolResult result = Tool.Run("run", "--code-cache", "off", "--stats", source);
        Directory.Delete(folder, recursive: true);
        string best = doctor.Output.Contains("for the LLVM tier", StringComparison.Ordinal) ? "llvm" : "cil";
        Assert.Contains($"\"tier\":\"{best}\"", result.Error, StringComparison.Ordinal);
    }

    private static void SaysWhatIsMissing(ToolResult result)
    {
        Assert.Equal(126, result.Status);
        Assert.Contains("PVM0171: there is no LLVM tier: ", result.Error, StringComparison.Ordinal);
    }

    private void RunsIn(string tier)
    {
        ToolResult result = Tool.Run("run", "--tier", tier, "--stats", programs["exit7"]);
        Assert.Equal(7, result.Status);
        Assert.Contains($"\"tier\":\"{tier}\"", result.Error, StringComparison.Ordinal);
    }
}
