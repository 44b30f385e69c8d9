using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>The files one guest sees: what was granted, under guest names, and nothing else.</summary>
public sealed class FileSystem
{
    private const uint NewFile = 0x1B6;

    /// <summary>How often a path is resolved again because links came or went meanwhile.</summary>
    private const int MaximumAttempts = 8;

    private readonly PathResolver _resolver;

    /// <summary>Makes a file system of grants.</summary>
    /// <param name="mounts">The grants.</param>
    /// <param name="currentDirectory">Where relative paths start: an absolute guest path.</param>
    /// <param name="openFiles">How many files may be open at a time.</param>
    public FileSystem(MountTable mounts, string currentDirectory, int openFiles)
        : this(mounts, GuestPath.Normalize(currentDirectory), [], openFiles)
    {
    }

    private FileSystem(MountTable mounts, byte[][] currentDirectory, byte[][] root, int openFiles, PathLimits limits = PathLimits.None)
    {
        Mounts = mounts;
        MaximumOpenFiles = openFiles;
        Root = root;
        _resolver = new PathResolver(mounts, currentDirectory, root, limits);
    }

    /// <summary>Where its root is in the tree of all mounts: components.</summary>
    public IReadOnlyList<byte[]> Root { get; }

    /// <summary>A view of other mounts from the same root.</summary>
    public FileSystem WithMounts(MountTable mounts) => new(mounts, [.. Root], [.. Root], MaximumOpenFiles);

    /// <summary>A view of a directory, in which paths are limited.</summary>
    /// <param name="start">The directory: a path from the root, without links.</param>
    /// <param name="isRoot">True when the directory is the root too.</param>
    /// <param name="limits">What paths may not do.</param>
    public FileSystem Limit(ReadOnlySpan<byte> start, bool isRoot, PathLimits limits)
    {
        byte[][] directory = [.. Root, .. GuestPath.Split(start)];
        return new FileSystem(Mounts, directory, isRoot ? directory : [.. Root], MaximumOpenFiles, limits);
    }

    /// <summary>A view whose root is a directory of this one (chroot(2)): no path leads out of it.</summary>
    public Errno ChangeRoot(ReadOnlySpan<byte> path, out FileSystem? changed)
    {
        changed = null;
        Errno error = FindDirectory(path, out byte[] found);
        if (error == Errno.None)
        {
            byte[][] root = [.. Root, .. GuestPath.Split(found)];
            changed = new FileSystem(Mounts, root, root, MaximumOpenFiles);
        }

        return error;
    }

    /// <summary>The grants.</summary>
    public MountTable Mounts { get; }

    /// <summary>How many files are open.</summary>
    public int OpenFiles { get; private set; }

    /// <summary>How many files may be open at a time, the standard ones not counted.</summary>
    public int MaximumOpenFiles { get; }

    /// <summary>Opens a file; <see cref="Close"/> ends it.</summary>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file) => Open(path, mode, NewFile, followLast: true, out file, out _);

    /// <summary>Opens a file; one that is made gets these permissions. Gives its path from the root too, without links.</summary>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, uint permissions, bool followLast, out IFile? file, out byte[] found)
    {
        found = [];
        file = null;
        if (OpenFiles >= MaximumOpenFiles)
        {
            return Errno.EMFILE;
        }

        bool follow = followLast && (mode & OpenMode.Exclusive) == 0;
        for (int attempt = 0; ; attempt++)
        {
            Errno error = ResolveAttempt(path, attempt, follow, out ResolvedName name);
            if (error == Errno.None)
            {
                error = OpenResolved(name, mode, permissions, out file);
            }

            if (error != Errno.ELOOP || attempt == MaximumAttempts)
            {
                found = error == Errno.None ? PathOf(name) : [];
                OpenFiles += error == Errno.None ? 1 : 0;
                return error;
            }
        }
    }

    /// <summary>Closes a file that <c>Open</c> gave.</summary>
    public void Close(IFile file)
    {
        file.Dispose();
        OpenFiles--;
    }

    /// <summary>Removes a file's name; a link is removed, not what it leads to.</summary>
    public Errno Remove(ReadOnlySpan<byte> path)
    {
        for (int attempt = 0; ; attempt++)
        {
            Errno error = ResolveAttempt(path, attempt, followLast: false, out ResolvedName name);
            if (error == Errno.None)
            {
                error = Changeable(name);
            }

            if (error == Errno.None)
            {
                error = name.Mount!.Directory.Remove(name.Path);
            }

            if (error != Errno.ELOOP || attempt == MaximumAttempts)
            {
                return error;
            }
        }
    }

    /// <summary>Renames a file within its grant; a file that has the new name is replaced.</summary>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Rename(from, to, RenameMode.Replace, withDirectories: false);

    /// <summary>Renames a file or a directory within its grant.</summary>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, RenameMode mode) => Rename(from, to, mode, withDirectories: true);

    private Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, RenameMode mode, bool withDirectories)
    {
        for (int attempt = 0; ; attempt++)
        {
            Errno error = RenameAttempt(from, to, mode, withDirectories, attempt);
            if (error != Errno.ELOOP || attempt == MaximumAttempts)
            {
                return error;
            }
        }
    }

    /// <summary>What is known of a file.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="followLast">True when it is about what a link at the end leads to.</param>
    /// <param name="status">What is known.</param>
    public Errno GetStatus(ReadOnlySpan<byte> path, bool followLast, out FileStatus status)
    {
        status = default;
        for (int attempt = 0; ; attempt++)
        {
            Errno error = ResolveAttempt(path, attempt, followLast, out ResolvedName name);
            if (error == Errno.None)
            {
                error = GetStatus(name, out status);
                bool isUnfollowed = attempt == 0 && followLast && status.Kind == FileKind.SymbolicLink;
                error = error == Errno.None && isUnfollowed ? Errno.ELOOP : error;
            }

            if (error != Errno.ELOOP || attempt == MaximumAttempts)
            {
                return error == Errno.None && name.IsDirectory && status.Kind != FileKind.Directory ? Errno.ENOTDIR : error;
            }
        }
    }

    /// <summary>The names in a directory but "." and "..".</summary>
    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries = [];
        Errno error = _resolver.Resolve(path, followLast: true, out ResolvedName name);
        if (error != Errno.None)
        {
            return error;
        }

        List<DirectoryEntry> list = [];
        if (name.Mount is not null)
        {
            error = name.Mount.Directory.List(name.Path, out IReadOnlyList<DirectoryEntry> own);
            list.AddRange(own);
        }

        Mounts.AddNamesIn(name.Components, list);
        entries = list;
        return error;
    }

    /// <summary>The target of a link.</summary>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        target = [];
        Errno error = _resolver.Resolve(path, followLast: false, out ResolvedName name);
        if (error != Errno.None)
        {
            return error;
        }

        return name.Mount is null || name.Path.Length == 0 ? Errno.EINVAL : name.Mount.Directory.ReadLink(name.Path, out target);
    }

    /// <summary>The path of a directory from the root, without links.</summary>
    public Errno FindDirectory(ReadOnlySpan<byte> path, out byte[] found)
    {
        found = [];
        Errno error = _resolver.Resolve(path, followLast: true, out ResolvedName name);
        if (error == Errno.None)
        {
            error = GetStatus(name, out FileStatus status);
            error = error == Errno.None && status.Kind != FileKind.Directory ? Errno.ENOTDIR : error;
            found = PathOf(name);
        }

        return error;
    }

    /// <summary>The path of a file from the root, without links; its last component may not exist.</summary>
    public Errno FindFile(ReadOnlySpan<byte> path, out byte[] found) => FindFile(path, followLast: true, out found);

    /// <summary>The path of a file from the root, without links but perhaps the last; its last component may not exist.</summary>
    public Errno FindFile(ReadOnlySpan<byte> path, bool followLast, out byte[] found)
    {
        Errno error = _resolver.Resolve(path, followLast, out ResolvedName name);
        found = error != Errno.None ? [] : PathOf(name);
        return error;
    }

    /// <summary>Where a path leads: a tree, and the path there without links. The name may not exist.</summary>
    public Errno Locate(ReadOnlySpan<byte> path, bool followLast, out Mount? mount, out byte[] inside)
    {
        Errno error = _resolver.Resolve(path, followLast, out ResolvedName name);
        mount = name.Mount;
        inside = name.Path ?? [];
        return error;
    }

    /// <summary>Gives a file one more name within its grant.</summary>
    public Errno Link(ReadOnlySpan<byte> from, bool followLast, ReadOnlySpan<byte> to)
    {
        Errno error = _resolver.Resolve(from, followLast, out ResolvedName source);
        if (error != Errno.None)
        {
            return error;
        }

        error = FindChangeable(to, followLast: false, out ResolvedName target);
        return error != Errno.None ? error
            : target.Path.Length == 0 ? Errno.EEXIST
            : source.Mount != target.Mount ? Errno.EXDEV
            : target.IsDirectory ? Errno.ENOENT
            : source.Mount!.Directory.Link(source.Path, target.Path);
    }

    /// <summary>Makes a regular file, a FIFO or a socket's name.</summary>
    public Errno MakeNode(ReadOnlySpan<byte> path, uint mode)
    {
        Errno error = FindChangeable(path, followLast: false, out ResolvedName name);
        return error != Errno.None ? error
            : name.Path.Length == 0 ? Errno.EEXIST
            : name.IsDirectory ? Errno.ENOENT
            : name.Mount!.Directory.MakeNode(name.Path, mode);
    }

    /// <summary>Sets who owns a file; null leaves one as it is.</summary>
    public Errno SetOwner(ReadOnlySpan<byte> path, bool followLast, uint? owner, uint? group)
    {
        Errno error = FindChangeable(path, followLast, out ResolvedName name);
        return error != Errno.None ? error : name.Mount!.Directory.SetOwner(name.Path, owner, group);
    }

    /// <summary>What the file system that a path lies in has room for.</summary>
    public Errno GetSpace(ReadOnlySpan<byte> path, out SpaceStatus status, out bool isReadOnly)
    {
        status = default;
        isReadOnly = true;
        Errno error = _resolver.Resolve(path, followLast: true, out ResolvedName name);
        error = error != Errno.None ? error : GetStatus(name, out _);
        if (error != Errno.None || name.Mount is null)
        {
            return error;
        }

        isReadOnly = name.Mount.IsReadOnly;
        return name.Mount.Directory.GetSpace(out status);
    }

    private byte[] PathOf(in ResolvedName name) =>
        [(byte)'/', .. GuestPath.Join(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(name.Components)[Math.Min(Root.Count, name.Components.Count)..])];

    /// <summary>Makes a directory.</summary>
    public Errno MakeDirectory(ReadOnlySpan<byte> path, uint permissions)
    {
        Errno error = _resolver.Resolve(path.TrimEnd((byte)'/') is { IsEmpty: false } trimmed ? trimmed : path, followLast: false, out ResolvedName name);
        if (error != Errno.None)
        {
            return error;
        }

        return name.Mount is null || name.Path.Length == 0 ? Errno.EEXIST
            : name.Mount.IsReadOnly ? (GetStatus(name, out _) == Errno.None ? Errno.EEXIST : Errno.EROFS)
            : name.Mount.Directory.MakeDirectory(name.Path, permissions);
    }

    /// <summary>Sets when a file was read and changed last, in nanoseconds since 1970; null leaves one as it is.</summary>
    public Errno SetTimes(ReadOnlySpan<byte> path, bool followLast, long? accessed, long? modified)
    {
        Errno error = FindChangeable(path, followLast, out ResolvedName name);
        return error != Errno.None ? error : name.Mount!.Directory.SetTimes(name.Path, accessed, modified);
    }

    /// <summary>Sets a file's permissions: the lower nine bits.</summary>
    public Errno SetPermissions(ReadOnlySpan<byte> path, uint permissions)
    {
        Errno error = FindChangeable(path, followLast: true, out ResolvedName name);
        return error != Errno.None ? error : name.Mount!.Directory.SetPermissions(name.Path, permissions);
    }

    /// <summary>Makes a symbolic link. Guests alone follow it: in their own tree.</summary>
    public Errno MakeLink(ReadOnlySpan<byte> path, ReadOnlySpan<byte> target)
    {
        Errno error = FindChangeable(path, followLast: false, out ResolvedName name);
        return error == Errno.None && name.Path.Length == 0 ? Errno.EEXIST
            : error != Errno.None ? error
            : name.Mount!.Directory.MakeLink(name.Path, target);
    }

    /// <summary>Removes a directory that is empty.</summary>
    public Errno RemoveDirectory(ReadOnlySpan<byte> path)
    {
        if (GuestPath.NamesDirectory(path) && path[(path.LastIndexOf((byte)'/') + 1)..] is { IsEmpty: false } last)
        {
            return GuestPath.IsDot(last) ? Errno.EINVAL : Errno.ENOTEMPTY;
        }

        Errno error = _resolver.Resolve(path, followLast: false, out ResolvedName name);
        if (error != Errno.None)
        {
            return error;
        }

        return name.Mount is null || name.Path.Length == 0 ? Errno.EBUSY
            : name.Mount.IsReadOnly ? Errno.EROFS
            : name.Mount.Directory.RemoveDirectory(name.Path);
    }

    private Errno FindChangeable(ReadOnlySpan<byte> path, bool followLast, out ResolvedName name)
    {
        Errno error = _resolver.Resolve(path, followLast, out name);
        return error != Errno.None ? error : name.Mount is null ? Errno.EPERM : name.Mount.IsReadOnly ? Errno.EROFS : Errno.None;
    }

    private static Errno GetStatus(in ResolvedName name, out FileStatus status)
    {
        if (name.Mount is not null)
        {
            return name.Mount.Directory.GetStatus(name.Path, out status);
        }

        // A directory that only leads to grants.
        status = new FileStatus { Mode = 0x416D, Links = 2, Inode = 1, BlockSize = 4096 };
        return Errno.None;
    }

    private static Errno OpenResolved(in ResolvedName name, OpenMode mode, uint permissions, out IFile? file)
    {
        file = null;
        if (name.Mount is null || name.Path.Length == 0)
        {
            return Errno.EISDIR;
        }

        const OpenMode Changing = OpenMode.Write | OpenMode.Create | OpenMode.Truncate;
        if (name.Mount.IsReadOnly && (mode & Changing) != 0)
        {
            return Errno.EROFS;
        }

        if (!name.IsDirectory)
        {
            return name.Mount.Directory.Open(name.Path, mode, permissions, out file);
        }

        Errno error = name.Mount.Directory.Inspect(name.Path, out FileKind kind);
        return error != Errno.None ? error : kind == FileKind.Directory ? Errno.EISDIR : Errno.ENOTDIR;
    }

    /// <summary>A name that may be removed or replaced: no directory of the tree, no read-only grant.</summary>
    private Errno Changeable(in ResolvedName name, bool withDirectories = false)
    {
        if (name.Mount is null || name.Path.Length == 0 || (withDirectories && Mounts.IsDirectory(name.Components)))
        {
            return Errno.EBUSY;
        }

        return name.Mount.IsReadOnly ? Errno.EROFS : name.IsDirectory && !withDirectories ? Errno.ENOTDIR : Errno.None;
    }

    private Errno RenameAttempt(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, RenameMode mode, bool withDirectories, int attempt)
    {
        Errno error = ResolveAttempt(from, attempt, followLast: false, out ResolvedName source);
        if (error != Errno.None)
        {
            return error;
        }

        error = ResolveAttempt(to, attempt, followLast: false, out ResolvedName target);
        error = error != Errno.None ? error : source.Mount != target.Mount && source.Mount is not null && target.Mount is not null ? Errno.EXDEV : Errno.None;
        error = error != Errno.None ? error : Changeable(source, withDirectories);
        error = error != Errno.None ? error : Changeable(target, withDirectories);
        if (error != Errno.None)
        {
            return error;
        }

        if (withDirectories && (source.IsDirectory || target.IsDirectory))
        {
            // A slash at the end of either name: only a directory may be renamed so.
            error = source.Mount!.Directory.Inspect(source.Path, out FileKind kind);
            error = error == Errno.None && kind != FileKind.Directory ? Errno.ENOTDIR : error;
        }

        return error != Errno.None ? error
            : mode == RenameMode.Replace ? source.Mount!.Directory.Rename(source.Path, target.Path)
            : source.Mount!.Directory.Rename(source.Path, target.Path, mode);
    }

    /// <summary>The first attempt goes by name alone: most paths have neither links nor "..".</summary>
    private Errno ResolveAttempt(ReadOnlySpan<byte> path, int attempt, bool followLast, out ResolvedName name) =>
        attempt == 0 ? _resolver.ResolveByName(path, out name) : _resolver.Resolve(path, followLast, out name);
}
