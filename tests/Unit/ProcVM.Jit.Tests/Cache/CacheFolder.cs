using ProcVM.Core.Ports;
using ProcVM.Host;
using ProcVM.Jit.Cache;
using ProcVM.Jit.Llvm;

namespace ProcVM.Jit.Tests.Cache;

/// <summary>A folder for the cache, and tiers that use it; the test's own thread reads and writes its files.</summary>
internal sealed class CacheFolder : IErrands, IDisposable
{
    private readonly DirectoryInfo _parent = Directory.CreateTempSubdirectory("procvm-test-");
    private readonly List<CodeCache> _caches = [];

    public string Path => System.IO.Path.Combine(_parent.FullName, "code");

    /// <summary>Bytes that the folder may have.</summary>
    public long Limit { get; set; } = CodeFolder.UsualLimit;

    /// <summary>The time, in nanoseconds since 1970.</summary>
    public long Now { get; set; } = (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * 100;

    /// <summary>Puts something between the cache and its directory.</summary>
    public Func<IDirectory, IDirectory> Wrap { get; set; } = directory => directory;

    /// <summary>The files with code.</summary>
    public FileInfo[] Files => Directory.Exists(Path) ? [.. new DirectoryInfo(Path).EnumerateFiles("*.code").OrderBy(file => file.Name, StringComparer.Ordinal)] : [];

    /// <summary>A cache as a new process would have it.</summary>
    public CodeCache NewCache()
    {
        CodeCache cache = new(Open, this, () => Now);
        lock (_caches)
        {
            _caches.Add(cache);
        }

        return cache;
    }

    /// <summary>A tier that uses a cache.</summary>
    public static LlvmTier Tier(CodeCache cache, bool countsFuel = false)
    {
        Assert.True(LlvmTier.TryCreate(new LlvmTierOptions { CodeBytes = 1 << 20, CountsFuel = countsFuel, Verify = true, Cache = cache }, out LlvmTier? tier, out string reason), reason);
        return tier;
    }

    public bool Do(Action errand)
    {
        errand();
        return true;
    }

    // A run saves when it ends.
    public void DoLater(Action errand)
    {
    }

    public void Dispose()
    {
        foreach (CodeCache cache in _caches)
        {
            cache.Dispose();
        }

        _parent.Delete(recursive: true);
    }

    private CodeFolder? Open(out string problem)
    {
        Errno error = new HostPorts(new Interruption()).OpenOwnDirectory(Path, out IDirectory? directory);
        problem = error.ToString();
        return directory is null ? null : new CodeFolder(Wrap(directory), Limit);
    }
}
