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
