using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProcVM.Cli.Commands;
using ProcVM.Cli.Text;
using ProcVM.Host;
using ProcVM.Llvm;
using ProcVM.Native;

namespace ProcVM.Cli.Doctor;

/// <summary>What <c>procvm doctor</c> looks at. Each check reads the host and changes nothing.</summary>
internal static class HostChecks
{
    /// <summary>Performs all checks in their order.</summary>
    public static List<HostFinding> Perform() =>
    [
        Framework(),
        System(),
        Memory(),
        AddressSpace(),
        Interpreter(),
        DynamicCode(),
        Llvm(),
        CodeCache(),
        Landlock(),
        Paths(),
        Seccomp(),
        NativeEngineCheck(),
        Kvm(),
        Terminal(),
    ];

    private static HostFinding Framework() => new("dotnet", HostVerdict.Ok, RuntimeInformation.FrameworkDescription);

    private static HostFinding System()
    {
        string detail = $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors";
        return Environment.Is64BitProcess && BitConverter.IsLittleEndian
            ? new("system", HostVerdict.Ok, detail)
            : new("system", HostVerdict.Fail, detail, "use a 64-bit little-endian host");
    }

    private static HostFinding Memory()
    {
        const long Wanted = 1L << 30;
        long available = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        string detail = $"{SizeText.Format((ulong)available & ~0xFFFFFUL)} for this process";
        return available >= Wanted
            ? new("memory", HostVerdict.Ok, detail)
            : new("memory", HostVerdict.Warn, detail, "run guests with --memory below that");
    }

    private static HostFinding AddressSpace()
    {
        string? limit = FindLine("/proc/self/limits", "Max address space");
        if (limit is null || limit.Contains("unlimited", StringComparison.Ordinal))
        {
            return new("address-space", HostVerdict.Ok, "unlimited");
        }

        return new("address-space", HostVerdict.Warn, "limited: guests with much memory can't start", "ulimit -v unlimited");
    }

    private static HostFinding Interpreter() => new("interpreter", HostVerdict.Ok, "P-code, and Linux programs for x86-64, on every host");

    private static HostFinding DynamicCode() => RuntimeFeature.IsDynamicCodeCompiled
        ? new("executable-memory", HostVerdict.Ok, "code can be made at run time (for the CIL tier)")
        : new("executable-memory", HostVerdict.Warn, "code can't be made at run time: no CIL tier", "allow executable memory for this process");

    private static HostFinding Llvm()
    {
        if (!LlvmLibrary.TryLoad(out LlvmLibrary? library, out string reason))
        {
            return new("llvm", HostVerdict.Warn, $"{reason}: no LLVM tier, CIL instead", LlvmLibrary.Fix);
        }

        if (!CodeHeap.TryCreate(CodeHeap.DefaultSize, out CodeHeap? heap, out reason))
        {
            return new("llvm", HostVerdict.Warn, $"{reason}: no LLVM tier, CIL instead", "allow executable memory for this process");
        }

        heap.Dispose();
        return new("llvm", HostVerdict.Ok, $"LLVM {library.Version}, {library.Path} (for the LLVM tier)");
    }

    private static HostFinding CodeCache()
    {
        const string Fix = "let HOME or XDG_CACHE_HOME name a directory of your own, or give run --code-cache DIR";
        if (CodeCachePlace.Usual() is not { } path)
        {
            return new("code-cache", HostVerdict.Warn, "no home directory of this user: LLVM's code isn't kept between runs", Fix);
        }

        FileInfo[] files;
        try
        {
            files = Directory.Exists(path) ? [.. new DirectoryInfo(path).EnumerateFiles("*.code")] : [];
            string detail = $"LLVM's code is kept in {path}: {files.Length} programs, {SizeText.Format((ulong)files.Sum(file => file.Length) & ~0x3FFUL)}";
            bool isPrivate = !OperatingSystem.IsLinux() || !Directory.Exists(path)
                || (HostFiles.IsOwn(path) && (File.GetUnixFileMode(path) & (UnixFileMode)0x3F) == 0);
            return isPrivate
                ? new("code-cache", HostVerdict.Ok, detail)
                : new("code-cache", HostVerdict.Warn, $"{path} belongs to somebody else, or others can enter it: it isn't used", $"chmod 700 {path}");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new("code-cache", HostVerdict.Warn, $"{path} can't be read: LLVM's code isn't kept between runs", Fix);
        }
    }

    // Asked of the kernel itself: /sys/kernel/security is often not mounted.
    private static HostFinding Landlock() => HostFacts.LandlockVersion is int version and > 0
        ? new("landlock", HostVerdict.Ok, $"version {version}")
        : new("landlock", HostVerdict.Warn, "not enabled in the kernel", "boot with lsm=landlock,… (a second wall; guests are confined without it)");

    private static HostFinding Paths() => HostFacts.HasOpenat2
        ? new("paths", HostVerdict.Ok, "openat2: names in granted directories are resolved in one step")
        : new("paths", HostVerdict.Ok, "no openat2: names in granted directories are walked component by component");

    private static HostFinding Seccomp() => FindLine("/proc/self/status", "Seccomp:") is not null
        ? new("seccomp", HostVerdict.Ok, "in the kernel (for the native engine)")
        : new("seccomp", HostVerdict.Warn, "not in the kernel: no native engine, so no Linux programs", "use a kernel with CONFIG_SECCOMP_FILTER");

    // Started for once, and stopped again: a container may forbid what the kernel has.
    private static HostFinding NativeEngineCheck()
    {
        if (!NativeEngine.TryStart(out NativeEngine? engine, out string reason))
        {
            return new("native-engine", HostVerdict.Warn, $"{reason}: Linux programs can't run", "use Linux 5.9 or newer on x86-64, outside of containers that forbid seccomp or pidfd_open");
        }

        engine.Dispose();
        return new("native-engine", HostVerdict.Ok, "static Linux programs for x86-64 run in confined processes");
    }

    private static HostFinding Kvm()
    {
        if (!File.Exists("/dev/kvm"))
        {
            return new("kvm", HostVerdict.Ok, "absent; nothing here needs it");
        }

        return new("kvm", HostVerdict.Ok, "/dev/kvm is there; nothing here needs it");
    }

    private static HostFinding Terminal()
    {
        string kind = Console.IsOutputRedirected ? "the output is no terminal" : "the output is a terminal";
        return new("terminal", HostVerdict.Ok, kind);
    }

    private static string? FindLine(string path, string start)
    {
        foreach (string line in (ReadText(path) ?? "").Split('\n'))
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
            {
                return line;
            }
        }

        return null;
    }

    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
