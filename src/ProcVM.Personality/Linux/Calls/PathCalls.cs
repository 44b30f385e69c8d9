using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on names.</summary>
internal sealed class PathCalls(LinuxThread thread, LinuxCalls calls)
{
    // UTIME_NOW and UTIME_OMIT.
    private const long Now = (1L << 30) - 1;
    private const long Omit = (1L << 30) - 2;

    private LinuxProcess Process => thread.Process;

    private FileSystem Files => thread.Process.Files;

    /// <summary>A path from the root for one that starts at a directory.</summary>
    public Errno Locate(LinuxDirfd directory, byte[] path, out byte[] full)
    {
        full = path;
        if (path.Length == 0)
        {
            return Errno.ENOENT;
        }

        if (GuestPath.IsAbsolute(path))
        {
            return Errno.None;
        }

        Errno error = FindStart(directory, out byte[] start);
        full = [.. start, (byte)'/', .. path];
        return error;
    }

    public long Status(byte[] path, out LinuxStat status) => StatusAt(LinuxDirfd.AT_FDCWD, path, out status, 0);

    public long StatusOfLink(byte[] path, out LinuxStat status) => StatusAt(LinuxDirfd.AT_FDCWD, path, out status, LinuxAtFlags.AT_SYMLINK_NOFOLLOW);

    public long StatusOf(int fd, out LinuxStat status)
    {
        Errno error = StatusOf(fd, out FileStatus found);
        status = StatusText.ToStat(found);
        return LinuxCalls.Result(error);
    }

    public long StatusAt(LinuxDirfd directory, byte[] path, out LinuxStat status, LinuxAtFlags flags)
    {
        Errno error = FindStatus(directory, path, flags, out FileStatus found);
        status = StatusText.ToStat(found);
        return LinuxCalls.Result(error);
    }

    public long StatusX(LinuxDirfd directory, byte[] path, LinuxAtFlags flags, LinuxStatxMask mask, out LinuxStatx status)
    {
        const LinuxAtFlags SyncTypes = (LinuxAtFlags)0x6000;
        Errno error = FindStatus(directory, path, flags & ~SyncTypes, out FileStatus found);
        status = StatusText.ToStatx(found);
        return LinuxCalls.Result(error);
    }

    public long Access(byte[] path, LinuxAccessMode mode) => AccessAt2(LinuxDirfd.AT_FDCWD, path, mode, 0);

    public long AccessAt(LinuxDirfd directory, byte[] path, LinuxAccessMode mode) => AccessAt2(directory, path, mode, 0);

    public long AccessAt2(LinuxDirfd directory, byte[] path, LinuxAccessMode mode, LinuxAtFlags flags)
    {
        const LinuxAtFlags EffectiveIds = (LinuxAtFlags)0x200;
        if (((uint)mode & ~7u) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = FindStatus(directory, path, flags & ~EffectiveIds, out FileStatus status);
        return LinuxCalls.Result(error == Errno.None && !StatusText.Allows(status, (uint)mode, Process.Instance.Options.Identity) ? Errno.EACCES : error);
    }

    public long GetDirectory(GuestBuffer buffer)
    {
        byte[] text = [.. Process.Directory, 0];
        return (ulong)text.Length > buffer.Length ? LinuxCalls.Error(Errno.ERANGE)
            : calls.TryWrite(buffer.Address, (ReadOnlySpan<byte>)text) ? text.Length : LinuxCalls.Error(Errno.EFAULT);
    }

    public long ChangeDirectory(byte[] path)
    {
        Errno error = Locate(LinuxDirfd.AT_FDCWD, path, out byte[] full);
        error = error != Errno.None ? error : Files.FindDirectory(full, out full);
        if (error == Errno.None)
        {
            Process.Directory = full;
        }

        return LinuxCalls.Result(error);
    }

    public long ChangeDirectoryTo(int fd)
    {
        if (Process.Descriptors.Find(fd) is not OpenDirectory directory)
        {
            return LinuxCalls.Error(Process.Descriptors.Find(fd) is null ? Errno.EBADF : Errno.ENOTDIR);
        }

        Process.Directory = directory.Path;
        return 0;
    }

    public long Rename(byte[] old, byte[] target) => RenameAt(LinuxDirfd.AT_FDCWD, old, LinuxDirfd.AT_FDCWD, target);

    public long RenameAt2(LinuxDirfd oldDirectory, byte[] old, LinuxDirfd newDirectory, byte[] target, LinuxRenameFlags flags) =>
        flags == 0 ? RenameAt(oldDirectory, old, newDirectory, target) : LinuxCalls.Error(Errno.EINVAL);

    public long RenameAt(LinuxDirfd oldDirectory, byte[] old, LinuxDirfd newDirectory, byte[] target)
    {
        Errno error = Locate(oldDirectory, old, out byte[] from);
        error = error != Errno.None ? error : Locate(newDirectory, target, out target);
        return LinuxCalls.Result(error != Errno.None ? error : Files.Rename(from, target));
    }

    public long MakeDirectory(byte[] path, uint mode) => MakeDirectoryAt(LinuxDirfd.AT_FDCWD, path, mode);

    public long MakeDirectoryAt(LinuxDirfd directory, byte[] path, uint mode)
    {
        Errno error = Locate(directory, path, out byte[] full);
        return LinuxCalls.Result(error != Errno.None ? error : Files.MakeDirectory(full, mode & ~Process.FileMask & 0x1FF));
    }

    public long RemoveDirectory(byte[] path) => UnlinkAt(LinuxDirfd.AT_FDCWD, path, LinuxAtFlags.AT_REMOVEDIR);

    public long Unlink(byte[] path) => UnlinkAt(LinuxDirfd.AT_FDCWD, path, 0);

    public long UnlinkAt(LinuxDirfd directory, byte[] path, LinuxAtFlags flags)
    {
        if ((flags & ~LinuxAtFlags.AT_REMOVEDIR) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = Locate(directory, path, out byte[] full);
        return LinuxCalls.Result(error != Errno.None ? error
            : (flags & LinuxAtFlags.AT_REMOVEDIR) != 0 ? Files.RemoveDirectory(full)
            : Files.Remove(full));
    }

    public long ReadLink(byte[] path, GuestBuffer buffer) => ReadLinkAt(LinuxDirfd.AT_FDCWD, path, buffer);

    public long ReadLinkAt(LinuxDirfd directory, byte[] path, GuestBuffer buffer)
    {
        if (buffer.Length is 0 or > int.MaxValue)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = Locate(directory, path, out byte[] full);
        error = error != Errno.None ? error : Files.ReadLink(full, out full);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        ReadOnlySpan<byte> target = full.AsSpan(0, (int)Math.Min((ulong)full.Length, buffer.Length));
        return calls.TryWrite(buffer.Address, target) ? target.Length : LinuxCalls.Error(Errno.EFAULT);
    }

    public long SetMask(uint mask)
    {
        uint old = Process.FileMask;
        Process.FileMask = mask & 0x1FF;
        return old;
    }

    public long MakeLink(byte[] target, byte[] path) => MakeLinkAt(target, LinuxDirfd.AT_FDCWD, path);

    public long MakeLinkAt(byte[] target, LinuxDirfd directory, byte[] path)
    {
        Errno error = Locate(directory, path, out byte[] full);
        return LinuxCalls.Result(error != Errno.None ? error : Files.MakeLink(full, target));
    }

    public long SetMode(byte[] path, uint mode) => SetModeAt(LinuxDirfd.AT_FDCWD, path, mode);

    public long SetModeAt(LinuxDirfd directory, byte[] path, uint mode)
    {
        Errno error = Locate(directory, path, out byte[] full);
        return LinuxCalls.Result(error != Errno.None ? error : Files.SetPermissions(full, mode));
    }

    public long SetModeOf(int fd, uint mode) => Process.Descriptors.Find(fd) switch
    {
        null => LinuxCalls.Error(Errno.EBADF),
        { Name: ['/', ..] } file => LinuxCalls.Result(Files.SetPermissions(Core.Text.Utf8Text.Encode(file.Name), mode)),
        _ => LinuxCalls.Error(Errno.EPERM),
    };

    public long SetTimes(LinuxDirfd directory, byte[] path, GuestBuffer times, LinuxAtFlags flags)
    {
        long now = Process.Instance.Options.Clock.UnixNanoseconds;
        long? accessed = now;
        long? modified = now;
        if (times.Address != 0 && ReadTimes(times.Address, now, ref accessed, ref modified) is var wrong and not Errno.None)
        {
            return LinuxCalls.Error(wrong);
        }

        // A null path means the descriptor itself: futimens.
        Errno error = Errno.None;
        if (path.Length == 0 && directory != LinuxDirfd.AT_FDCWD)
        {
            string name = Process.Descriptors.Find((int)directory)?.Name ?? "";
            error = name.StartsWith('/') ? Errno.None : name.Length == 0 ? Errno.EBADF : Errno.EPERM;
            path = Core.Text.Utf8Text.Encode(name);
        }
        else
        {
            error = Locate(directory, path, out path);
        }

        return LinuxCalls.Result(error != Errno.None ? error
            : Files.SetTimes(path, (flags & LinuxAtFlags.AT_SYMLINK_NOFOLLOW) == 0, accessed, modified));
    }

    private Errno ReadTimes(ulong address, long now, ref long? accessed, ref long? modified)
    {
        if (!calls.TryRead(address, out LinuxTimespec first) || !calls.TryRead(address + (ulong)LinuxTimespec.ByteSize, out LinuxTimespec second))
        {
            return Errno.EFAULT;
        }

        accessed = ToNanoseconds(first, now);
        modified = ToNanoseconds(second, now);
        return IsTime(first) && IsTime(second) ? Errno.None : Errno.EINVAL;
    }

    private static long? ToNanoseconds(LinuxTimespec time, long now) =>
        time.Nsec == Now ? now : time.Nsec == Omit ? null : unchecked((time.Sec * 1_000_000_000) + time.Nsec);

    private static bool IsTime(LinuxTimespec time) => time.Nsec is (>= 0 and < 1_000_000_000) or Now or Omit;

    private Errno FindStart(LinuxDirfd directory, out byte[] start)
    {
        start = Process.Directory;
        if (directory == LinuxDirfd.AT_FDCWD)
        {
            return Errno.None;
        }

        OpenFile? file = Process.Descriptors.Find((int)directory);
        start = (file as OpenDirectory)?.Path ?? start;
        return file is null ? Errno.EBADF : file is OpenDirectory ? Errno.None : Errno.ENOTDIR;
    }

    private Errno FindStatus(LinuxDirfd directory, byte[] path, LinuxAtFlags flags, out FileStatus status)
    {
        status = default;
        if ((flags & ~(LinuxAtFlags.AT_SYMLINK_NOFOLLOW | LinuxAtFlags.AT_EMPTY_PATH | LinuxAtFlags.AT_NO_AUTOMOUNT)) != 0)
        {
            return Errno.EINVAL;
        }

        if (path.Length == 0 && (flags & LinuxAtFlags.AT_EMPTY_PATH) != 0 && directory != LinuxDirfd.AT_FDCWD)
        {
            return StatusOf((int)directory, out status);
        }

        if (path.Length == 0 && (flags & LinuxAtFlags.AT_EMPTY_PATH) != 0)
        {
            path = "."u8.ToArray();
        }

        Errno error = Locate(directory, path, out byte[] full);
        return error != Errno.None ? error : Files.GetStatus(full, (flags & LinuxAtFlags.AT_SYMLINK_NOFOLLOW) == 0, out status);
    }

    private Errno StatusOf(int fd, out FileStatus status)
    {
        status = default;
        return Process.Descriptors.Find(fd) is { } file ? file.GetStatus(out status) : Errno.EBADF;
    }
}
