using System.Text;
using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files;

/// <summary>A directory tree in memory, links included: for tests, and wherever a guest is to have files that the host
/// never sees.</summary>
public sealed class MemoryDirectory(StorageBudget budget) : IDirectory
{
    private readonly Node _root = new() { Children = new(StringComparer.Ordinal) };

    /// <summary>Makes an empty tree that may take 64 MiB.</summary>
    public MemoryDirectory()
        : this(new StorageBudget(64 << 20))
    {
    }

    /// <summary>Adds a directory and those above it.</summary>
    public void AddDirectory(string path) => Make(path).Children ??= new(StringComparer.Ordinal);

    /// <summary>Adds a file with contents.</summary>
    public void AddFile(string path, ReadOnlySpan<byte> contents)
    {
        MemoryFileData data = new(budget);
        data.Write(0, contents, out _);
        Make(path).Data = data;
    }

    /// <summary>Adds a symbolic link.</summary>
    public void AddLink(string path, string target) => Make(path).Target = Encoding.Latin1.GetBytes(target);

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file)
    {
        file = null;
        Errno error = Walk(path, out Node? parent, out string name, out Node? node);
        if (error != Errno.None)
        {
            return error;
        }

        if (node is null)
        {
            if ((mode & OpenMode.Create) == 0)
            {
                return Errno.ENOENT;
            }

            node = new Node { Data = new MemoryFileData(budget) };
            parent!.Children!.Add(name, node);
        }
        else if ((mode & OpenMode.Exclusive) != 0)
        {
            return Errno.EEXIST;
        }

        if (node.Data is null)
        {
            return node.Target is null ? Errno.EISDIR : Errno.ELOOP;
        }

        file = new MemoryFile(node.Data, mode);
        return (mode & OpenMode.Truncate) != 0 ? node.Data.SetSize(0) : Errno.None;
    }

    /// <inheritdoc/>
    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind)
    {
        Errno error = Walk(path, out _, out _, out Node? node);
        kind = node?.Kind ?? FileKind.Other;
        return error != Errno.None ? error : node is null ? Errno.ENOENT : Errno.None;
    }

    /// <inheritdoc/>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        Errno error = Walk(path, out _, out _, out Node? node);
        target = node?.Target ?? [];
        return error != Errno.None ? error : node is null ? Errno.ENOENT : node.Target is null ? Errno.EINVAL : Errno.None;
    }

    /// <inheritdoc/>
    public Errno Remove(ReadOnlySpan<byte> path)
    {
        Errno error = Walk(path, out Node? parent, out string name, out Node? node);
        if (error != Errno.None || node is null)
        {
            return error != Errno.None ? error : Errno.ENOENT;
        }

        if (node.Children is not null)
        {
            return Errno.EISDIR;
        }

        parent!.Children!.Remove(name);
        return Errno.None;
    }

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        Errno error = Walk(from, out Node? oldParent, out string oldName, out Node? node);
        if (error != Errno.None || node is null)
        {
            return error != Errno.None ? error : Errno.ENOENT;
        }

        error = Walk(to, out Node? newParent, out string newName, out Node? replaced);
        if (error != Errno.None)
        {
            return error;
        }

        if (replaced?.Children is not null || node.Children is not null)
        {
            return Errno.EISDIR;
        }

        oldParent!.Children!.Remove(oldName);
        newParent!.Children![newName] = node;
        return Errno.None;
    }

    /// <summary>The tree lives as long as somebody holds it.</summary>
    public void Dispose()
    {
    }

    private Node Make(string path)
    {
        Node node = _root;
        foreach (string component in path.Split('/'))
        {
            node.Children ??= new(StringComparer.Ordinal);
            if (!node.Children.TryGetValue(component, out Node? child))
            {
                node.Children.Add(component, child = new Node());
            }

            node = child;
        }

        return node;
    }

    /// <summary>Finds what a path names: its directory, its last component and, if it exists, the node.</summary>
    private Errno Walk(ReadOnlySpan<byte> path, out Node? parent, out string name, out Node? node)
    {
        parent = null;
        name = "";
        node = _root;
        if (path.IsEmpty)
        {
            return Errno.None;
        }

        foreach (Range range in path.Split((byte)'/'))
        {
            if (node?.Children is null)
            {
                return node is null ? Errno.ENOENT : node.Target is null ? Errno.ENOTDIR : Errno.ELOOP;
            }

            if (path[range].Length > GuestPath.MaximumComponent)
            {
                return Errno.ENAMETOOLONG;
            }

            parent = node;
            name = Encoding.Latin1.GetString(path[range]);
            node = parent.Children.GetValueOrDefault(name);
        }

        return Errno.None;
    }

    private sealed class Node
    {
        public Dictionary<string, Node>? Children { get; set; }

        public MemoryFileData? Data { get; set; }

        public byte[]? Target { get; set; }

        public FileKind Kind => Data is not null ? FileKind.Regular
            : Target is not null ? FileKind.SymbolicLink : FileKind.Directory;
    }
}
