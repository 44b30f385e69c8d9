using ProcVM.Core.Ports;
using ProcVM.Core.Text;
using ProcVM.Kernel.Descriptors;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on who may do what with files, and on their times.</summary>
internal sealed class AttributeCalls(LinuxThread thread, LinuxCalls calls)
{
    private const long Second = 1_000_000_000;

    // UTIME_NOW and UTIME_OMIT.
    private const long Now = (1L << 30) - 1;
    private const long Omit = (1L << 30) - 2;

    private LinuxProcess Process => thread.Process;

    public long SetMode(byte[] path, uint mode) => SetModeAt(LinuxDirfd.AT_FDCWD, path, mode);

    public long SetModeAt(LinuxDirfd directory, byte[] path, uint mode)
    {
        Errno error = calls.Path.Locate(directory, path, out byte[] full);
        return LinuxCalls.Result(error != Errno.None ? error
            : MagicLinks.Find(Process, full) is { File: { } file } ? file.SetPermissions(mode & 0xFFF)
            : Process.Files.SetPermissions(full, mode & 0xFFF));
    }

    public long SetModeOf(int fd, uint mode) => LinuxCalls.Result(Change(fd, file => file.SetPermissions(mode & 0xFFF), path => Process.Files.SetPermissions(path, mode & 0xFFF)));

    public long SetOwner(byte[] path, uint user, uint group) => SetOwnerAt(LinuxDirfd.AT_FDCWD, path, user, group, 0);

    public long SetOwnerOfLink(byte[] path, uint user, uint group) => SetOwnerAt(LinuxDirfd.AT_FDCWD, path, user, group, LinuxAtFlags.AT_SYMLINK_NOFOLLOW);

    public long SetOwnerOf(int fd, uint user, uint group) => LinuxCalls.Result(Change(
        fd, file => file.SetOwner(Id(user), Id(group)), path => Process.Files.SetOwner(path, followLast: true, Id(user), Id(group))));

    public long SetOwnerAt(LinuxDirfd directory, byte[] path, uint user, uint group, LinuxAtFlags flags)
    {
        if ((flags & ~(LinuxAtFlags.AT_SYMLINK_NOFOLLOW | LinuxAtFlags.AT_EMPTY_PATH)) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        if (path.Length == 0 && (flags & LinuxAtFlags.AT_EMPTY_PATH) != 0 && directory != LinuxDirfd.AT_FDCWD)
        {
            return SetOwnerOf((int)directory, user, group);
        }

        Errno error = calls.Path.Locate(directory, path, out byte[] full);
        bool follow = (flags & LinuxAtFlags.AT_SYMLINK_NOFOLLOW) == 0;
        return LinuxCalls.Result(error != Errno.None ? error
            : follow && MagicLinks.Find(Process, full) is { File: { } file } ? file.SetOwner(Id(user), Id(group))
            : Process.Files.SetOwner(full, follow, Id(user), Id(group)));
    }

    /// <summary>utimensat: with a null path, of the descriptor itself.</summary>
    public long SetTimes(LinuxDirfd directory, byte[] path, GuestBuffer times, LinuxAtFlags flags)
    {
        if ((flags & ~(LinuxAtFlags.AT_SYMLINK_NOFOLLOW | LinuxAtFlags.AT_EMPTY_PATH)) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = ReadTimes(times.Address, isMicro: false, out long? accessed, out long? modified);
        return LinuxCalls.Result(error != Errno.None ? error : SetTimes(directory, path, accessed, modified, (flags & LinuxAtFlags.AT_SYMLINK_NOFOLLOW) == 0));
    }

    public long SetMicroTimes(byte[] path, GuestBuffer times) => SetMicroTimesAt(LinuxDirfd.AT_FDCWD, path, times);

    public long SetMicroTimesAt(LinuxDirfd directory, byte[] path, GuestBuffer times)
    {
        Errno error = ReadTimes(times.Address, isMicro: true, out long? accessed, out long? modified);
        return LinuxCalls.Result(error != Errno.None ? error : SetTimes(directory, path, accessed, modified, follow: true));
    }

    public long SetSeconds(byte[] path, LinuxUtimbuf? times)
    {
        long now = Process.Instance.Options.Clock.UnixNanoseconds;
        long accessed = times is { } given ? unchecked(given.Actime * Second) : now;
        long modified = times is { } stamps ? unchecked(stamps.Modtime * Second) : now;
        return LinuxCalls.Result(SetTimes(LinuxDirfd.AT_FDCWD, path, accessed, modified, follow: true));
    }

    /// <summary>Extended attributes of a path: there are none, as on a file system without them.</summary>
    public long NoAttributeOfPath(byte[] path)
    {
        long found = calls.Path.Status(path, out _);
        return found < 0 ? found : LinuxCalls.Error(Errno.EOPNOTSUPP);
    }

    public long NoAttributeOfLink(byte[] path)
    {
        long found = calls.Path.StatusOfLink(path, out _);
        return found < 0 ? found : LinuxCalls.Error(Errno.EOPNOTSUPP);
    }

    public long NoAttributeOf(int fd) => LinuxCalls.Error(Process.Descriptors.Find(fd) is null or OpenName ? Errno.EBADF : Errno.EOPNOTSUPP);

    public long GetAttribute(byte[] path, byte[] name, ulong value, ulong size) => NoAttributeOfPath(path);

    public long GetAttributeOfLink(byte[] path, byte[] name, ulong value, ulong size) => NoAttributeOfLink(path);

    public long GetAttributeOf(int fd, byte[] name, ulong value, ulong size) => NoAttributeOf(fd);

    public long SetAttribute(byte[] path, byte[] name, ulong value, ulong size, int flags) => NoAttributeOfPath(path);

    public long SetAttributeOfLink(byte[] path, byte[] name, ulong value, ulong size, int flags) => NoAttributeOfLink(path);

    public long SetAttributeOf(int fd, byte[] name, ulong value, ulong size, int flags) => NoAttributeOf(fd);

    public long ListAttributes(byte[] path, ulong list, ulong size) => NoAttributeOfPath(path);

    public long ListAttributesOfLink(byte[] path, ulong list, ulong size) => NoAttributeOfLink(path);

    public long ListAttributesOf(int fd, ulong list, ulong size) => NoAttributeOf(fd);

    public long RemoveAttribute(byte[] path, byte[] name) => NoAttributeOfPath(path);

    public long RemoveAttributeOfLink(byte[] path, byte[] name) => NoAttributeOfLink(path);

    public long RemoveAttributeOf(int fd, byte[] name) => NoAttributeOf(fd);

    private static uint? Id(uint id) => id == uint.MaxValue ? null : id;

    private Errno Change(int fd, Func<IFile, Errno> ofFile, Func<byte[], Errno> ofPath)
    {
        OpenFile? opened = Process.Descriptors.Find(fd);
        return opened switch
        {
            null or OpenName => Errno.EBADF,
            OpenDirectory directory => ofPath(directory.Path),
            { File: { } file } when ofFile(file) is var error and not Errno.ENOSYS => error,
            { Name: ['/', ..] } => ofPath(Utf8Text.Encode(opened.Name)),
            _ => Errno.EPERM,
        };
    }

    private Errno SetTimes(LinuxDirfd directory, byte[] path, long? accessed, long? modified, bool follow)
    {
        if (path.Length == 0 && directory != LinuxDirfd.AT_FDCWD)
        {
            return Change((int)directory, file => file.SetTimes(accessed, modified), name => Process.Files.SetTimes(name, followLast: true, accessed, modified));
        }

        Errno error = calls.Path.Locate(directory, path, out byte[] full);
        return error != Errno.None ? error
            : follow && MagicLinks.Find(Process, full) is { File: { } file } ? file.SetTimes(accessed, modified)
            : Process.Files.SetTimes(full, follow, accessed, modified);
    }

    private Errno ReadTimes(ulong address, bool isMicro, out long? accessed, out long? modified)
    {
        long now = Process.Instance.Options.Clock.UnixNanoseconds;
        accessed = modified = now;
        if (address == 0)
        {
            return Errno.None;
        }

        return TryReadTime(address, isMicro, first: true, out long seconds, out long part) && TryReadTime(address, isMicro, first: false, out long secondsToo, out long partToo)
            ? TryTake(seconds, part, isMicro, now, out accessed) && TryTake(secondsToo, partToo, isMicro, now, out modified) ? Errno.None : Errno.EINVAL
            : Errno.EFAULT;
    }

    private bool TryReadTime(ulong address, bool isMicro, bool first, out long seconds, out long part)
    {
        bool isThere;
        if (isMicro)
        {
            isThere = calls.TryRead(address + (first ? 0 : calls.SizeOf<LinuxTimeval>()), out LinuxTimeval micro);
            (seconds, part) = (micro.Sec, micro.Usec);
        }
        else
        {
            isThere = calls.TryRead(address + (first ? 0 : calls.SizeOf<LinuxTimespec>()), out LinuxTimespec time);
            (seconds, part) = (time.Sec, time.Nsec);
        }

        return isThere;
    }

    private static bool TryTake(long seconds, long part, bool isMicro, long now, out long? time)
    {
        if (!isMicro && part is Now or Omit)
        {
            time = part == Now ? now : null;
            return !isMicro;
        }

        time = unchecked((seconds * Second) + (isMicro ? part * 1000 : part));
        return part >= 0 && part < (isMicro ? Second / 1000 : Second);
    }
}
