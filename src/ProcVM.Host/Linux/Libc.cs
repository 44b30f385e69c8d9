using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace ProcVM.Host.Linux;

/// <summary>Linux system calls through the C library, by their own names (man section 2).</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class Libc
{
    /// <summary>Keeps the framework's reading of errno a call: inlined here, its own call into the C library would have no code compiled ahead of time.</summary>
    private const MethodImplOptions ReadErrno = MethodImplOptions.NoOptimization;

    public const int AT_FDCWD = -100;
    public const int AT_SYMLINK_NOFOLLOW = 0x100;
    public const int AT_EMPTY_PATH = 0x1000;
    public const int AT_REMOVEDIR = 0x200;

    public const int O_RDONLY = 0;
    public const int O_WRONLY = 1;
    public const int O_RDWR = 2;
    public const int O_CREAT = 0x40;
    public const int O_EXCL = 0x80;
    public const int O_NOCTTY = 0x100;
    public const int O_TRUNC = 0x200;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;
    public const int O_PATH = 0x200000;

    public const ulong RESOLVE_NO_MAGICLINKS = 2;
    public const ulong RESOLVE_NO_SYMLINKS = 4;
    public const ulong RESOLVE_BENEATH = 8;

    public const short POLLIN = 1;
    public const short POLLPRI = 2;
    public const short POLLOUT = 4;
    public const short POLLRDHUP = 0x2000;

    public const nuint TCGETS = 0x5401;
    public const nuint TCSETS = 0x5402;
    public const nuint TIOCGWINSZ = 0x5413;

    /// <summary>Bytes of the kernel's struct termios.</summary>
    public const int TermiosSize = 36;

    public const int EPOLL_CLOEXEC = 0x80000;
    public const int EPOLL_CTL_ADD = 1;
    public const int EPOLL_CTL_DEL = 2;
    public const uint EPOLLET = 1U << 31;

    public const uint STATX_TYPE = 1;
    public const uint STATX_SIZE = 0x200;
    public const uint STATX_BASIC_STATS = 0x7FF;

    public const int SYS_openat2 = 437;

    /// <summary>getdents64(2): its own number on x86-64, the common one elsewhere.</summary>
    public static int SYS_getdents64 => RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 217 : 61;
    public const int SYS_landlock_create_ruleset = 444;
    public const int SYS_landlock_add_rule = 445;
    public const int SYS_landlock_restrict_self = 446;

    public const int F_GETFD = 1;
    public const int FD_CLOEXEC = 1;

    public const int PR_SET_NO_NEW_PRIVS = 38;

    public const int PROT_READ = 1;
    public const int PROT_EXEC = 4;
    public const int MAP_PRIVATE = 2;
    public const int MAP_ANONYMOUS = 0x20;

    /// <summary>Two flags have numbers of their own on 32- and 64-bit ARM.</summary>
    private static bool IsArm =>
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm;

    public static int O_DIRECTORY => IsArm ? 0x4000 : 0x10000;

    public static int O_NOFOLLOW => IsArm ? 0x8000 : 0x20000;

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int openat(int directory, byte* path, int flags, uint mode);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial nint syscall(nint number, nint a, nint b, nint c, nint d);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial byte* getcwd(byte* buffer, nuint size);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial nint read(int fd, byte* buffer, nint count);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial nint write(int fd, byte* buffer, nint count);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial nint pread(int fd, byte* buffer, nint count, nint offset);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial nint pwrite(int fd, byte* buffer, nint count, nint offset);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int ftruncate(int fd, nint size);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int statx(int directory, byte* path, int flags, uint mask, Statx* result);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial nint readlinkat(int directory, byte* path, byte* buffer, nint size);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int unlinkat(int directory, byte* path, int flags);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int mkdirat(int directory, byte* path, uint mode);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int utimensat(int directory, byte* path, long* times, int flags);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int fchmodat(int directory, byte* path, uint mode, int flags);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int symlinkat(byte* target, int directory, byte* path);

    [LibraryImport("libc")]
    public static partial uint geteuid();

    [LibraryImport("libc")]
    public static partial uint getegid();

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int renameat(int oldDirectory, byte* oldPath, int newDirectory, byte* newPath);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int renameat2(int oldDirectory, byte* oldPath, int newDirectory, byte* newPath, uint flags);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int linkat(int oldDirectory, byte* oldPath, int newDirectory, byte* newPath, int flags);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int mknodat(int directory, byte* path, uint mode, ulong device);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int fchownat(int directory, byte* path, uint owner, uint group, int flags);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int fchown(int fd, uint owner, uint group);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int fchmod(int fd, uint mode);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int futimens(int fd, long* times);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int fsync(int fd);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int fstatfs(int fd, StatFs* result);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int memfd_create(byte* name, uint flags);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int poll(PollFd* fds, nuint count, int milliseconds);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int pipe2(int* fds, int flags);

    [LibraryImport("libc")]
    public static partial int isatty(int fd);

    [LibraryImport("libc")]
    public static partial int fcntl(int fd, int command, nint argument);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int getentropy(byte* buffer, nuint count);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial nint mmap(nint address, nuint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int munmap(nint address, nuint length);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int ioctl(int fd, nuint request, void* argument);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int epoll_ctl(int epoll, int operation, int fd, void* asked);

    [LibraryImport("libc", SetLastError = true), MethodImpl(ReadErrno)]
    public static partial int epoll_wait(int epoll, void* events, int count, int milliseconds);

    /// <summary>struct open_how.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct OpenHow
    {
        public ulong Flags;
        public ulong Mode;
        public ulong Resolve;
    }

    /// <summary>struct landlock_path_beneath_attr.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    public struct LandlockPathBeneath
    {
        public ulong AllowedAccess;
        public int ParentFd;
    }

    /// <summary>struct statfs of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 120)]
    public struct StatFs
    {
        public long Type;
        public long BlockSize;
        public long Blocks;
        public long Free;
        public long Available;
        public long Files;
        public long FreeFiles;
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollFd
    {
        public int Fd;
        public short Events;
        public short Returned;
    }

    /// <summary>struct statx_timestamp.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct StatxTime
    {
        public long Seconds;
        public uint Nanoseconds;
        public int Reserved;
    }

    /// <summary>struct statx, the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct Statx
    {
        [FieldOffset(4)]
        public uint BlockSize;

        [FieldOffset(16)]
        public uint Links;

        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;

        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(48)]
        public ulong Blocks;

        [FieldOffset(64)]
        public StatxTime Accessed;

        [FieldOffset(96)]
        public StatxTime Changed;

        [FieldOffset(112)]
        public StatxTime Modified;

        [FieldOffset(128)]
        public uint OwnMajor;

        [FieldOffset(132)]
        public uint OwnMinor;

        [FieldOffset(136)]
        public uint DeviceMajor;

        [FieldOffset(140)]
        public uint DeviceMinor;
    }
}
