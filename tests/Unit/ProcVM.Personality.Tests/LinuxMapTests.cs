using System.Text.RegularExpressions;
using ProcVM.Maps.Model;
using ProcVM.Personality.Linux;

namespace ProcVM.Personality.Tests;

/// <summary>The map of Linux's system calls beside the kernel's own table.</summary>
public partial class LinuxMapTests
{
    /// <summary>Where Debian keeps the numbers (package linux-libc-dev).</summary>
    private const string Headers = "/usr/include/x86_64-linux-gnu/asm/";

    [Theory]
    [InlineData(false, "unistd_64.h", 362)]
    [InlineData(true, "unistd_32.h", 440)]
    public void EveryNumberOfTheKernelsTableIsARow(bool isNarrow, string header, int count)
    {
        MapFile map = (isNarrow ? LinuxAbi.I386 : LinuxAbi.Amd64).CreateMap();
        Dictionary<long, string> rows = map.Calls.ToDictionary(static call => ((MapNumberKey)call.Key).Numbers[0].Number, static call => call.Name);
        Assert.True(rows.Count >= count, $"{rows.Count}");
        if (!File.Exists(Headers + header))
        {
            return;
        }

        const int LastOfTheMap = 450;
        foreach (Match match in Define().Matches(File.ReadAllText(Headers + header)))
        {
            long number = long.Parse(match.Groups[2].Value);
            Assert.True(number > LastOfTheMap || rows.GetValueOrDefault(number) == match.Groups[1].Value, match.Value);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NamesAndRowsBelongTogether(bool isNarrow)
    {
        LinuxAbi abi = isNarrow ? LinuxAbi.I386 : LinuxAbi.Amd64;
        MapCall[] calls = [.. abi.CreateMap().Calls];
        int row = 0;
        foreach (MapCall call in calls)
        {
            ulong number = (ulong)((MapNumberKey)call.Key).Numbers[0].Number;
            Assert.Equal(call.Name, abi.NameOf(number));
            Assert.Equal(row++, abi.RowOf(number));
            Assert.Equal(call.Restart, abi.RestartOf(number));
        }

        Assert.Null(abi.NameOf(100_000));
        Assert.Equal(-1, abi.RowOf(ulong.MaxValue));
    }

    [GeneratedRegex(@"#define __NR_(\w+) (\d+)")]
    private static partial Regex Define();
}
