using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Linux;

/// <summary>What is asked of file descriptors in several places.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe class Descriptor
{
    /// <summary>errno of the last call: its numbers are <see cref="Errno"/>'s.</summary>
    public static Errno LastError => (Errno)Marshal.GetLastPInvokeError();

    /// <summary>What an open descriptor is, and its size.</summary>
    public static Errno Inspect(int fd, out FileKind kind, out long size)
    {
        byte empty = 0;
        return Inspect(fd, &empty, Libc.AT_EMPTY_PATH, out kind, out size);
    }

    /// <summary>What a name is; a link isn't followed.</summary>
    /// <param name="directory">The directory the name is in.</param>
    /// <param name="name">The name, NUL at its end.</param>
    /// <param name="flags">statx's.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="size">Its size in bytes.</param>
    public static Errno Inspect(int directory, byte* name, int flags, out FileKind kind, out long size)
    {
        kind = FileKind.Other;
        size = 0;
        Libc.Statx result;
        if (Libc.statx(directory, name, flags | Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_TYPE | Libc.STATX_SIZE, &result) != 0)
        {
            return LastError;
        }

        kind = (result.Mode & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Directory,
            0xA000 => FileKind.SymbolicLink,
            0x1000 or 0x2000 or 0xC000 => FileKind.Stream,
            _ => FileKind.Other,
        };
        size = (long)Math.Min(result.Size, long.MaxValue);
        return Errno.None;
    }

    /// <summary>What is known of an open descriptor's file.</summary>
    public static Errno GetStatus(int fd, out FileStatus status)
    {
        byte empty = 0;
        return GetStatus(fd, &empty, Libc.AT_EMPTY_PATH, out status);
    }

    /// <summary>What is known of a name; a link isn't followed.</summary>
    public static Errno GetStatus(int directory, byte* name, int flags, out FileStatus status)
    {
        status = default;
        Libc.Statx result;
        if (Libc.statx(directory, name, flags | Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC_STATS, &result) != 0)
        {
            return LastError;
        }

        status = new FileStatus
        {
            Mode = result.Mode,
            Size = (long)Math.Min(result.Size, long.MaxValue),
            Device = Pack(result.DeviceMajor, result.DeviceMinor),
            Inode = result.Inode,
            Links = result.Links,
            Owner = result.Owner,
            Group = result.Group,
            OwnDevice = Pack(result.OwnMajor, result.OwnMinor),
            BlockSize = result.BlockSize,
            Blocks = (long)Math.Min(result.Blocks, long.MaxValue),
            Accessed = Nanoseconds(result.Accessed),
            Modified = Nanoseconds(result.Modified),
            Changed = Nanoseconds(result.Changed),
        };
        return Errno.None;
    }

    // makedev(3).
    private static ulong Pack(uint major, uint minor) =>
        (minor & 0xFF) | ((major & 0xFFFUL) << 8) | ((minor & 0xFFFF_FF00UL) << 12) | ((major & 0xFFFF_F000UL) << 32);

    private static long Nanoseconds(Libc.StatxTime time) => unchecked((time.Seconds * 1_000_000_000) + time.Nanoseconds);
}
