using System.Runtime.InteropServices;
using ProcVM.Native.Host;
using ProcVM.Native.Stub;

namespace ProcVM.Native;

/// <summary>What the native engine asks of a host.</summary>
public static class NativeHost
{
    private const int AuxHardware2 = 26;
    private const int AuxMinimumStack = 51;

    /// <summary>What this host lacks, fit for a message; null when nothing is known to be missing. Asking changes nothing.</summary>
    public static string? FindMissing()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "it needs Linux on x86-64";
        }

        if ((Libc.getauxval(AuxHardware2) & 2) == 0)
        {
            return "the processor or its kernel (before 5.9) has no FSGSBASE";
        }

        // Frames with this processor's registers must fit twice into a slot's stack.
        if (Libc.getauxval(AuxMinimumStack) > StubLayout.SlotSize - StubLayout.NewFrame)
        {
            return "the processor has more registers than a signal frame may hold";
        }

        if (!File.Exists("/proc/sys/kernel/seccomp/actions_avail"))
        {
            return "the kernel doesn't filter system calls (CONFIG_SECCOMP_FILTER)";
        }

        int self = (int)Libc.syscall(Libc.SYS_pidfd_open, Libc.getpid());
        if (self < 0)
        {
            return "there are no process handles (kernel before 5.3, or a filter forbids pidfd_open)";
        }

        Libc.close(self);
        return File.Exists($"/proc/self/task/{Libc.getpid()}/children") ? null : "/proc doesn't list children (CONFIG_PROC_CHILDREN)";
    }
}
