using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>What open's flags mean.</summary>
internal static class FileOpener
{
    private const LinuxOpenFlags AccessMask = (LinuxOpenFlags)3;

    /// <summary>Opens a file by its path from the root.</summary>
    public static Errno Open(LinuxProcess process, byte[] path, LinuxOpenFlags flags, out OpenFile? opened)
    {
        opened = null;
        OpenMode mode = ModeOf(flags & AccessMask);
        bool isTruncated = (flags & LinuxOpenFlags.O_TRUNC) != 0 && (mode & OpenMode.Write) != 0;
        OpenMode how = mode
            | ((flags & LinuxOpenFlags.O_CREAT) != 0 ? OpenMode.Create : 0)
            | ((flags & (LinuxOpenFlags.O_CREAT | LinuxOpenFlags.O_EXCL)) == (LinuxOpenFlags.O_CREAT | LinuxOpenFlags.O_EXCL) ? OpenMode.Exclusive : 0)
            | (isTruncated ? OpenMode.Truncate : 0);
        bool onlyName = (flags & (LinuxOpenFlags.O_DIRECTORY | LinuxOpenFlags.O_NOFOLLOW | LinuxOpenFlags.O_PATH)) != 0;
        if (onlyName && CheckName(process, path, flags) is var wrong and not Errno.None)
        {
            return wrong;
        }

        Errno error = (flags & LinuxOpenFlags.O_PATH) != 0 ? Errno.EISDIR : process.Files.Open(path, how, out IFile? file) is var failed and not Errno.None
            ? failed
            : Wrap(file!, path, mode, flags, out opened);
        return error == Errno.EISDIR && (mode & OpenMode.Write) == 0 && (flags & LinuxOpenFlags.O_CREAT) == 0
            ? OpenDirectory(process, path, out opened)
            : error;
    }

    /// <summary>The flags that F_GETFL tells.</summary>
    public static LinuxOpenFlags FlagsOf(OpenFile file)
    {
        LinuxOpenFlags access = file.Mode switch
        {
            OpenMode.Read => LinuxOpenFlags.O_RDONLY,
            OpenMode.Write => LinuxOpenFlags.O_WRONLY,
            _ => LinuxOpenFlags.O_RDWR,
        };
        return access | LinuxOpenFlags.O_LARGEFILE
            | (file.IsAppending ? LinuxOpenFlags.O_APPEND : 0)
            | (file.IsNonBlocking ? LinuxOpenFlags.O_NONBLOCK : 0)
            | (file is OpenDirectory ? LinuxOpenFlags.O_DIRECTORY : 0);
    }

    private static OpenMode ModeOf(LinuxOpenFlags access) => access switch
    {
        LinuxOpenFlags.O_RDONLY => OpenMode.Read,
        LinuxOpenFlags.O_WRONLY => OpenMode.Write,
        _ => OpenMode.Read | OpenMode.Write,
    };

    // What the name must be, or must not.
    private static Errno CheckName(LinuxProcess process, byte[] path, LinuxOpenFlags flags)
    {
        bool follow = (flags & LinuxOpenFlags.O_NOFOLLOW) == 0;
        Errno error = process.Files.GetStatus(path, follow, out FileStatus status);
        if (error == Errno.ENOENT && (flags & LinuxOpenFlags.O_CREAT) != 0)
        {
            return Errno.None;
        }

        if (error == Errno.None && (flags & LinuxOpenFlags.O_DIRECTORY) != 0 && status.Kind != FileKind.Directory)
        {
            return Errno.ENOTDIR;
        }

        bool isPathOfOther = (flags & LinuxOpenFlags.O_PATH) != 0 && status.Kind != FileKind.Directory;
        return error != Errno.None ? error : !follow && status.Kind == FileKind.SymbolicLink ? Errno.ELOOP : isPathOfOther ? Errno.EOPNOTSUPP : Errno.None;
    }

    private static Errno Wrap(IFile file, byte[] path, OpenMode mode, LinuxOpenFlags flags, out OpenFile? opened)
    {
        string name = Core.Text.Utf8Text.Decode(path);
        bool isAppending = (flags & LinuxOpenFlags.O_APPEND) != 0;
        bool isNonBlocking = (flags & LinuxOpenFlags.O_NONBLOCK) != 0;
        opened = file.Kind == FileKind.Regular
            ? new OpenRegularFile(file) { Mode = mode, Name = name, IsAppending = isAppending, IsNonBlocking = isNonBlocking }
            : new OpenStream(file, isOwned: true) { Mode = mode, Name = name, IsAppending = isAppending, IsNonBlocking = isNonBlocking };
        return Errno.None;
    }

    private static Errno OpenDirectory(LinuxProcess process, byte[] path, out OpenFile? opened)
    {
        Errno error = process.Files.FindDirectory(path, out byte[] found);
        opened = error == Errno.None ? new OpenDirectory(process.Files, found) { Mode = OpenMode.Read, Name = Core.Text.Utf8Text.Decode(found) } : null;
        return error;
    }
}
