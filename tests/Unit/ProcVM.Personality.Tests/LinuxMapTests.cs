using System.Text.RegularExpressions;
using ProcVM.Maps.Model;
using ProcVM.Personality.Linux;

namespace ProcVM.Personality.Tests;

/// <summary>The map of Linux's system calls beside the kernel's own table.</summary>
public partial class LinuxMapTests
{
    /// <summary>Where Debian keeps the numbers (package linux-libc-dev).</summary>
    private const string Header = "/usr/include/x86_64-linux-gnu/asm/unistd_64.h";

    [Fact]
    public void EveryNumberOfTheKernelsTableIsARow()
    {
        Dictionary<long, string> rows = Amd64Table.CreateMap().Calls.ToDictionary(static call => ((MapNumberKey)call.Key).Numbers[0].Number, static call => call.Name);
        Assert.True(rows.Count >= 362);
        if (!File.Exists(Header))
        {
            return;
        }

        const int LastOfTheMap = 450;
        foreach (Match match in Define().Matches(File.ReadAllText(Header)))
        {
            long number = long.Parse(match.Groups[2].Value);
            Assert.True(number > LastOfTheMap || rows.GetValueOrDefault(number) == match.Groups[1].Value, match.Value);
        }
    }

    [Fact]
    public void NamesAndRowsBelongTogether()
    {
        MapCall[] calls = [.. Amd64Table.CreateMap().Calls];
        foreach (MapCall call in calls)
        {
            ulong number = (ulong)((MapNumberKey)call.Key).Numbers[0].Number;
            Assert.Equal(call.Name, Amd64Table.NameOf(number));
            Assert.Same(call, calls[Amd64Table.RowOf(number)]);
            Assert.Equal(call.Restart, Amd64Table.RestartOf(number));
        }

        Assert.Null(Amd64Table.NameOf(100_000));
        Assert.Equal(-1, Amd64Table.RowOf(ulong.MaxValue));
    }

    [GeneratedRegex(@"#define __NR_(\w+) (\d+)")]
    private static partial Regex Define();
}
