using ProcVM.Soak;
using Xunit.Abstractions;

namespace ProcVM.Jit.Tests;

/// <summary>A short soak: eight instances at a time in every tier, with garbage collected meanwhile. Whether memory stays flat is for the long one to say
/// (<c>build.sh soak</c>): a few seconds end before .NET has compiled what it will compile.</summary>
public sealed class SoakTests(ITestOutputHelper log)
{
    private const double Seconds = 12;

    [Fact]
    public void Eight_instances_at_a_time_end_as_they_have_to_in_every_tier()
    {
        using Soaker soaker = new(Repository.At("langs/pascal/samples"), seed: 1);
        using StringWriter output = new();
        soaker.Run(TimeSpan.FromSeconds(Seconds), output);
        log.WriteLine(output.ToString());
        Assert.True(soaker.IsSound, output.ToString());
    }
}
