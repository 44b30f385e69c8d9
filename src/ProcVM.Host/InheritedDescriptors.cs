using ProcVM.Host.Linux;

namespace ProcVM.Host;

/// <summary>Which of the standard descriptors this process was started with.</summary>
/// <remarks>Where one was closed (<c>procvm FILE &gt;&amp;-</c>), .NET's own pipes and files have taken its number before Main
/// runs: writing there would damage the runtime, reading would wait for ever. What a process inherits never has the
/// close-on-exec flag, and what .NET opens for itself always has.</remarks>
public static class InheritedDescriptors
{
    /// <summary>True when descriptor 0, 1 or 2 is what the starter of this process made it.</summary>
    public static bool Has(int number)
    {
        if (!OperatingSystem.IsLinux())
        {
            return true;
        }

        int flags = Libc.fcntl(number, Libc.F_GETFD, 0);
        return flags >= 0 && (flags & Libc.FD_CLOEXEC) == 0;
    }
}
