using System.Runtime.Versioning;
using ProcVM.Core.Ports;
using ProcVM.Core.Text;
using ProcVM.Host.Linux;

namespace ProcVM.Host;

/// <summary>What the tool itself asks of the host's files at every start, by the shortest way: the framework's file streams cost a short run a tenth of
/// its time, most of it for making a handle by reflection.</summary>
public static unsafe class HostFiles
{
    /// <summary>The directory that relative paths of the host start at.</summary>
    public static string CurrentDirectory => (OperatingSystem.IsLinux() ? LinuxCurrentDirectory() : null) ?? Directory.GetCurrentDirectory();

    /// <summary>A regular file's bytes; null when there is anything unusual about it, and nothing else was done then: the framework's own
    /// ways tell what.</summary>
    /// <param name="path">Its host path.</param>
    /// <param name="most">The most bytes to read; a longer file gives null.</param>
    public static byte[]? TryRead(string path, int most) => OperatingSystem.IsLinux() ? LinuxTryRead(path, most) : null;

    /// <summary>True for a directory that belongs to the user that this process acts for.</summary>
    /// <param name="path">Its host path; links are followed.</param>
    public static bool IsOwn(string path) => OperatingSystem.IsLinux() && LinuxIsOwn(path);

    [SupportedOSPlatform("linux")]
    private static bool LinuxIsOwn(string path)
    {
        PathBuffer name = default;
        // With a dot behind it no link is left at its end.
        return name.TrySet(Utf8Text.Encode(path + "/."))
            && Descriptor.GetStatus(Libc.AT_FDCWD, (byte*)&name, 0, out FileStatus status) == Errno.None && status.Owner == Libc.geteuid();
    }

    [SupportedOSPlatform("linux")]
    private static string? LinuxCurrentDirectory()
    {
        PathBuffer buffer = default;
        byte* path = (byte*)&buffer;
        if (Libc.getcwd(path, PathBuffer.Capacity) == null)
        {
            return null;
        }

        int length = 0;
        while (path[length] != 0)
        {
            length++;
        }

        return Utf8Text.Decode(new ReadOnlySpan<byte>(path, length));
    }

    [SupportedOSPlatform("linux")]
    private static byte[]? LinuxTryRead(string path, int most)
    {
        PathBuffer name = default;
        if (path.Length == 0 || !name.TrySet(Utf8Text.Encode(path)))
        {
            return null;
        }

        // Looked at first: opening and closing a FIFO would be noticed at its other end.
        if (!IsRegular((byte*)&name, most, out int size))
        {
            return null;
        }

        int fd = Libc.openat(Libc.AT_FDCWD, (byte*)&name, Libc.O_RDONLY | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return null;
        }

        byte[]? bytes = ReadExactly(fd, size);
        Libc.close(fd);
        return bytes;
    }

    [SupportedOSPlatform("linux")]
    private static bool IsRegular(byte* path, int most, out int size)
    {
        size = 0;
        int fd = Libc.openat(Libc.AT_FDCWD, path, Libc.O_PATH | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return false;
        }

        Errno error = Descriptor.Inspect(fd, out FileKind kind, out long bytes);
        Libc.close(fd);
        size = (int)Math.Min(bytes, most);
        return error == Errno.None && kind == FileKind.Regular && bytes <= most;
    }

    // Null when the file is being changed meanwhile, or when its size tells nothing, as in /proc.
    [SupportedOSPlatform("linux")]
    private static byte[]? ReadExactly(int fd, int size)
    {
        byte[] bytes = new byte[size];
        byte beyond;
        int length = 0;
        fixed (byte* start = bytes)
        {
            while (length < size)
            {
                nint count = Libc.pread(fd, start + length, size - length, length);
                if (count <= 0)
                {
                    return null;
                }

                length += (int)count;
            }
        }

        return Libc.pread(fd, &beyond, 1, size) == 0 ? bytes : null;
    }
}
