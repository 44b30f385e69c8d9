using System.Runtime.InteropServices;

namespace ProcVM.Llvm;

/// <summary>Linux system calls through the C library, by their own names (man sections 2 and 3).</summary>
internal static unsafe partial class Libc
{
    public const int PROT_NONE = 0;
    public const int PROT_READ = 1;
    public const int PROT_WRITE = 2;
    public const int PROT_EXEC = 4;
    public const int MAP_SHARED = 1;
    public const int MAP_PRIVATE = 2;
    public const int MAP_FIXED = 0x10;
    public const int MAP_ANONYMOUS = 0x20;
    public const int MAP_NORESERVE = 0x4000;

    public const int MREMAP_MAYMOVE = 1;
    public const int MREMAP_FIXED = 2;

    public const uint MFD_CLOEXEC = 1;
    public const uint MFD_EXEC = 0x10;
    public const int EINVAL = 22;

    public const int AT_FDCWD = -100;
    public const uint STATX_BASIC_STATS = 0x7FF;

    public const int SYS_membarrier = 324;
    public const int MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE = 1 << 5;
    public const int MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE = 1 << 6;

    [LibraryImport("libc", SetLastError = true)]
    public static partial void* mmap(void* address, nuint length, int protection, int flags, int fd, nint offset);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int munmap(void* address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int mprotect(void* address, nuint length, int protection);

    // Variadic in C: the last argument is only there with MREMAP_FIXED.
    [LibraryImport("libc", SetLastError = true)]
    public static partial void* mremap(void* old, nuint oldSize, nuint newSize, int flags, void* address);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int memfd_create(byte* name, uint flags);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int ftruncate(int fd, nint length);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    public static partial int statx(int directory, byte* path, int flags, uint mask, Statx* result);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    public static partial nint syscall(nint number, nint a, nint b, nint c);

    [LibraryImport("libc")]
    public static partial void _exit(int status);

    [LibraryImport("libc")]
    public static partial nint pthread_self();

    [LibraryImport("libc")]
    public static partial int pthread_getattr_np(nint thread, void* attributes);

    [LibraryImport("libc")]
    public static partial int pthread_attr_getstack(void* attributes, byte** lowest, nuint* size);

    [LibraryImport("libc")]
    public static partial int pthread_attr_getguardsize(void* attributes, nuint* size);

    [LibraryImport("libc")]
    public static partial int pthread_attr_destroy(void* attributes);

    [LibraryImport("libc")]
    private static partial int dladdr(nint address, DlInfo* info);

    /// <summary>The file that the code at an address was loaded from; empty when the loader doesn't know.</summary>
    public static string FileOf(nint address)
    {
        DlInfo info;
        return dladdr(address, &info) != 0 ? MarshaledString.Read(info.File) : "";
    }

    /// <summary>struct statx: what of it is used.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    public struct Statx
    {
        [FieldOffset(32)]
        public ulong Inode;

        [FieldOffset(40)]
        public ulong Size;

        [FieldOffset(112)]
        public long ModifiedSeconds;

        [FieldOffset(120)]
        public uint ModifiedNanoseconds;
    }

    private struct DlInfo
    {
        public sbyte* File;
        public void* Base;
        public sbyte* Symbol;
        public void* Address;
    }
}
