using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>The files one guest sees: what was granted, under guest names, and nothing else.</summary>
public sealed class FileSystem
{
    /// <summary>How often a path is resolved again because links came or went meanwhile.</summary>
    private const int MaximumAttempts = 8;

    private readonly PathResolver _resolver;

    /// <summary>Makes a file system of grants.</summary>
    /// <param name="mounts">The grants.</param>
    /// <param name="currentDirectory">Where relative paths start: an absolute guest path.</param>
    /// <param name="openFiles">How many files may be open at a time.</param>
    public FileSystem(MountTable mounts, string currentDirectory, int openFiles)
    {
        Mounts = mounts;
        MaximumOpenFiles = openFiles;
        _resolver = new PathResolver(mounts, GuestPath.Normalize(currentDirectory));
    }

    /// <summary>The grants.</summary>
    public MountTable Mounts { get; }

    /// <summary>How many files are open.</summary>
    public int OpenFiles { get; private set; }

    /// <summary>How many files may be open at a time, the standard ones not counted.</summary>
    public int MaximumOpenFiles { get; }

    /// <summary>Opens a file; <see cref="Close"/> ends it.</summary>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        if (OpenFiles >= MaximumOpenFiles)
        {
            return Errno.EMFILE;
        }

        bool follow = (mode & OpenMode.Exclusive) == 0;
        for (int attempt = 0; ; attempt++)
        {
            Errno error = ResolveAttempt(path, attempt, follow, out ResolvedName name);
            if (error == Errno.None)
            {
                error = OpenResolved(name, mode, out file);
            }

            if (error != Errno.ELOOP || attempt == MaximumAttempts)
            {
                OpenFiles += error == Errno.None ? 1 : 0;
                return error;
            }
        }
    }

    /// <summary>Closes a file that <see cref="Open"/> gave.</summary>
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
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        for (int attempt = 0; ; attempt++)
        {
            Errno error = RenameAttempt(from, to, attempt);
            if (error != Errno.ELOOP || attempt == MaximumAttempts)
            {
                return error;
            }
        }
    }

    private static Errno OpenResolved(in ResolvedName name, OpenMode mode, out IFile? file)
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
            return name.Mount.Directory.Open(name.Path, mode, out file);
        }

        Errno error = name.Mount.Directory.Inspect(name.Path, out FileKind kind);
        return error != Errno.None ? error : kind == FileKind.Directory ? Errno.EISDIR : Errno.ENOTDIR;
    }

    /// <summary>A name that may be removed or replaced: no directory of the tree, no read-only grant.</summary>
    private static Errno Changeable(in ResolvedName name)
    {
        if (name.Mount is null || name.Path.Length == 0)
        {
            return Errno.EBUSY;
        }

        return name.Mount.IsReadOnly ? Errno.EROFS : name.IsDirectory ? Errno.ENOTDIR : Errno.None;
    }

    private Errno RenameAttempt(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, int attempt)
    {
        Errno error = ResolveAttempt(from, attempt, followLast: false, out ResolvedName source);
        if (error == Errno.None)
        {
            error = ResolveAttempt(to, attempt, followLast: false, out ResolvedName target);
            error = error != Errno.None ? error : Changeable(source);
            error = error != Errno.None ? error : Changeable(target);
            if (error == Errno.None)
            {
                return source.Mount == target.Mount ? source.Mount!.Directory.Rename(source.Path, target.Path) : Errno.EXDEV;
            }
        }

        return error;
    }

    /// <summary>The first attempt goes by name alone: most paths have neither links nor "..".</summary>
    private Errno ResolveAttempt(ReadOnlySpan<byte> path, int attempt, bool followLast, out ResolvedName name) =>
        attempt == 0 ? _resolver.ResolveByName(path, out name) : _resolver.Resolve(path, followLast, out name);
}
