using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ProcVM.Native.Host;

/// <summary>Files that are in memory alone (memfd_create(2)).</summary>
internal static unsafe class MemoryFile
{
    /// <summary>Descriptors below this number are those a stub starts with: nothing of ours may be among them when they are put in place.</summary>
    private const int LeastDescriptor = 10;

    /// <summary>Makes a file of zeros that can be sealed.</summary>
    public static SafeFileHandle? Create(ReadOnlySpan<byte> name, int size, bool isExecutable, out int error)
    {
        const int Flags = Libc.MFD_CLOEXEC | Libc.MFD_ALLOW_SEALING;
        int fd;
        fixed (byte* text = name)
        {
            fd = (int)Libc.syscall(Libc.SYS_memfd_create, (nint)text, Flags | (isExecutable ? Libc.MFD_EXEC : 0));
            if (fd < 0 && Marshal.GetLastPInvokeError() == Libc.EINVAL)
            {
                // Kernels before 6.3 don't know the flag, and always allow execution.
                fd = (int)Libc.syscall(Libc.SYS_memfd_create, (nint)text, Flags);
            }
        }

        error = fd < 0 ? Marshal.GetLastPInvokeError() : 0;
        SafeFileHandle? file = fd < 0 ? null : Raise(fd, out error);
        if (file is not null && Libc.ftruncate((int)file.DangerousGetHandle(), size) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            file.Dispose();
            file = null;
        }

        return file;
    }

    /// <summary>A descriptor under a number that is in nobody's way.</summary>
    public static SafeFileHandle? Raise(int fd, out int error)
    {
        error = 0;
        int raised = fd >= LeastDescriptor ? fd : Libc.fcntl(fd, Libc.F_DUPFD_CLOEXEC, LeastDescriptor);
        if (raised < 0)
        {
            error = Marshal.GetLastPInvokeError();
        }

        if (raised != fd)
        {
            Libc.close(fd);
        }

        return raised < 0 ? null : new SafeFileHandle(raised, ownsHandle: true);
    }
}
