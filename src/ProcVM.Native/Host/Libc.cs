using System.Runtime.InteropServices;

namespace ProcVM.Native.Host;

/// <summary>Linux system calls, by their own names and numbers (x86-64; man section 2).</summary>
internal static unsafe partial class Libc
{
    public const int SYS_mremap = 25;
    public const int SYS_madvise = 28;
    public const int SYS_socketpair = 53;
    public const int SYS_futex = 202;
    public const int SYS_sched_setaffinity = 203;
    public const int SYS_sched_getaffinity = 204;
    public const int SYS_tgkill = 234;
    public const int SYS_epoll_ctl = 233;
    public const int SYS_epoll_wait = 232;
    public const int SYS_epoll_create1 = 291;
    public const int SYS_eventfd2 = 290;
    public const int SYS_prlimit64 = 302;
    public const int SYS_process_vm_readv = 310;
    public const int SYS_process_vm_writev = 311;
    public const int SYS_memfd_create = 319;
    public const int SYS_pidfd_send_signal = 424;
    public const int SYS_pidfd_open = 434;
    public const int SYS_wait4 = 61;
    public const int SYS_gettid = 186;
    public const int SYS_sendmsg = 46;

    /// <summary>Calls that a stub is told to make.</summary>
    public const int SYS_close = 3;
    public const int SYS_mmap = 9;
    public const int SYS_mprotect = 10;
    public const int SYS_munmap = 11;
    public const int SYS_rt_sigaction = 13;
    public const int SYS_rt_sigprocmask = 14;
    public const int SYS_recvmsg = 47;
    public const int SYS_exit_group = 231;
    public const int SYS_prctl = 157;
    public const int SYS_capset = 126;
    public const int SYS_setsid = 112;
    public const int SYS_seccomp = 317;

    public const int PROT_READ = 1;
    public const int PROT_WRITE = 2;
    public const int MAP_SHARED = 1;
    public const int MAP_PRIVATE = 2;
    public const int MAP_FIXED = 0x10;
    public const int MAP_ANONYMOUS = 0x20;
    public const int MREMAP_MAYMOVE = 1;
    public const int MREMAP_FIXED = 2;
    public const int MADV_DONTNEED = 4;

    public const int MFD_CLOEXEC = 1;
    public const int MFD_ALLOW_SEALING = 2;
    public const int MFD_EXEC = 0x10;
    public const int F_DUPFD_CLOEXEC = 1030;
    public const int F_ADD_SEALS = 1033;
    public const int F_SEAL_SEAL = 1;
    public const int F_SEAL_SHRINK = 2;
    public const int F_SEAL_GROW = 4;
    public const int F_SEAL_WRITE = 8;

    public const int FUTEX_WAIT = 0;
    public const int FUTEX_WAKE = 1;
    public const int SIGKILL = 9;
    public const int WALL = 0x4000_0000;
    public const int RLIMIT_CORE = 4;
    public const int RLIMIT_NOFILE = 7;
    public const int EINTR = 4;
    public const int EINVAL = 22;

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);

    /// <summary>For calls that never wait: the runtime isn't told that the thread is outside.</summary>
    [LibraryImport("libc", EntryPoint = "syscall")]
    [SuppressGCTransition]
    public static partial nint quick_syscall(nint number, nint a, nint b, nint c, nint d, nint e, nint f);

    [LibraryImport("libc")]
    [SuppressGCTransition]
    public static partial int sched_getcpu();

    [LibraryImport("libc")]
    public static partial nuint getauxval(nuint type);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint mmap(nint address, nuint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int munmap(nint address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ftruncate(int fd, nint size);

    [LibraryImport("libc", SetLastError = true)]
    public static partial nint write(int fd, byte* buffer, nint count);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int fcntl(int fd, int command, nint argument);

    [LibraryImport("libc")]
    public static partial void close(int fd);

    [LibraryImport("libc")]
    public static partial int getpid();

    /// <summary>The structures of posix_spawn(3) are opaque: 80 bytes for the actions and 336 for the attributes in glibc, less in musl.</summary>
    [LibraryImport("libc")]
    public static partial int posix_spawn(int* pid, byte* path, void* actions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport("libc")]
    public static partial void posix_spawn_file_actions_init(void* actions);

    [LibraryImport("libc")]
    public static partial void posix_spawn_file_actions_adddup2(void* actions, int fd, int target);

    [LibraryImport("libc")]
    public static partial void posix_spawn_file_actions_destroy(void* actions);

    /// <summary>A call without arguments beyond the fourth.</summary>
    public static nint syscall(nint number, nint a = 0, nint b = 0, nint c = 0, nint d = 0) => syscall(number, a, b, c, d, 0, 0);
}
