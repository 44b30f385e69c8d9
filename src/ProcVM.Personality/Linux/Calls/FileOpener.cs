using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>Opens files as open's flags say.</summary>
internal sealed class FileOpener(LinuxThread thread, LinuxOpenFlags flags, uint permissions)
{
    /// <summary>What O_TMPFILE adds to O_DIRECTORY.</summary>
    public const LinuxOpenFlags TemporaryFile = (LinuxOpenFlags)0x40_0000;

    private const LinuxOpenFlags AccessMask = (LinuxOpenFlags)3;

    private FileSystem _files = thread.Process.Files;
    private byte[] _start = [];

    private LinuxProcess Process => thread.Process;

    private OpenMode Mode => (flags & AccessMask) switch
    {
        LinuxOpenFlags.O_RDONLY => OpenMode.Read,
        LinuxOpenFlags.O_WRONLY => OpenMode.Write,
        _ => OpenMode.Read | OpenMode.Write,
    };

    private bool Creates => (flags & LinuxOpenFlags.O_CREAT) != 0;

    private bool Follows => (flags & LinuxOpenFlags.O_NOFOLLOW) == 0;

    /// <summary>The flags that F_GETFL tells.</summary>
    public static LinuxOpenFlags FlagsOf(OpenFile file)
    {
        LinuxOpenFlags access = file.Mode switch
        {
            OpenMode.Read => LinuxOpenFlags.O_RDONLY,
            OpenMode.Write => LinuxOpenFlags.O_WRONLY,
            OpenMode.None => LinuxOpenFlags.O_PATH,
            _ => LinuxOpenFlags.O_RDWR,
        };
        return access | (file.Mode == OpenMode.None ? 0 : LinuxOpenFlags.O_LARGEFILE)
            | (file.IsAppending ? LinuxOpenFlags.O_APPEND : 0)
            | (file.IsNonBlocking ? LinuxOpenFlags.O_NONBLOCK : 0)
            | (file is OpenDirectory ? LinuxOpenFlags.O_DIRECTORY : 0);
    }

    /// <summary>Opens a file by its path from the root.</summary>
    public Errno Open(byte[] path, out OpenFile? opened)
    {
        opened = null;
        if ((flags & TemporaryFile) != 0)
        {
            return Errno.EOPNOTSUPP;
        }

        if ((flags & (LinuxOpenFlags.O_DIRECTORY | LinuxOpenFlags.O_NOFOLLOW | LinuxOpenFlags.O_PATH)) != 0 && CheckName(path) is var wrong and not Errno.None)
        {
            return wrong;
        }

        if ((flags & LinuxOpenFlags.O_PATH) != 0)
        {
            return OpenName(path, out opened);
        }

        bool truncates = (flags & LinuxOpenFlags.O_TRUNC) != 0 && (Mode & OpenMode.Write) != 0;
        OpenMode how = Mode
            | (Creates ? OpenMode.Create : 0)
            | (Creates && (flags & LinuxOpenFlags.O_EXCL) != 0 ? OpenMode.Exclusive : 0)
            | (truncates ? OpenMode.Truncate : 0);
        Errno error = _files.Open(path, how, permissions & ~Process.FileMask & 0xFFF, Follows, out IFile? file, out byte[] found);
        return error switch
        {
            Errno.None => Wrap(file!, found, out opened),
            Errno.EISDIR when (Mode & OpenMode.Write) == 0 && !Creates => OpenDirectory(path, out opened),
            Errno.ELOOP or Errno.EROFS when Follows && MagicLinks.Find(Process, path) is { } magic => OpenAgain(magic, out opened),
            Errno.ENXIO => OpenNamedPipe(path, out opened),
            Errno.EROFS when Creates && (Mode & OpenMode.Write) == 0 && (flags & LinuxOpenFlags.O_EXCL) == 0
                && _files.GetStatus(path, Follows, out _) == Errno.None => new FileOpener(thread, flags & ~LinuxOpenFlags.O_CREAT, 0).Open(path, out opened),
            _ => error,
        };
    }

    /// <summary>Opens a file as openat2(2) does.</summary>
    /// <param name="start">The directory that the path starts in.</param>
    /// <param name="path">The path, which may be absolute.</param>
    /// <param name="limits">What it may not do.</param>
    /// <param name="opened">The file.</param>
    public Errno OpenLimited(byte[] start, byte[] path, LinuxResolveFlags limits, out OpenFile? opened)
    {
        opened = null;
        Errno error = _files.FindDirectory(start, out byte[] directory);
        if (error != Errno.None)
        {
            return error;
        }

        bool isBeneath = (limits & LinuxResolveFlags.RESOLVE_BENEATH) != 0;
        bool isRoot = isBeneath || (limits & LinuxResolveFlags.RESOLVE_IN_ROOT) != 0;
        PathLimits own = (isBeneath ? PathLimits.Beneath : 0) | ((limits & LinuxResolveFlags.RESOLVE_NO_SYMLINKS) != 0 ? PathLimits.NoLinks : 0);
        bool crosses = (limits & LinuxResolveFlags.RESOLVE_NO_XDEV) != 0 && Crosses(directory, path);
        _files = Process.Files.Limit(directory, isRoot, own);
        _start = isRoot && directory.Length > 1 ? directory : [];
        return crosses ? Errno.EXDEV : Open(path, out opened);
    }

    // RESOLVE_NO_XDEV, by where the path ends.
    private bool Crosses(byte[] directory, byte[] path)
    {
        byte[] full = GuestPath.IsAbsolute(path) ? path : [.. directory, (byte)'/', .. path];
        return Process.Files.Locate(directory, true, out Mount? from, out _) == Errno.None
            && Process.Files.Locate(full, Follows, out Mount? to, out _) == Errno.None && from != to;
    }

    // What the name must be, or must not.
    private Errno CheckName(byte[] path)
    {
        bool isPath = (flags & LinuxOpenFlags.O_PATH) != 0;
        Errno error = _files.GetStatus(path, Follows, out FileStatus status);
        if (error == Errno.ENOENT && Creates && !isPath)
        {
            return Errno.None;
        }

        return error != Errno.None ? error
            : (flags & LinuxOpenFlags.O_DIRECTORY) != 0 && status.Kind != FileKind.Directory ? Errno.ENOTDIR
            : !Follows && status.Kind == FileKind.SymbolicLink && !isPath ? Errno.ELOOP : Errno.None;
    }

    private Errno OpenName(byte[] path, out OpenFile? opened)
    {
        opened = null;
        Errno error = _files.GetStatus(path, Follows, out FileStatus status);
        if (error != Errno.None || status.Kind == FileKind.Directory)
        {
            return error != Errno.None ? error : OpenDirectory(path, out opened);
        }

        error = _files.FindFile(path, Follows, out byte[] found);
        opened = new OpenName(_files, found) { Mode = OpenMode.None, Name = Core.Text.Utf8Text.Decode(Whole(found)) };
        return error;
    }

    private Errno Wrap(IFile file, byte[] found, out OpenFile? opened)
    {
        string name = Core.Text.Utf8Text.Decode(Whole(found));
        bool isAppending = (flags & LinuxOpenFlags.O_APPEND) != 0;
        bool isNonBlocking = (flags & LinuxOpenFlags.O_NONBLOCK) != 0;
        if (file is Terminals.TerminalDevice device)
        {
            Errno error = Process.Instance.Terminals.Open(Process, device.Number, Mode, (flags & LinuxOpenFlags.O_NOCTTY) == 0, out opened);
            if (opened is Kernel.Terminals.TerminalFile)
            {
                opened.IsNonBlocking = isNonBlocking;
            }

            return error;
        }

        opened = file.Kind == FileKind.Regular
            ? new OpenRegularFile(file) { Mode = Mode, Name = name, IsAppending = isAppending, IsNonBlocking = isNonBlocking }
            : new OpenStream(file, isOwned: true) { Mode = Mode, Name = name, IsAppending = isAppending, IsNonBlocking = isNonBlocking };
        return Errno.None;
    }

    private Errno OpenDirectory(byte[] path, out OpenFile? opened)
    {
        Errno error = _files.FindDirectory(path, out byte[] found);
        found = Whole(found);
        opened = error == Errno.None ? new OpenDirectory(Process.Files, found) { Mode = OpenMode.Read, Name = Core.Text.Utf8Text.Decode(found) } : null;
        return error;
    }

    /// <summary>Opens what a descriptor stands for once more: a file anew, a stream as it is.</summary>
    private Errno OpenAgain(OpenFile magic, out OpenFile? opened)
    {
        opened = null;
        if (magic.Pipe is { } pipe)
        {
            Errno status = magic.GetStatus(out FileStatus found);
            return status != Errno.None ? status
                : pipe.Open(thread.Waiter, Mode, (flags & LinuxOpenFlags.O_NONBLOCK) != 0, magic.Name, found, out opened);
        }

        if (magic is OpenRegularFile { File: IReopenedFile again })
        {
            Errno error = again.Reopen(Mode, out IFile? file);
            bool truncates = (flags & LinuxOpenFlags.O_TRUNC) != 0 && (Mode & OpenMode.Write) != 0;
            error = error == Errno.None && truncates ? file!.SetSize(0) : error;
            opened = error == Errno.None
                ? new OpenRegularFile(file!) { Mode = Mode, Name = magic.Name, IsAppending = (flags & LinuxOpenFlags.O_APPEND) != 0 }
                : null;
            return error;
        }

        if (magic is OpenRegularFile && magic.Name.StartsWith('/'))
        {
            return Open(Core.Text.Utf8Text.Encode(magic.Name), out opened);
        }

        magic.Acquire();
        opened = magic;
        return Errno.None;
    }

    private Errno OpenNamedPipe(byte[] path, out OpenFile? opened)
    {
        const uint NamedPipe = 0x1000;
        opened = null;
        Errno error = _files.Locate(path, Follows, out Mount? mount, out byte[] inside);
        FileStatus status = default;
        error = error != Errno.None || mount is not { Directory.HasOwnPipes: true } ? Errno.ENXIO : mount.Directory.GetStatus(inside, out status);
        if (error != Errno.None || (status.Mode & 0xF000) != NamedPipe)
        {
            return Errno.ENXIO;
        }

        uint wanted = ((Mode & OpenMode.Read) != 0 ? 4u : 0) | ((Mode & OpenMode.Write) != 0 ? 2u : 0);
        return StatusText.Allows(status, wanted, Process.Instance.Options.Identity)
            ? Process.Instance.NamedPipes.Open(status).Open(
                thread.Waiter, Mode, (flags & LinuxOpenFlags.O_NONBLOCK) != 0, Core.Text.Utf8Text.Decode(path), status, out opened)
            : Errno.EACCES;
    }

    private byte[] Whole(byte[] found) => _start.Length == 0 ? found : found.Length == 1 ? _start : [.. _start, .. found];
}
