using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Pascal.Tests.Emit;

/// <summary>Statements of every kind behind every kind of jump, nested at random, give modules that verify.</summary>
public sealed class DeadCodeTests
{
    private const int Programs = 400;

    /// <summary>Without and with optimisation.</summary>
    [Fact]
    public void StatementsBehindJumpsVerify()
    {
        for (int seed = 0; seed < Programs; seed++)
        {
            string source = new JumpingProgram(new Random(seed)).Text();
            foreach (int level in (int[])[0, 2])
            {
                PascalOptions options = new(PascalStandard.ProcVM) { Optimization = level };
                LoadResult<PcodeModule> compiled = PascalRun.Compile("dead.pas", source, options);
                Assert.True(compiled.Succeeded, $"seed {seed}: {string.Join('\n', compiled.Diagnostics)}\n{source}");
                LoadResult<VerifiedModule> verified = Verifier.Verify(compiled.Value);
                Assert.True(verified.Succeeded, $"seed {seed}: {string.Join('\n', verified.Diagnostics)}\n{source}");
            }
        }
    }
}
