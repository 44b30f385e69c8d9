using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using ProcVM.Core.Text;

namespace ProcVM.Host.Linux;

/// <summary>Landlock (landlock(7), Linux 5.13): a thread gives up access to files, for itself and the threads it starts.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class Landlock
{
    private const ulong Execute = 1 << 0;
    private const ulong WriteFile = 1 << 1;
    private const ulong ReadFile = 1 << 2;
    private const ulong ReadDirectory = 1 << 3;
    private const ulong RemoveDirectory = 1 << 4;
    private const ulong RemoveFile = 1 << 5;
    private const ulong MakeDirectory = 1 << 7;
    private const ulong MakeRegular = 1 << 8;
    private const ulong MakeSocket = 1 << 9;
    private const ulong MakePipe = 1 << 10;
    private const ulong MakeSymbolicLink = 1 << 12;
    private const ulong Refer = 1 << 13;
    private const ulong Truncate = 1 << 14;

    private const ulong Reading = Execute | ReadFile | ReadDirectory;
    private const ulong Granting =
        ReadFile | ReadDirectory | WriteFile | RemoveDirectory | RemoveFile | MakeDirectory | MakeRegular | MakeSocket | MakePipe | MakeSymbolicLink | Refer | Truncate;

    private const int CreateRulesetVersion = 1;
    private const int RulePathBeneath = 1;

    /// <summary>The kernel's Landlock version; 0 when it has none or it isn't enabled.</summary>
    public static int Version =>
        (int)Math.Max(0, Libc.syscall(Libc.SYS_landlock_create_ruleset, 0, 0, CreateRulesetVersion, 0));

    /// <summary>Confines the calling thread to these directories, and to reading what .NET may load later.</summary>
    /// <param name="granted">What may be changed.</param>
    /// <param name="shown">What may only be read.</param>
    public static bool TryRestrictThread(IReadOnlyList<string> granted, IReadOnlyList<string> shown)
    {
        int version = Version;
        if (version == 0)
        {
            return false;
        }

        // Version 1 has the first 13 rights, 2 adds Refer, 3 Truncate. What it doesn't know can't be taken away.
        ulong handled = version switch
        {
            1 => Refer - 1,
            2 => Truncate - 1,
            _ => (Truncate << 1) - 1,
        };
        int ruleset = (int)Libc.syscall(Libc.SYS_landlock_create_ruleset, (nint)(&handled), sizeof(ulong), 0, 0);
        if (ruleset < 0)
        {
            return false;
        }

        bool isComplete = true;
        foreach (string directory in granted)
        {
            isComplete &= TryAllow(ruleset, directory, Granting & handled);
        }

        foreach (string directory in shown)
        {
            isComplete &= TryAllow(ruleset, directory, Reading & handled);
        }

        foreach (string directory in SystemDirectories())
        {
            TryAllow(ruleset, directory, Reading & handled);
        }

        bool isRestricted = isComplete
            && Libc.prctl(Libc.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
            && Libc.syscall(Libc.SYS_landlock_restrict_self, ruleset, 0, 0, 0) == 0;
        Libc.close(ruleset);
        return isRestricted;
    }

    /// <summary>Where assemblies and native libraries come from that are loaded when first used.</summary>
    private static string[] SystemDirectories()
    {
        // A libLLVM of the user's own choice is loaded when code gets hot.
        string? llvm = Path.GetDirectoryName(Environment.GetEnvironmentVariable("PROCVM_LIBLLVM"));
        string[] usual =
            [AppContext.BaseDirectory, RuntimeEnvironment.GetRuntimeDirectory(), "/usr/lib", "/lib", "/lib64", "/proc/self"];
        return string.IsNullOrEmpty(llvm) ? usual : [.. usual, llvm];
    }

    private static bool TryAllow(int ruleset, string directory, ulong access)
    {
        PathBuffer path = default;
        if (!path.TrySet(Utf8Text.Encode(directory)))
        {
            return false;
        }

        int fd = Libc.openat(Libc.AT_FDCWD, (byte*)&path, Libc.O_PATH | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return false;
        }

        Libc.LandlockPathBeneath rule = new() { AllowedAccess = access, ParentFd = fd };
        bool isAllowed = Libc.syscall(Libc.SYS_landlock_add_rule, ruleset, RulePathBeneath, (nint)(&rule), 0) == 0;
        Libc.close(fd);
        return isAllowed;
    }
}
