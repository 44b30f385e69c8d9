using ProcVM.Core.Ports;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>A file's status in the guest's structures.</summary>
internal static class StatusText
{
    private const long Second = 1_000_000_000;

    public static LinuxStat ToStat(in FileStatus status) => new()
    {
        Dev = status.Device,
        Ino = status.Inode,
        Nlink = status.Links,
        Mode = status.Mode,
        Uid = status.Owner,
        Gid = status.Group,
        Rdev = status.OwnDevice,
        Size = status.Size,
        Blksize = status.BlockSize,
        Blocks = status.Blocks,
        Atime = ToTime(status.Accessed),
        Mtime = ToTime(status.Modified),
        Ctime = ToTime(status.Changed),
    };

    public static LinuxStatx ToStatx(in FileStatus status) => new()
    {
        Mask = (uint)LinuxStatxMask.STATX_BASIC_STATS,
        Blksize = status.BlockSize,
        Nlink = status.Links,
        Uid = status.Owner,
        Gid = status.Group,
        Mode = (ushort)status.Mode,
        Ino = status.Inode,
        Size = (ulong)status.Size,
        Blocks = (ulong)status.Blocks,
        Atime = ToStamp(status.Accessed),
        Ctime = ToStamp(status.Changed),
        Mtime = ToStamp(status.Modified),
        RdevMajor = Major(status.OwnDevice),
        RdevMinor = Minor(status.OwnDevice),
        DevMajor = Major(status.Device),
        DevMinor = Minor(status.Device),
    };

    /// <summary>Whether the mode's bits allow something: 4 to read, 2 to write, 1 to execute.</summary>
    public static bool Allows(in FileStatus status, uint wanted, (uint User, uint Group) identity)
    {
        uint mode = status.Mode;
        if (identity.User == 0)
        {
            // Root may all but execute what nobody may execute.
            return (wanted & 1) == 0 || status.Kind == FileKind.Directory || (mode & 0x49) != 0;
        }

        uint bits = status.Owner == identity.User ? mode >> 6 : status.Group == identity.Group ? mode >> 3 : mode;
        return (bits & wanted) == wanted;
    }

    private static LinuxTimespec ToTime(long nanoseconds)
    {
        (long seconds, long rest) = Math.DivRem(nanoseconds, Second);
        return rest < 0 ? new LinuxTimespec { Sec = seconds - 1, Nsec = rest + Second } : new LinuxTimespec { Sec = seconds, Nsec = rest };
    }

    private static LinuxStatxTimestamp ToStamp(long nanoseconds)
    {
        LinuxTimespec time = ToTime(nanoseconds);
        return new LinuxStatxTimestamp { Sec = time.Sec, Nsec = (uint)time.Nsec };
    }

    private static uint Major(ulong device) => (uint)(((device >> 8) & 0xFFF) | ((device >> 32) & 0xFFFF_F000));

    private static uint Minor(ulong device) => (uint)((device & 0xFF) | ((device >> 12) & 0xFFFF_FF00));
}
