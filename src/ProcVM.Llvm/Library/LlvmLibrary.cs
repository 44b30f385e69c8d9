using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>The libLLVM of this host, loaded once for the process when it is first asked for.</summary>
public sealed class LlvmLibrary
{
    /// <summary>The environment variable that names the library to load, and then the only one tried.</summary>
    public const string PathVariable = "PROCVM_LIBLLVM";

    /// <summary>The oldest version that has opaque pointers and every required entry point.</summary>
    public const int OldestVersion = 16;


    private static readonly Lazy<Outcome> s_outcome = new(Load);

    private LlvmLibrary(nint handle, Version version)
    {
        Handle = handle;
        Version = version;
        Path = Libc.FileOf(NativeLibrary.GetExport(handle, "LLVMGetVersion"));
        Target = LlvmTarget.Host();
    }

    /// <summary>True when it has been loaded; asking doesn't load it.</summary>
    public static bool IsLoaded => s_outcome.IsValueCreated && s_outcome.Value.Library is not null;

    /// <summary>What a user does about a missing library.</summary>
    public static string Fix => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PathVariable))
        ? "apt-get install libllvm19"
        : $"unset {PathVariable}, or let it name a libLLVM from {OldestVersion} on";

    /// <summary>The version of LLVM.</summary>
    public Version Version { get; }

    /// <summary>The file it was loaded from.</summary>
    public string Path { get; }

    /// <summary>What code is made for: this host.</summary>
    public LlvmTarget Target { get; }

    /// <summary>All that the bytes of compiled code depend on, beside the module: for the key of a cache.</summary>
    public string CodeKey => $"llvm {Version} {Target.Triple} {Target.Cpu} {Target.Features}";

    /// <summary>The loader's handle.</summary>
    internal nint Handle { get; }

    /// <summary>Loads the library; 30 to 100 ms the first time, so better not on the thread of a guest. Nothing else of this
    /// assembly may be used before it succeeded.</summary>
    /// <param name="library">The library.</param>
    /// <param name="reason">Why there is none, in words for a user; empty on success.</param>
    public static bool TryLoad([NotNullWhen(true)] out LlvmLibrary? library, out string reason)
    {
        Outcome outcome = s_outcome.Value;
        library = outcome.Library;
        reason = outcome.Reason;
        return library is not null;
    }

    private static Outcome Load()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return new(null, "native code is made on x86-64 Linux hosts alone");
        }

        if (!TryOpen(out nint handle, out string reason))
        {
            return new(null, reason);
        }

        if (!TryReadVersion(handle, out Version? version))
        {
            NativeLibrary.Free(handle);
            return new(null, $"this libLLVM is older than {OldestVersion}");
        }

        LlvmProcess.Initialize(Assembly.GetExecutingAssembly(), handle);
        return new(new LlvmLibrary(handle, version), "");
    }

    private static bool TryOpen(out nint handle, out string reason)
    {
        string? wanted = Environment.GetEnvironmentVariable(PathVariable);
        ReadOnlySpan<string> names = string.IsNullOrEmpty(wanted) ? LibraryNames.InOrder : [wanted];
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out handle))
            {
                reason = "";
                return true;
            }
        }

        handle = 0;
        reason = string.IsNullOrEmpty(wanted)
            ? $"no libLLVM from {OldestVersion} on"
            : $"'{wanted}', which {PathVariable} names, can't be loaded";
        return false;
    }

    private static unsafe bool TryReadVersion(nint handle, [NotNullWhen(true)] out Version? version)
    {
        version = null;
        // LLVMGetVersion came with LLVM 16: a library without it is older, or something else.
        if (!NativeLibrary.TryGetExport(handle, "LLVMGetVersion", out nint entry))
        {
            return false;
        }

        uint major, minor, patch;
        // SAFETY: the signature is that of llvm-c/Core.h: void (unsigned *, unsigned *, unsigned *).
        ((delegate* unmanaged[Cdecl]<uint*, uint*, uint*, void>)entry)(&major, &minor, &patch);
        version = new Version((int)major, (int)minor, (int)patch);
        return major >= OldestVersion;
    }

    private sealed record Outcome(LlvmLibrary? Library, string Reason);
}
