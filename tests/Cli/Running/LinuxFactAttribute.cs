using ProcVM.Native;

namespace ProcVM.Cli.Tests.Running;

/// <summary>A test that runs Linux programs, skipped where the host can't, or where a program is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    /// <summary>Debian's statically linked busybox (package busybox-static).</summary>
    public static string Busybox { get; } = ("/bin:" + Environment.GetEnvironmentVariable("PATH")).Split(':')
        .Select(static folder => Path.Combine(folder, "busybox")).FirstOrDefault(File.Exists) ?? "/bin/busybox";

    /// <summary>The 32-bit one, which tests/get-i386.sh gets.</summary>
    public static string Busybox32 { get; } = Repository.At(".cache/i386/bin/busybox");

    /// <summary>Looks for what the test needs: "busybox" or "gcc".</summary>
    public LinuxFactAttribute(string needs) => Skip = FindMissing(needs);

    internal static string? FindMissing(string needs)
    {
        if (NativeHost.FindMissing() is { } missing)
        {
            return missing;
        }

        return needs switch
        {
            "busybox" when !File.Exists(Busybox) => "busybox-static isn't installed",
            "strace" when !File.Exists("/usr/bin/strace") || !File.Exists(Busybox) => "strace or busybox-static isn't installed",
            "busybox32" when !File.Exists(Busybox32) => "Debian's 32-bit busybox-static isn't in .cache/i386 (tests/get-i386.sh gets it)",
            "gcc32" when !Directory.Exists("/usr/lib/gcc") || !Directory.EnumerateFiles("/usr/lib/gcc", "crtbeginT.o", SearchOption.AllDirectories).Any(static file => file.Contains("/32/", StringComparison.Ordinal))
                => "gcc has no 32-bit libraries",
            "gcc" when !File.Exists("/usr/bin/gcc") => "gcc isn't installed",
            "programs" when !File.Exists("/lib64/ld-linux-x86-64.so.2") => "this system has no dynamic linker for x86-64",
            _ => null,
        };
    }
}
