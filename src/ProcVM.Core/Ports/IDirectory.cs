namespace ProcVM.Core.Ports;

/// <summary>A directory tree granted to a guest. The virtual kernel resolves names; this port never leaves the tree.</summary>
/// <remarks>Paths are relative: components separated by single slashes, none of them empty, "." or "..". Symbolic links are
/// never followed: one inside the path gives <see cref="Errno.ELOOP"/>, also when it appears while the call is under way.
/// The empty path is the directory itself.</remarks>
public interface IDirectory : IDisposable
{
    /// <summary>Opens a file that isn't a directory. Never waits for the other end of a FIFO.</summary>
    Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file);

    /// <summary>Tells what a path names; a symbolic link at its end is told as such.</summary>
    Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind);

    /// <summary>The target of a symbolic link; <see cref="Errno.EINVAL"/> when the path names something else.</summary>
    Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target);

    /// <summary>Removes a name that isn't a directory's.</summary>
    Errno Remove(ReadOnlySpan<byte> path);

    /// <summary>Renames within the tree, replacing a file that has the new name.</summary>
    Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to);

    /// <summary>What is known of a file; of a link itself, not of what it leads to. ENOSYS where the host can't tell.</summary>
    Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        status = default;
        return Errno.ENOSYS;
    }

    /// <summary>The names in a directory, without "." and "..", in no order. ENOSYS where the host can't tell.</summary>
    Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries = [];
        return Errno.ENOSYS;
    }

    /// <summary>Makes a directory.</summary>
    Errno MakeDirectory(ReadOnlySpan<byte> path, uint permissions) => Errno.ENOSYS;

    /// <summary>Sets when a file was read and changed last, in nanoseconds since 1970; null leaves one as it is. Of a link, the link's own.</summary>
    Errno SetTimes(ReadOnlySpan<byte> path, long? accessed, long? modified) => Errno.ENOSYS;

    /// <summary>Sets a file's permissions: the lower nine bits.</summary>
    Errno SetPermissions(ReadOnlySpan<byte> path, uint permissions) => Errno.ENOSYS;

    /// <summary>Makes a symbolic link.</summary>
    Errno MakeLink(ReadOnlySpan<byte> path, ReadOnlySpan<byte> target) => Errno.ENOSYS;

    /// <summary>Removes a directory that is empty.</summary>
    Errno RemoveDirectory(ReadOnlySpan<byte> path) => Errno.ENOSYS;

    /// <summary>Opens a file; one that is made gets these permissions: the lower twelve bits of st_mode.</summary>
    Errno Open(ReadOnlySpan<byte> path, OpenMode mode, uint permissions, out IFile? file) => Open(path, mode, out file);

    /// <summary>Renames within the tree, files and directories, as renameat2(2) does.</summary>
    Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, RenameMode mode) => mode == RenameMode.Replace ? Rename(from, to) : Errno.EINVAL;

    /// <summary>Gives a file that isn't a directory one more name.</summary>
    Errno Link(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Errno.EPERM;

    /// <summary>Makes a regular file, a FIFO or a socket's name.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="mode">Its type and permissions, as in st_mode.</param>
    Errno MakeNode(ReadOnlySpan<byte> path, uint mode) => Errno.EPERM;

    /// <summary>Sets who owns a file, or a link itself; null leaves one as it is.</summary>
    Errno SetOwner(ReadOnlySpan<byte> path, uint? owner, uint? group) => Errno.ENOSYS;

    /// <summary>What the file system has room for. ENOSYS where the host can't tell.</summary>
    Errno GetSpace(out SpaceStatus status)
    {
        status = default;
        return Errno.ENOSYS;
    }

    /// <summary>True when FIFOs in the tree join guests alone: the virtual kernel keeps what is in them.</summary>
    bool HasOwnPipes => false;
}
