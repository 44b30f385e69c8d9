using System.Runtime.CompilerServices;
using ProcVM.Core.Ports;
using ProcVM.Host;
using ProcVM.Jit.Cache;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Vmm;

/// <summary>Makes an instance's code cache when something is hot, not before: most runs are over by then, and its assembly isn't loaded by them.</summary>
internal sealed class CodeKeeper : IDisposable
{
    private readonly string _path;
    private readonly HostPorts _ports;
    private CodeCache? _cache;

    public CodeKeeper(string path, HostPorts ports)
    {
        _path = path;
        _ports = ports;
    }

    /// <summary>Who has the cache's files; to serve while the guest runs.</summary>
    public HostErrands Errands { get; } = new();

    /// <summary>The cache.</summary>
    public CodeCache Cache
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => LazyInitializer.EnsureInitialized(ref _cache, () => new CodeCache(Open, Errands, () => _ports.Clock.UnixNanoseconds));
    }

    /// <summary>Keeps what the run made, and tells what the cache did; null when it wasn't made.</summary>
    public CodeCacheStatistics? Finish() => Volatile.Read(ref _cache) is null ? null : FinishCache();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Volatile.Read(ref _cache) is not null)
        {
            DisposeCache();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private CodeCacheStatistics? FinishCache()
    {
        _cache!.Save();
        return _cache.Statistics;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void DisposeCache() => _cache!.Dispose();

    private CodeFolder? Open(out string problem)
    {
        Errno error = _ports.OpenOwnDirectory(_path, out IDirectory? directory);
        problem = error switch
        {
            Errno.None => "",
            Errno.EPERM => $"'{_path}' belongs to somebody else, or others can enter it",
            _ => $"'{_path}': {HostError.Describe(error)}",
        };
        return directory is null ? null : new CodeFolder(directory);
    }
}
