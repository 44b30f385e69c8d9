using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;
using ProcVM.Core.Text;

namespace ProcVM.Host.Linux;

/// <summary>A granted directory of a Linux host. Every name is resolved by the kernel beneath the directory's descriptor:
/// by openat2(2) with RESOLVE_BENEATH and no links, or, where that is missing, component by component with O_NOFOLLOW.</summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class LinuxDirectory : IDirectory
{
    private readonly SafeFileHandle _root;
    private readonly LinuxWaiter _waiter;
    private readonly bool _hasOpenat2;

    private LinuxDirectory(SafeFileHandle root, LinuxWaiter waiter, bool hasOpenat2)
    {
        _root = root;
        _waiter = waiter;
        _hasOpenat2 = hasOpenat2;
    }

    /// <summary>Opens a directory to grant it; links in its own path are the user's and are followed.</summary>
    /// <param name="path">The host path.</param>
    /// <param name="waiter">What ends waits on FIFOs and devices beneath it.</param>
    /// <param name="mayUseOpenat2">False to test what hosts without openat2 get.</param>
    /// <param name="directory">The directory.</param>
    public static Errno TryOpen(ReadOnlySpan<byte> path, LinuxWaiter waiter, bool mayUseOpenat2, out LinuxDirectory? directory)
    {
        directory = null;
        PathBuffer name = default;
        if (!name.TrySet(path))
        {
            return Errno.ENAMETOOLONG;
        }

        int fd = Libc.openat(Libc.AT_FDCWD, (byte*)&name, Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return Descriptor.LastError;
        }

        bool hasOpenat2 = mayUseOpenat2 && Openat2.IsAvailable(fd);
        directory = new LinuxDirectory(new SafeFileHandle(fd, ownsHandle: true), waiter, hasOpenat2);
        return Errno.None;
    }

    /// <summary>Opens a directory of our own, which nobody else can enter, and makes it and those above it when they aren't there.</summary>
    /// <param name="path">The host path; links in it are followed, but for its last name.</param>
    /// <param name="waiter">As for others.</param>
    /// <param name="directory">The directory.</param>
    /// <returns>EPERM when it is somebody else's, or others can enter it.</returns>
    public static Errno OpenOwn(string path, LinuxWaiter waiter, out LinuxDirectory? directory)
    {
        const uint OwnerOnly = 0x1C0; // 0700
        directory = null;
        PathBuffer name = default;
        // With a slash at its end it would mean what a link leads to.
        path = path.TrimEnd('/');
        for (int slash = path.IndexOf('/', 1); slash > 0; slash = path.IndexOf('/', slash + 1))
        {
            if (name.TrySet(Utf8Text.Encode(path[..slash])))
            {
                _ = Libc.mkdirat(Libc.AT_FDCWD, (byte*)&name, OwnerOnly);
            }
        }

        if (!name.TrySet(Utf8Text.Encode(path)))
        {
            return Errno.ENAMETOOLONG;
        }

        _ = Libc.mkdirat(Libc.AT_FDCWD, (byte*)&name, OwnerOnly);
        int fd = Libc.openat(Libc.AT_FDCWD, (byte*)&name, Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, 0);
        if (fd < 0)
        {
            return Descriptor.LastError;
        }

        directory = new LinuxDirectory(new SafeFileHandle(fd, ownsHandle: true), waiter, Openat2.IsAvailable(fd));
        Errno error = Descriptor.GetStatus(fd, out FileStatus status);
        if (error == Errno.None && (status.Owner != Libc.geteuid() || (status.Mode & 0x3F) != 0))
        {
            error = Errno.EPERM;
        }

        if (error != Errno.None)
        {
            directory.Dispose();
            directory = null;
        }

        return error;
    }

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file) => Open(path, mode, 0x1B6, out file);

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, uint permissions, out IFile? file)
    {
        file = null;
        int flags = (mode & (OpenMode.Read | OpenMode.Write)) switch
        {
            OpenMode.Read => Libc.O_RDONLY,
            OpenMode.Write => Libc.O_WRONLY,
            _ => Libc.O_RDWR,
        };
        flags |= (mode & OpenMode.Create) != 0 ? Libc.O_CREAT : 0;
        flags |= (mode & OpenMode.Truncate) != 0 ? Libc.O_TRUNC : 0;
        flags |= (mode & OpenMode.Exclusive) != 0 ? Libc.O_EXCL : 0;

        // O_NONBLOCK: a FIFO must not make us wait for its other end. O_NOCTTY: nor a terminal become ours.
        Errno error = OpenBeneath(path, flags | Libc.O_NONBLOCK | Libc.O_NOCTTY | Libc.O_CLOEXEC, out int fd, permissions);
        return error == Errno.None ? LinuxFile.Adopt(fd, _waiter, out file) : error;
    }

    /// <inheritdoc/>
    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind)
    {
        kind = FileKind.Other;
        PathBuffer name = default;
        Errno error = OpenParent(path, ref name, out Parent parent);
        using (parent)
        {
            return error == Errno.None ? Descriptor.Inspect(parent.Fd, (byte*)&name, Libc.AT_EMPTY_PATH, out kind, out _) : error;
        }
    }

    /// <inheritdoc/>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        target = [];
        PathBuffer name = default;
        Errno error = OpenParent(path, ref name, out Parent parent);
        using (parent)
        {
            if (error != Errno.None)
            {
                return error;
            }

            PathBuffer text = default;
            nint length = Libc.readlinkat(parent.Fd, (byte*)&name, (byte*)&text, PathBuffer.Capacity);
            if (length < 0)
            {
                return Descriptor.LastError;
            }

            target = ((ReadOnlySpan<byte>)text)[..(int)length].ToArray();
            return length == PathBuffer.Capacity ? Errno.ENAMETOOLONG : Errno.None;
        }
    }

    /// <inheritdoc/>
    public Errno Remove(ReadOnlySpan<byte> path)
    {
        PathBuffer name = default;
        Errno error = OpenParent(path, ref name, out Parent parent);
        using (parent)
        {
            if (error != Errno.None)
            {
                return error;
            }

            return Libc.unlinkat(parent.Fd, (byte*)&name, 0) == 0 ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Rename(from, to, RenameMode.Replace);

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, RenameMode mode)
    {
        PathBuffer oldName = default;
        Errno error = OpenParent(from, ref oldName, out Parent oldParent);
        using (oldParent)
        {
            if (error != Errno.None)
            {
                return error;
            }

            PathBuffer newName = default;
            error = OpenParent(to, ref newName, out Parent newParent);
            using (newParent)
            {
                if (error != Errno.None)
                {
                    return error;
                }

                int result = mode == RenameMode.Replace
                    ? Libc.renameat(oldParent.Fd, (byte*)&oldName, newParent.Fd, (byte*)&newName)
                    : Libc.renameat2(oldParent.Fd, (byte*)&oldName, newParent.Fd, (byte*)&newName, mode == RenameMode.Keep ? 1u : 2u);
                return result == 0 ? Errno.None : Descriptor.LastError;
            }
        }
    }

    /// <inheritdoc/>
    public Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = default;
        PathBuffer name = default;
        Errno error = OpenParent(path, ref name, out Parent parent);
        using (parent)
        {
            return error == Errno.None ? Descriptor.GetStatus(parent.Fd, (byte*)&name, Libc.AT_EMPTY_PATH, out status) : error;
        }
    }

    /// <inheritdoc/>
    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries = [];
        Errno error = OpenBeneath(path.IsEmpty ? "."u8 : path, Libc.O_RDONLY | Libc.O_DIRECTORY | Libc.O_CLOEXEC, out int fd);
        if (error != Errno.None)
        {
            return error;
        }

        error = DirectoryListing.Read(fd, out entries);
        Libc.close(fd);
        return error;
    }

    /// <inheritdoc/>
    public Errno MakeDirectory(ReadOnlySpan<byte> path, uint permissions)
    {
        PathBuffer name = default;
        Errno error = OpenParent(path, ref name, out Parent parent);
        using (parent)
        {
            if (error != Errno.None)
            {
                return error;
            }

            return Libc.mkdirat(parent.Fd, (byte*)&name, permissions & 0xFFF) == 0 ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public Errno SetTimes(ReadOnlySpan<byte> path, long? accessed, long? modified)
    {
        PathBuffer name = default;
        Errno error = OpenParent(path.IsEmpty ? "."u8 : path, ref name, out Parent parent);
        using (parent)
        {
            if (error != Errno.None)
            {
                return error;
            }

            long* times = stackalloc long[4];
            HostTimes.Write(times, accessed, modified);
            return Libc.utimensat(parent.Fd, (byte*)&name, times, Libc.AT_SYMLINK_NOFOLLOW) == 0 ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public Errno SetPermissions(ReadOnlySpan<byte> path, uint permissions)
    {
        // By a descriptor of the name itself, so that no link is followed that appears meanwhile.
        Errno error = OpenBeneath(path.IsEmpty ? "."u8 : path, Libc.O_PATH | Libc.O_NOFOLLOW | Libc.O_CLOEXEC, out int fd);
        if (error != Errno.None)
        {
            return error;
        }

        error = Descriptor.Inspect(fd, out FileKind kind, out _);
        if (error == Errno.None && kind == FileKind.SymbolicLink)
        {
            error = Errno.EOPNOTSUPP;
        }

        if (error == Errno.None)
        {
            PathBuffer name = default;
            name.TrySet(System.Text.Encoding.ASCII.GetBytes($"/proc/self/fd/{fd}"));
            error = Libc.fchmodat(Libc.AT_FDCWD, (byte*)&name, permissions & 0xFFF, 0) == 0 ? Errno.None : Descriptor.LastError;
        }

        Libc.close(fd);
        return error;
    }

    /// <inheritdoc/>
    public Errno MakeLink(ReadOnlySpan<byte> path, ReadOnlySpan<byte> target)
    {
        PathBuffer text = default;
        PathBuffer name = default;
        if (target.IsEmpty || !text.TrySet(target))
        {
            return target.IsEmpty ? Errno.ENOENT : Errno.ENAMETOOLONG;
        }

        Errno error = OpenParent(path, ref name, out Parent parent);
        using (parent)
        {
            if (error != Errno.None)
            {
                return error;
            }

            return Libc.symlinkat((byte*)&text, parent.Fd, (byte*)&name) == 0 ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public Errno Link(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        PathBuffer oldName = default;
        Errno error = OpenParent(from, ref oldName, out Parent oldParent);
        using (oldParent)
        {
            if (error != Errno.None)
            {
                return error;
            }

            PathBuffer newName = default;
            error = OpenParent(to, ref newName, out Parent newParent);
            using (newParent)
            {
                // Without AT_SYMLINK_FOLLOW a link is linked to itself, never to what it leads to.
                return error != Errno.None ? error
                    : Libc.linkat(oldParent.Fd, (byte*)&oldName, newParent.Fd, (byte*)&newName, 0) == 0 ? Errno.None : Descriptor.LastError;
            }
        }
    }

    /// <inheritdoc/>
    public Errno MakeNode(ReadOnlySpan<byte> path, uint mode)
    {
        if ((mode & 0xF000) is not (0x8000 or 0x1000 or 0xC000))
        {
            return Errno.EPERM;
        }

        PathBuffer name = default;
        Errno error = OpenParent(path, ref name, out Parent parent);
        using (parent)
        {
            return error != Errno.None ? error
                : Libc.mknodat(parent.Fd, (byte*)&name, mode & 0xFFFF, 0) == 0 ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public Errno SetOwner(ReadOnlySpan<byte> path, uint? owner, uint? group)
    {
        PathBuffer name = default;
        Errno error = OpenParent(path.IsEmpty ? "."u8 : path, ref name, out Parent parent);
        using (parent)
        {
            return error != Errno.None ? error
                : Libc.fchownat(parent.Fd, (byte*)&name, owner ?? uint.MaxValue, group ?? uint.MaxValue, Libc.AT_SYMLINK_NOFOLLOW) == 0
                ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public Errno GetSpace(out SpaceStatus status)
    {
        status = default;
        Libc.StatFs found;
        if (IntPtr.Size != 8 || Libc.fstatfs(RootFd, &found) != 0)
        {
            return IntPtr.Size != 8 ? Errno.ENOSYS : Descriptor.LastError;
        }

        status = new SpaceStatus(found.Type, found.BlockSize, found.Blocks, found.Available, found.Files, found.FreeFiles);
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno RemoveDirectory(ReadOnlySpan<byte> path)
    {
        PathBuffer name = default;
        Errno error = OpenParent(path, ref name, out Parent parent);
        using (parent)
        {
            if (error != Errno.None)
            {
                return error;
            }

            return Libc.unlinkat(parent.Fd, (byte*)&name, Libc.AT_REMOVEDIR) == 0 ? Errno.None : Descriptor.LastError;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private int RootFd => (int)_root.DangerousGetHandle();

    /// <summary>Opens the directory that a path's last component is in, and copies that component.</summary>
    private Errno OpenParent(ReadOnlySpan<byte> path, ref PathBuffer name, out Parent parent)
    {
        int slash = path.LastIndexOf((byte)'/');
        parent = new Parent(RootFd, isOwned: false);
        if (!name.TrySet(path[(slash + 1)..]))
        {
            return Errno.ENAMETOOLONG;
        }

        if (slash < 0)
        {
            return Errno.None;
        }

        Errno error = OpenBeneath(path[..slash], Libc.O_PATH | Libc.O_DIRECTORY | Libc.O_CLOEXEC, out int fd);
        if (error == Errno.None)
        {
            parent = new Parent(fd, isOwned: true);
        }

        return error;
    }

    private Errno OpenBeneath(ReadOnlySpan<byte> path, int flags, out int fd, uint permissions = 0x1B6) =>
        _hasOpenat2 ? Openat2.Open(RootFd, path, flags, out fd, permissions) : ComponentWalk.Open(RootFd, path, flags, out fd, permissions);

    /// <summary>A directory's descriptor that is closed after use, unless it is the grant's own.</summary>
    private readonly ref struct Parent(int fd, bool isOwned)
    {
        public int Fd => fd;

        public void Dispose()
        {
            if (isOwned)
            {
                Libc.close(fd);
            }
        }
    }
}
