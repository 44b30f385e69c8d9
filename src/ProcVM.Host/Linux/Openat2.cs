using System.Runtime.Versioning;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Linux;

/// <summary>openat2(2), Linux 5.6.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class Openat2
{
    private const ulong Resolve = Libc.RESOLVE_BENEATH | Libc.RESOLVE_NO_MAGICLINKS | Libc.RESOLVE_NO_SYMLINKS;
    private const int MaximumAttempts = 32;

    /// <summary>True when the kernel has it and no filter (an old container's seccomp profile) forbids it.</summary>
    public static bool IsAvailable(int directory)
    {
        if (Open(directory, "."u8, Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC, out int fd) != Errno.None)
        {
            return false;
        }

        Libc.close(fd);
        return true;
    }

    /// <summary>Opens a path beneath a directory; a link anywhere in it gives <see cref="Errno.ELOOP"/>.</summary>
    public static Errno Open(int directory, ReadOnlySpan<byte> path, int flags, out int fd, uint permissions = 0x1B6)
    {
        fd = -1;
        PathBuffer name = default;
        if (!name.TrySet(path))
        {
            return Errno.ENAMETOOLONG;
        }

        Libc.OpenHow how = new()
        {
            Flags = (uint)flags,
            Mode = (flags & Libc.O_CREAT) != 0 ? permissions : 0,
            Resolve = Resolve,
        };
        Errno error = Errno.EAGAIN;
        for (int attempt = 0; attempt < MaximumAttempts && error is Errno.EAGAIN or Errno.EINTR; attempt++)
        {
            // SAFETY: name and how live on this stack frame for the whole call.
            fd = (int)Libc.syscall(Libc.SYS_openat2, directory, (nint)(&name), (nint)(&how), sizeof(Libc.OpenHow));
            error = fd >= 0 ? Errno.None : Descriptor.LastError;
        }

        return error;
    }
}
