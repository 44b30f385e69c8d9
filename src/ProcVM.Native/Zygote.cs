using System.Globalization;
using System.Text;
using ProcVM.Core.Ports;
using ProcVM.Native.Host;
using ProcVM.Native.Stub;

namespace ProcVM.Native;

/// <summary>The first stub process: it never runs guest code; empty address spaces are copies of it. What is done here, filter included, is done once for all.</summary>
internal static unsafe class Zygote
{
    /// <summary>SA_SIGINFO | SA_RESTORER | SA_ONSTACK, and SA_NODEFER where the stub's own copies may fault.</summary>
    private const ulong Action = 0x4 | 0x0400_0000 | 0x0800_0000;
    private const ulong ActionOfFault = Action | 0x4000_0000;

    /// <summary>All signals but SIGSEGV and SIGBUS are held back in the handler.</summary>
    private const ulong HandlerMask = ~((1UL << 10) | (1UL << 6));

    /// <summary>SIGILL, SIGTRAP, SIGBUS, SIGFPE, SIGSEGV, SIGSYS, and what interrupts.</summary>
    private static ReadOnlySpan<byte> Signals => [4, 5, 7, 8, 11, 31, StubLayout.InterruptSignal];

    /// <summary>Starts the program; gives its process id or a negative errno. On the thread that it is to die with.</summary>
    public static int Spawn(StubProcess process, out int error)
    {
        using Microsoft.Win32.SafeHandles.SafeFileHandle? image = MemoryFile.Create("procvm-stub"u8, 0, isExecutable: true, out error);
        if (image is null || !TryWrite((int)image.DangerousGetHandle()))
        {
            return -1;
        }

        byte* actions = stackalloc byte[256];
        Libc.posix_spawn_file_actions_init(actions);
        Libc.posix_spawn_file_actions_adddup2(actions, (int)process.SlotsFile.DangerousGetHandle(), StubLayout.SlotsDescriptor);
        Libc.posix_spawn_file_actions_adddup2(actions, (int)process.Socket.Theirs.DangerousGetHandle(), StubLayout.SocketDescriptor);
        byte[] path = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{(int)image.DangerousGetHandle()}\0"));
        int pid = -1;
        fixed (byte* file = path, name = "procvm-stub\0"u8)
        {
            byte** arguments = stackalloc byte*[2] { name, null };
            byte** environment = stackalloc byte*[1] { null };
            error = Libc.posix_spawn(&pid, file, actions, null, arguments, environment);
        }

        Libc.posix_spawn_file_actions_destroy(actions);
        return error == 0 ? pid : -1;
    }

    /// <summary>Takes from the process what the host gave it, and then nearly everything that it could do.</summary>
    public static Errno Confine(NativeThread thread, int pid)
    {
        HostCalls calls = thread.Calls;
        SetLimits(pid);
        for (ulong fd = 0; fd < StubLayout.SlotsDescriptor; fd++)
        {
            calls.Add(Libc.SYS_close, fd);
        }

        calls.Perform(); // those that the monitor was started without aren't there
        for (ulong fd = StubLayout.SocketDescriptor + 1; fd < 32; fd++)
        {
            calls.Add(Libc.SYS_close, fd);
        }

        calls.Perform(); // as above: every descriptor of ours closes itself; others of the monitor's starter needn't
        foreach ((ulong start, ulong length) in OtherMappings(pid))
        {
            calls.Add(Libc.SYS_munmap, start, length);
        }

        byte* slot = thread.Process.Slot(0);
        ulong scratch = StubLayout.Slots + StubLayout.Scratch;
        WriteActions(calls, (ulong*)(slot + StubLayout.Scratch), scratch);
        calls.Add(Libc.SYS_rt_sigprocmask, 2, scratch + 128, 0, 8); // SIG_SETMASK: none
        WriteCapabilities((uint*)(slot + StubLayout.Scratch + 256));
        calls.Add(Libc.SYS_capset, scratch + 256, scratch + 264);
        calls.Add(Libc.SYS_setsid); // a session of its own: the terminal's signals go to the monitor alone
        calls.Add(Libc.SYS_prctl, 38, 1); // PR_SET_NO_NEW_PRIVS
        Errno error = calls.Perform();
        if (error != Errno.None)
        {
            return error;
        }

        ReadOnlySpan<ulong> filter = StubImage.Filter;
        ulong* program = (ulong*)(slot + StubLayout.Scratch);
        program[0] = (ulong)filter.Length;
        program[1] = scratch + 64;
        filter.CopyTo(new Span<ulong>(program + 8, filter.Length));
        calls.Add(Libc.SYS_seccomp, 1, 0, scratch); // SECCOMP_SET_MODE_FILTER
        return calls.Perform();
    }

    private static bool TryWrite(int fd)
    {
        ReadOnlySpan<byte> elf = StubImage.Elf;
        fixed (byte* bytes = elf)
        {
            return Libc.write(fd, bytes, elf.Length) == elf.Length
                && Libc.fcntl(fd, Libc.F_ADD_SEALS, Libc.F_SEAL_SHRINK | Libc.F_SEAL_GROW | Libc.F_SEAL_WRITE | Libc.F_SEAL_SEAL) == 0;
        }
    }

    // No core files of guests, and few descriptors: a process needs its socket, and for a moment those of files to map.
    private static void SetLimits(int pid)
    {
        ulong* limit = stackalloc ulong[2];
        limit[0] = limit[1] = 0;
        Libc.syscall(Libc.SYS_prlimit64, pid, Libc.RLIMIT_CORE, (nint)limit);
        limit[0] = limit[1] = 32;
        Libc.syscall(Libc.SYS_prlimit64, pid, Libc.RLIMIT_NOFILE, (nint)limit);
    }

    /// <summary>Stack, vDSO and whatever else the host mapped.</summary>
    private static List<(ulong Start, ulong Length)> OtherMappings(int pid)
    {
        List<(ulong, ulong)> others = [];
        foreach (string line in File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/maps")))
        {
            int dash = line.IndexOf('-', StringComparison.Ordinal);
            int blank = line.IndexOf(' ', StringComparison.Ordinal);
            ulong start = ulong.Parse(line.AsSpan(0, dash), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            ulong end = ulong.Parse(line.AsSpan(dash + 1, blank - dash - 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            bool isOurs = start == StubLayout.CodePage || (start >= StubLayout.Slots && start < StubLayout.Slots + StubLayout.SlotsSize);
            bool isKernels = start >> 47 != 0; // the vsyscall page
            if (!isOurs && !isKernels)
            {
                others.Add((start, end - start));
            }
        }

        return others;
    }

    private static void WriteActions(HostCalls calls, ulong* area, ulong address)
    {
        WriteAction(area, Action);
        WriteAction(area + 4, ActionOfFault);
        area[16] = 0;
        foreach (byte signal in Signals)
        {
            bool isFault = signal is 7 or 11;
            calls.Add(Libc.SYS_rt_sigaction, signal, address + (isFault ? 32u : 0u), 0, 8);
        }
    }

    private static void WriteAction(ulong* action, ulong flags)
    {
        action[0] = StubImage.Handler;
        action[1] = flags;
        action[2] = StubImage.Restorer;
        action[3] = HandlerMask;
    }

    // struct __user_cap_header_struct, version 3, and two empty sets: when the monitor is root's, stubs aren't.
    private static void WriteCapabilities(uint* header)
    {
        new Span<uint>(header, 8).Clear();
        header[0] = 0x2008_0522;
    }
}
