using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;
using ProcVM.Personality.Linux.Proc;

namespace ProcVM.Personality.Linux;

/// <summary>Paths that lead to open files themselves: /proc/self/fd/3, /dev/stdin.</summary>
internal static class MagicLinks
{
    /// <summary>The open file that a path leads to; null for other paths.</summary>
    public static OpenFile? Find(LinuxProcess process, byte[] path) =>
        MayBe(path) && process.Files.Locate(path, followLast: true, out Mount? mount, out byte[] inside) == Errno.None
            && mount?.Directory is ProcDirectory proc ? proc.FindOpenFile(inside) : null;

    // Most paths can't: links of the guest's own to such are rare enough to be found by their failing.
    private static bool MayBe(byte[] path) => path.AsSpan().IndexOf("/fd/"u8) >= 0 || path.AsSpan().StartsWith("/dev/"u8);
}
