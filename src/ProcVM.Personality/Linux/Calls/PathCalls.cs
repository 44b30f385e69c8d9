using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Calls on names.</summary>
internal sealed class PathCalls(LinuxThread thread, LinuxCalls calls)
{
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

    public long RenameAt(LinuxDirfd oldDirectory, byte[] old, LinuxDirfd newDirectory, byte[] target) => RenameAt2(oldDirectory, old, newDirectory, target, 0);

    public long RenameAt2(LinuxDirfd oldDirectory, byte[] old, LinuxDirfd newDirectory, byte[] target, LinuxRenameFlags flags)
    {
        RenameMode? mode = flags switch
        {
            0 => RenameMode.Replace,
            LinuxRenameFlags.RENAME_NOREPLACE => RenameMode.Keep,
            LinuxRenameFlags.RENAME_EXCHANGE => RenameMode.Exchange,
            _ => null,
        };
        if (mode is null)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        Errno error = Locate(oldDirectory, old, out byte[] from);
        error = error != Errno.None ? error : Locate(newDirectory, target, out target);
        return LinuxCalls.Result(error != Errno.None ? error : Files.Rename(from, target, mode.Value));
    }

    public long MakeDirectory(byte[] path, uint mode) => MakeDirectoryAt(LinuxDirfd.AT_FDCWD, path, mode);

    public long MakeDirectoryAt(LinuxDirfd directory, byte[] path, uint mode)
    {
        Errno error = Locate(directory, path, out byte[] full);
        return LinuxCalls.Result(error != Errno.None ? error : Files.MakeDirectory(full, mode & ~Process.FileMask & 0x3FF));
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

        // An empty path means the descriptor itself, which stands for a link that was opened for its name.
        bool isItself = path.Length == 0 && directory != LinuxDirfd.AT_FDCWD;
        Errno error = isItself ? NameOf((int)directory, out byte[] full) : Locate(directory, path, out full);
        error = error != Errno.None ? error : Files.ReadLink(full, out full);
        error = error == Errno.EINVAL && isItself ? Errno.ENOENT : error;
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

    public long Link(byte[] old, byte[] path) => LinkAt(LinuxDirfd.AT_FDCWD, old, LinuxDirfd.AT_FDCWD, path, 0);

    public long LinkAt(LinuxDirfd oldDirectory, byte[] old, LinuxDirfd directory, byte[] path, LinuxAtFlags flags)
    {
        if ((flags & ~(LinuxAtFlags.AT_SYMLINK_FOLLOW | LinuxAtFlags.AT_EMPTY_PATH)) != 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        bool isItself = old.Length == 0 && (flags & LinuxAtFlags.AT_EMPTY_PATH) != 0;
        Errno error = isItself ? NameOf((int)oldDirectory, out byte[] from) : Locate(oldDirectory, old, out from);
        error = error != Errno.None ? error : Locate(directory, path, out path);
        return LinuxCalls.Result(error != Errno.None ? error : Files.Link(from, (flags & LinuxAtFlags.AT_SYMLINK_FOLLOW) != 0, path));
    }

    public long MakeNode(byte[] path, uint mode, uint device) => MakeNodeAt(LinuxDirfd.AT_FDCWD, path, mode, device);

    public long MakeNodeAt(LinuxDirfd directory, byte[] path, uint mode, uint device)
    {
        const uint Type = 0xF000;
        const uint Regular = 0x8000;
        uint type = (mode & Type) == 0 ? Regular : mode & Type;
        Errno error = Locate(directory, path, out byte[] full);
        return LinuxCalls.Result(error != Errno.None ? error
            : type is 0x4000 or 0xA000 ? Errno.EPERM
            : type is Regular or 0x1000 or 0xC000 or 0x2000 or 0x6000 ? Files.MakeNode(full, type | (mode & ~Process.FileMask & 0xFFF))
            : Errno.EINVAL);
    }

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
        bool follow = (flags & LinuxAtFlags.AT_SYMLINK_NOFOLLOW) == 0;
        error = error != Errno.None ? error : Files.GetStatus(full, follow, out status);
        return error == Errno.None && follow && status.Kind == FileKind.SymbolicLink && MagicLinks.Find(Process, full) is { } opened
            ? opened.GetStatus(out status) : error;
    }

    /// <summary>The path that a descriptor was opened by.</summary>
    private Errno NameOf(int fd, out byte[] path)
    {
        OpenFile? file = Process.Descriptors.Find(fd);
        path = file switch
        {
            OpenDirectory directory => directory.Path,
            OpenName name => name.Path,
            { Name: ['/', ..] } other => Core.Text.Utf8Text.Encode(other.Name),
            _ => [],
        };
        return file is null ? Errno.EBADF : path.Length == 0 ? Errno.ENOENT : Errno.None;
    }

    private Errno StatusOf(int fd, out FileStatus status)
    {
        status = default;
        return Process.Descriptors.Find(fd) is { } file ? file.GetStatus(out status) : Errno.EBADF;
    }
}
