using System.Diagnostics;
using ProcVM.Core.Ports;
using ProcVM.Host;

namespace ProcVM.Kernel.Tests;

/// <summary>Landlock around the thread that runs a guest.</summary>
public sealed class ConfinementTests : IDisposable
{
    private readonly GrantedTree _tree = new();

    [Fact]
    public void AConfinedThreadHasItsGrantsOnly()
    {
        HostPorts ports = new(new Interruption());
        Assert.Equal(Errno.None, ports.OpenDirectory(_tree.Inside, out IDirectory? granted));
        List<string> seen = [];
        bool isConfined = false;
        TimeSpan cost = default;
        Thread thread = new(() =>
        {
            long start = Stopwatch.GetTimestamp();
            isConfined = ports.TryConfineThread();
            cost = Stopwatch.GetElapsedTime(start);
            seen.Add(Attempt(() => File.ReadAllText(Path.Combine(_tree.Inside, "a"))));
            seen.Add(Attempt(() => Write(Path.Combine(_tree.Inside, "new"))));
            seen.Add(granted!.Open("sub/b"u8, OpenMode.Read | OpenMode.Write, out _).ToString());
            seen.Add(granted.Rename("a"u8, "sub/moved"u8).ToString());
            seen.Add(Attempt(() => File.ReadAllText(Path.Combine(_tree.Outside, "secret"))));
            seen.Add(Attempt(() => Write(Path.Combine(_tree.Outside, "new"))));
            seen.Add(Attempt(() => File.ReadAllText("/etc/passwd")));
        });
        thread.Start();
        thread.Join();
        Assert.Equal(HostFacts.LandlockVersion > 0, isConfined);
        if (isConfined)
        {
            Assert.Equal(["A", "written", "None", "None", "denied", "denied", "denied"], seen);
            Assert.True(cost < TimeSpan.FromMilliseconds(500), $"took {cost}");
        }

        Assert.Equal("SECRET", File.ReadAllText(Path.Combine(_tree.Outside, "secret")));
    }

    [Fact]
    public void FactsCanBeAskedFor()
    {
        Assert.True(HostFacts.LandlockVersion >= 0);
        Assert.True(HostFacts.HasExecutableMemory);
        _ = HostFacts.HasOpenat2;
        _ = HostFacts.HasSeccompFilter;
        _ = HostFacts.Terminals;
        string? llvm = HostFacts.FindLlvm();
        Assert.True(llvm is null || File.Exists(llvm));
        Assert.Equal(16, HostFacts.LlvmVersion("libLLVM-16.so.1"));
        Assert.Equal(19, HostFacts.LlvmVersion("libLLVM.so.19.1"));
        Assert.Equal(0, HostFacts.LlvmVersion("libLLVM.so"));
    }

    public void Dispose() => _tree.Dispose();

    private static string Write(string path)
    {
        File.WriteAllText(path, "x");
        return "written";
    }

    private static string Attempt(Func<string> operation)
    {
        try
        {
            return operation();
        }
        catch (UnauthorizedAccessException)
        {
            return "denied";
        }
    }
}
