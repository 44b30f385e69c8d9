using System.Runtime.InteropServices;
using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>Turns guest paths into names inside grants, the way path_resolution(7) says. Links are read and followed here,
/// in the guest's tree: an absolute target starts at the guest's root, and ".." stops there.</summary>
/// <remarks>The result holds no links, and the ports follow none. What changes on the host in between can therefore make an
/// operation fail with <see cref="Errno.ELOOP"/>, never leave the grant; the caller then resolves again.</remarks>
internal sealed class PathResolver(MountTable mounts, byte[][] currentDirectory, byte[][] root, PathLimits limits)
{
    /// <summary>Links followed in one path (Linux's MAXSYMLINKS).</summary>
    private const int MaximumLinks = 40;

    /// <summary>Resolves a path without looking at the host when it has no "..": right unless it contains links, and then
    /// the port answers <see cref="Errno.ELOOP"/>.</summary>
    public Errno ResolveByName(ReadOnlySpan<byte> path, out ResolvedName name)
    {
        name = default;
        Errno error = (limits & PathLimits.Beneath) != 0 ? Errno.ELOOP : Check(path);
        if (error != Errno.None)
        {
            return error;
        }

        List<byte[]> pending = GuestPath.Split(path);
        foreach (byte[] component in pending)
        {
            if (GuestPath.IsDotDot(component))
            {
                return Errno.ELOOP;
            }
        }

        List<byte[]> done = Start(path);
        done.AddRange(pending);
        return Finish(done, GuestPath.NamesDirectory(path), out name);
    }

    /// <summary>Resolves a path component by component.</summary>
    /// <param name="path">The guest's path.</param>
    /// <param name="followLast">True when a link at the end is followed too.</param>
    /// <param name="name">What it names; its last component may not exist.</param>
    public Errno Resolve(ReadOnlySpan<byte> path, bool followLast, out ResolvedName name)
    {
        name = default;
        Errno error = Check(path);
        error = error == Errno.None && (limits & PathLimits.Beneath) != 0 && GuestPath.IsAbsolute(path) ? Errno.EXDEV : error;
        if (error != Errno.None)
        {
            return error;
        }

        List<byte[]> done = Start(path);
        Stack<byte[]> pending = new();
        Push(pending, path);
        bool namesDirectory = GuestPath.NamesDirectory(path);
        int links = 0;
        while (pending.TryPop(out byte[]? component))
        {
            if (GuestPath.IsDotDot(component))
            {
                if ((limits & PathLimits.Beneath) != 0 && done.Count == root.Length)
                {
                    return Errno.EXDEV;
                }

                if (done.Count > root.Length)
                {
                    done.RemoveAt(done.Count - 1);
                }

                continue;
            }

            done.Add(component);
            bool isLast = pending.Count == 0;
            error = Step(done, isLast, isLast && !followLast && !namesDirectory, out byte[]? target);
            if (error != Errno.None)
            {
                return error;
            }

            if (target is not null)
            {
                if (++links > MaximumLinks || (limits & PathLimits.NoLinks) != 0)
                {
                    return Errno.ELOOP;
                }

                if ((limits & PathLimits.Beneath) != 0 && GuestPath.IsAbsolute(target))
                {
                    return Errno.EXDEV;
                }

                done.RemoveAt(done.Count - 1);
                if (GuestPath.IsAbsolute(target))
                {
                    done.Clear();
                    done.AddRange(root);
                }

                namesDirectory |= isLast && GuestPath.NamesDirectory(target);
                Push(pending, target);
            }
        }

        return Finish(done, namesDirectory, out name);
    }

    private static Errno Check(ReadOnlySpan<byte> path)
    {
        if (path.IsEmpty)
        {
            return Errno.ENOENT;
        }

        if (path.Contains((byte)0))
        {
            return Errno.EINVAL;
        }

        return path.Length > GuestPath.MaximumLength ? Errno.ENAMETOOLONG : Errno.None;
    }

    private static void Push(Stack<byte[]> pending, ReadOnlySpan<byte> path)
    {
        List<byte[]> components = GuestPath.Split(path);
        for (int i = components.Count - 1; i >= 0; i--)
        {
            pending.Push(components[i]);
        }
    }

    private List<byte[]> Start(ReadOnlySpan<byte> path) => GuestPath.IsAbsolute(path) ? [.. root] : [.. currentDirectory];

    /// <summary>Looks at the newest component of a path: gives a link's target, or says why the walk ends here.</summary>
    private Errno Step(List<byte[]> done, bool isLast, bool keepLink, out byte[]? target)
    {
        target = null;
        if (mounts.IsDirectory(done))
        {
            return Errno.None;
        }

        if (mounts.Find(done) is not { } mount)
        {
            return Errno.ENOENT;
        }

        byte[] path = PathInside(mount, done);
        Errno error = mount.Directory.Inspect(path, out FileKind kind);
        if (error == Errno.ENOENT && isLast)
        {
            return Errno.None;
        }

        if (error == Errno.None && kind == FileKind.SymbolicLink && isLast && mount.Directory is IMagicDirectory magic && magic.IsMagic(path))
        {
            return Errno.None;
        }

        if (error == Errno.None && kind == FileKind.SymbolicLink && !keepLink)
        {
            error = mount.Directory.ReadLink(path, out target);
            return error == Errno.None && target is { Length: 0 } ? Errno.ENOENT : error;
        }

        return error == Errno.None && !isLast && kind != FileKind.Directory ? Errno.ENOTDIR : error;
    }

    private Errno Finish(List<byte[]> done, bool namesDirectory, out ResolvedName name)
    {
        Mount? mount = mounts.Find(done);
        bool isTree = mounts.IsDirectory(done);
        name = new ResolvedName(mount, mount is null ? [] : PathInside(mount, done), isTree || namesDirectory, done);
        return mount is null && !isTree ? Errno.ENOENT : Errno.None;
    }

    private static byte[] PathInside(Mount mount, List<byte[]> path) =>
        GuestPath.Join(CollectionsMarshal.AsSpan(path)[mount.Path.Count..]);
}
