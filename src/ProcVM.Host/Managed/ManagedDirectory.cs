using System.Text;
using Microsoft.Win32.SafeHandles;
using ProcVM.Core.Ports;

namespace ProcVM.Host.Managed;

/// <summary>A granted directory on hosts other than Linux. Each component is looked at before the path is used, and a link
/// among them is refused.</summary>
/// <remarks>Between the look and the use another process that may write to the grant could put a link in place: SECURITY.md
/// counts that as outside what these hosts promise.</remarks>
internal sealed class ManagedDirectory(string root) : IDirectory
{
    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        Errno error = Check(path, out string name, out FileKind kind);
        bool isMissing = error == Errno.ENOENT && name.Length > 0;
        if ((error != Errno.None && !isMissing) || (isMissing && (mode & OpenMode.Create) == 0))
        {
            return error;
        }

        if (!isMissing && kind != FileKind.Regular)
        {
            return kind == FileKind.Directory ? Errno.EISDIR : kind == FileKind.SymbolicLink ? Errno.ELOOP : Errno.EACCES;
        }

        FileMode how = (mode & OpenMode.Exclusive) != 0 ? FileMode.CreateNew
            : (mode & (OpenMode.Create | OpenMode.Truncate)) == (OpenMode.Create | OpenMode.Truncate) ? FileMode.Create
            : (mode & OpenMode.Truncate) != 0 ? FileMode.Truncate
            : (mode & OpenMode.Create) != 0 ? FileMode.OpenOrCreate : FileMode.Open;
        FileAccess access = (mode & OpenMode.Write) == 0 ? FileAccess.Read
            : (mode & OpenMode.Read) == 0 ? FileAccess.Write : FileAccess.ReadWrite;
        SafeFileHandle? handle = null;
        error = HostErrors.Run(() => handle = File.OpenHandle(name, how, access, FileShare.ReadWrite | FileShare.Delete));
        file = handle is null ? null : new ManagedFile(handle);
        return error;
    }

    /// <inheritdoc/>
    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind) => Check(path, out _, out kind);

    /// <inheritdoc/>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        target = [];
        Errno error = Check(path, out string name, out FileKind kind);
        if (error != Errno.None || kind != FileKind.SymbolicLink)
        {
            return error == Errno.None ? Errno.EINVAL : error;
        }

        string? link = null;
        error = HostErrors.Run(() => link = new FileInfo(name).LinkTarget);
        target = Encoding.UTF8.GetBytes((link ?? "").Replace('\\', '/'));
        return error;
    }

    /// <inheritdoc/>
    public Errno Remove(ReadOnlySpan<byte> path)
    {
        Errno error = Check(path, out string name, out FileKind kind);
        return error != Errno.None ? error : kind == FileKind.Directory ? Errno.EISDIR : HostErrors.Run(() => File.Delete(name));
    }

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        Errno error = Check(from, out string oldName, out _);
        if (error != Errno.None)
        {
            return error;
        }

        error = Check(to, out string newName, out _);
        return error == Errno.None || (error == Errno.ENOENT && newName.Length > 0) ? HostErrors.Run(() => File.Move(oldName, newName, overwrite: true)) : error;
    }

    /// <summary>Nothing is held open.</summary>
    public void Dispose()
    {
    }

    /// <summary>Makes a host path, provided that no directory in it is a link or anything but a directory. Of a path whose
    /// last component alone is missing the name is given; of any other missing one it is empty.</summary>
    private Errno Check(ReadOnlySpan<byte> path, out string name, out FileKind kind)
    {
        name = root;
        kind = FileKind.Directory;
        if (path.IsEmpty)
        {
            return Errno.None;
        }

        string[] components = Encoding.UTF8.GetString(path).Split('/');
        for (int i = 0; i < components.Length; i++)
        {
            string component = components[i];
            if (kind != FileKind.Directory)
            {
                return kind == FileKind.SymbolicLink ? Errno.ELOOP : Errno.ENOTDIR;
            }

            // A colon or a backslash means something to Windows that the guest can't have meant.
            if (component is "" or "." or ".." || component.AsSpan().ContainsAny(Path.GetInvalidFileNameChars()))
            {
                return Errno.EINVAL;
            }

            name = Path.Combine(name, component);
            Errno error = Look(name, out kind);
            if (error != Errno.None)
            {
                name = i == components.Length - 1 ? name : "";
                return error;
            }
        }

        return Errno.None;
    }

    private static Errno Look(string name, out FileKind kind)
    {
        FileAttributes attributes = default;
        Errno error = HostErrors.Run(() => attributes = File.GetAttributes(name));
        kind = (attributes & FileAttributes.ReparsePoint) != 0 ? FileKind.SymbolicLink
            : (attributes & FileAttributes.Directory) != 0 ? FileKind.Directory
            : (attributes & FileAttributes.Device) != 0 ? FileKind.Other : FileKind.Regular;
        return error;
    }
}
