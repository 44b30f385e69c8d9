using System.Runtime.InteropServices;
using ProcVM.Host.Linux;

namespace ProcVM.Host;

/// <summary>What this host offers: facts for <c>procvm doctor</c> and for choosing an engine. Asking changes nothing.</summary>
public static unsafe class HostFacts
{
    /// <summary>The oldest LLVM that the LLVM tier can use.</summary>
    public const int OldestLlvm = 16;

    /// <summary>The kernel's Landlock version; 0 where there is none.</summary>
    public static int LandlockVersion => OperatingSystem.IsLinux() ? Landlock.Version : 0;

    /// <summary>True when paths are resolved beneath a directory by openat2(2); otherwise they are walked in steps.</summary>
    public static bool HasOpenat2
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return false;
            }

            byte* root = stackalloc byte[2] { (byte)'/', 0 };
            int fd = Libc.openat(Libc.AT_FDCWD, root, Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC, 0);
            bool isThere = fd >= 0 && Openat2.IsAvailable(fd);
            if (fd >= 0)
            {
                Libc.close(fd);
            }

            return isThere;
        }
    }

    /// <summary>True when this process may have memory that holds code.</summary>
    public static bool HasExecutableMemory
    {
        get
        {
            if (!OperatingSystem.IsLinux())
            {
                return System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported;
            }

            nuint size = (nuint)Environment.SystemPageSize;
            nint page = Libc.mmap(0, size, Libc.PROT_READ | Libc.PROT_EXEC, Libc.MAP_PRIVATE | Libc.MAP_ANONYMOUS, -1, 0);
            return page != -1 && Libc.munmap(page, size) == 0;
        }
    }

    /// <summary>True when the kernel filters system calls (seccomp(2)).</summary>
    public static bool HasSeccompFilter => File.Exists("/proc/sys/kernel/seccomp/actions_avail");

    /// <summary>Whom this process acts for: user and group; 0 where the host has no such numbers.</summary>
    public static (uint User, uint Group) Identity => OperatingSystem.IsLinux() ? (Libc.geteuid(), Libc.getegid()) : (0, 0);

    /// <summary>True when the standard input, output and error are terminals.</summary>
    public static (bool Input, bool Output, bool Error) Terminals => OperatingSystem.IsLinux()
        ? (Libc.isatty(0) == 1, Libc.isatty(1) == 1, Libc.isatty(2) == 1)
        : (!Console.IsInputRedirected, !Console.IsOutputRedirected, !Console.IsErrorRedirected);

    /// <summary>The newest libLLVM that is old enough to exist and new enough to use; null when there is none.</summary>
    public static string? FindLlvm()
    {
        string multiarch = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
        string? best = null;
        int newest = OldestLlvm - 1;
        foreach (string directory in (string[])[$"/usr/lib/{multiarch}", "/usr/lib64", "/usr/lib", "/usr/local/lib"])
        {
            if (!Directory.Exists(directory))
            {
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(directory, "libLLVM*.so*"))
            {
                int version = LlvmVersion(Path.GetFileName(file));
                if (version > newest)
                {
                    (best, newest) = (file, version);
                }
            }
        }

        return best;
    }

    /// <summary>The major version in a name such as libLLVM-16.so.1 or libLLVM.so.19.1; 0 when there is none.</summary>
    internal static int LlvmVersion(string name)
    {
        int start = name.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0)
        {
            return 0;
        }

        int end = start;
        while (end < name.Length && char.IsAsciiDigit(name[end]))
        {
            end++;
        }

        return int.TryParse(name.AsSpan(start, end - start), out int version) ? version : 0;
    }
}
