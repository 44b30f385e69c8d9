using System.Runtime.Versioning;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Linux;

/// <summary>Opens paths beneath a directory on kernels without openat2: one component after the other, none of them a link.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class ComponentWalk
{
    /// <summary>Opens a path beneath a directory; a link anywhere in it gives <see cref="Errno.ELOOP"/>.</summary>
    public static Errno Open(int directory, ReadOnlySpan<byte> path, int flags, out int fd, uint permissions = 0x1B6)
    {
        fd = -1;
        int current = directory;
        Errno error = Errno.None;
        while (error == Errno.None)
        {
            int slash = path.IndexOf((byte)'/');
            ReadOnlySpan<byte> component = slash < 0 ? path : path[..slash];
            int step = slash < 0 ? flags : Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC;
            error = OpenComponent(current, component, step, permissions, out int next);
            if (current != directory)
            {
                Libc.close(current);
            }

            if (slash < 0)
            {
                fd = next;
                return error;
            }

            current = next;
            path = path[(slash + 1)..];
        }

        return error;
    }

    private static Errno OpenComponent(int directory, ReadOnlySpan<byte> component, int flags, uint permissions, out int fd)
    {
        fd = -1;
        PathBuffer name = default;
        if (component.SequenceEqual(".."u8) || !name.TrySet(component))
        {
            return component.Length > 2 ? Errno.ENAMETOOLONG : Errno.EXDEV;
        }

        fd = Libc.openat(directory, (byte*)&name, flags | Libc.O_NOFOLLOW, permissions);
        if (fd >= 0)
        {
            return Errno.None;
        }

        // With O_DIRECTORY a link is reported as "not a directory".
        Errno error = Descriptor.LastError;
        bool isLink = error == Errno.ENOTDIR
            && Descriptor.Inspect(directory, (byte*)&name, 0, out FileKind kind, out _) == Errno.None
            && kind == FileKind.SymbolicLink;
        return isLink ? Errno.ELOOP : error;
    }
}
