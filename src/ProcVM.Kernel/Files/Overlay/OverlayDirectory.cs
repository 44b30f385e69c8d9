using System.Text;
using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files.Overlay;

/// <summary>A tree whose changes stay in memory, over a directory that is only read, or over nothing (overlayfs and tmpfs of Linux).</summary>
/// <remarks>Names in memory win over those beneath, and a removed name hides the one beneath. A file beneath that is opened gets a node, and what is written to
/// it is kept there by chunks: the file itself stays as it is. Any thread may call.</remarks>
public sealed class OverlayDirectory : IDirectory
{
    private const uint TypeMask = 0xF000;
    private const uint Regular = 0x8000;
    private const uint DirectoryType = 0x4000;
    private const uint LinkMode = 0xA1FF;

    private readonly Lock _gate = new();
    private readonly IDirectory? _beneath;
    private readonly OverlayNode _root;

    /// <summary>Nodes of files beneath that are open or changed, by device and number: all their names there lead to one node.</summary>
    private readonly Dictionary<(ulong Device, ulong Inode), OverlayNode> _known = [];

    private ulong _lastInode = 1;

    /// <summary>Makes a tree.</summary>
    /// <param name="options">What it needs.</param>
    /// <param name="beneath">What shows through; null for nothing. Closed with the tree.</param>
    public OverlayDirectory(OverlayOptions options, IDirectory? beneath = null)
    {
        Options = options;
        _beneath = beneath;
        FileStatus status = default;
        long now = options.Clock.UnixNanoseconds;
        if (beneath is null || beneath.GetStatus(default, out status) != Errno.None)
        {
            status = new FileStatus
            {
                Mode = DirectoryType | options.RootPermissions,
                Owner = options.Identity.User,
                Group = options.Identity.Group,
                Device = options.Device,
                Inode = _lastInode,
                Accessed = now,
                Modified = now,
                Changed = now,
            };
        }

        _root = MakeNode(status, beneath is null ? null : []);
    }

    /// <inheritdoc/>
    public bool HasOwnPipes => true;

    /// <summary>True when something shows through.</summary>
    public bool HasBeneath => _beneath is not null;

    internal OverlayOptions Options { get; }

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, out IFile? file) => Open(path, mode, 0x1B6, out file);

    /// <inheritdoc/>
    public Errno Open(ReadOnlySpan<byte> path, OpenMode mode, uint permissions, out IFile? file)
    {
        file = null;
        lock (_gate)
        {
            Errno error = Find(path, out OverlayPlace place);
            if (error != Errno.None)
            {
                return error;
            }

            OverlayNode? node = place.Node;
            if (!place.Exists)
            {
                error = (mode & OpenMode.Create) == 0 ? Errno.ENOENT : Make(place, Regular | (permissions & 0xFFF), null, out node);
            }
            else
            {
                error = CheckOpening(place.Status, mode);
                error = error != Errno.None || node is not null ? error : Know(place, out node);
            }

            if (error == Errno.None && place.Exists && (mode & OpenMode.Truncate) != 0)
            {
                error = node!.Data!.SetSize(0);
                node.Modified = node.Changed = Now;
                Keep(node);
            }

            if (error == Errno.None)
            {
                node!.Openings++;
                file = new OverlayFile(this, node, mode);
                if ((mode & OpenMode.Write) != 0)
                {
                    Keep(node);
                }
            }

            return error;
        }
    }

    /// <summary>Makes a file without a name, open to be read and written: it is gone when it is closed.</summary>
    /// <param name="permissions">Its permissions.</param>
    /// <param name="seals">Its seals; null when it can't have any.</param>
    /// <param name="file">The file.</param>
    public Errno CreateNameless(uint permissions, FileSeals? seals, out IFile? file)
    {
        file = null;
        lock (_gate)
        {
            if (!Options.Budget.TryTake(OverlayNode.Cost))
            {
                return Errno.ENOSPC;
            }

            OverlayNode node = MakeNode(NewStatus(Regular | (permissions & 0xFFF)), null, new MemoryFileData(Options.Budget));
            node.Links = 0;
            node.Openings = 1;
            node.Seals = seals;
            file = new OverlayFile(this, node, OpenMode.Read | OpenMode.Write);
            return Errno.None;
        }
    }

    /// <inheritdoc/>
    public Errno Inspect(ReadOnlySpan<byte> path, out FileKind kind)
    {
        Errno error = GetStatus(path, out FileStatus status);
        kind = status.Kind;
        return error;
    }

    /// <inheritdoc/>
    public Errno GetStatus(ReadOnlySpan<byte> path, out FileStatus status)
    {
        lock (_gate)
        {
            Errno error = Find(path, out OverlayPlace place);
            status = error == Errno.None ? place.Status : default;
            return error != Errno.None ? error : place.Exists ? Errno.None : Errno.ENOENT;
        }
    }

    /// <inheritdoc/>
    public Errno ReadLink(ReadOnlySpan<byte> path, out byte[] target)
    {
        target = [];
        lock (_gate)
        {
            Errno error = Find(path, out OverlayPlace place);
            if (error != Errno.None || !place.Exists)
            {
                return error != Errno.None ? error : Errno.ENOENT;
            }

            if (place.Status.Kind != FileKind.SymbolicLink)
            {
                return Errno.EINVAL;
            }

            target = place.Node?.Target ?? [];
            return place.Node is null ? _beneath!.ReadLink(place.Beneath, out target) : Errno.None;
        }
    }

    /// <inheritdoc/>
    public Errno List(ReadOnlySpan<byte> path, out IReadOnlyList<DirectoryEntry> entries)
    {
        entries = [];
        lock (_gate)
        {
            Errno error = Find(path, out OverlayPlace place);
            if (error != Errno.None || !place.Exists)
            {
                return error != Errno.None ? error : Errno.ENOENT;
            }

            if (place.Status.Kind != FileKind.Directory)
            {
                return Errno.ENOTDIR;
            }

            return !Allows(place.Status, 4) ? Errno.EACCES : place.Node is null ? _beneath!.List(place.Beneath, out entries) : List(place.Node, out entries);
        }
    }

    /// <inheritdoc/>
    public Errno Remove(ReadOnlySpan<byte> path)
    {
        lock (_gate)
        {
            Errno error = FindToChange(path, out OverlayPlace place, out OverlayNode? parent);
            error = error != Errno.None ? error : place.Status.Kind == FileKind.Directory ? Errno.EISDIR : MayRemove(parent!, place.Status);
            if (error == Errno.None)
            {
                TakeName(parent!, place);
            }

            return error;
        }
    }

    /// <inheritdoc/>
    public Errno RemoveDirectory(ReadOnlySpan<byte> path)
    {
        lock (_gate)
        {
            Errno error = FindToChange(path, out OverlayPlace place, out OverlayNode? parent);
            error = error != Errno.None ? error
                : place.Status.Kind != FileKind.Directory ? Errno.ENOTDIR
                : MayRemove(parent!, place.Status) is var wrong and not Errno.None ? wrong
                : IsEmpty(place) ? Errno.None : Errno.ENOTEMPTY;
            if (error == Errno.None)
            {
                TakeName(parent!, place);
            }

            return error;
        }
    }

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to) => Rename(from, to, RenameMode.Replace);

    /// <inheritdoc/>
    public Errno Rename(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to, RenameMode mode)
    {
        lock (_gate)
        {
            Errno error = FindToChange(from, out OverlayPlace source, out OverlayNode? oldParent);
            if (error != Errno.None)
            {
                return error;
            }

            error = Find(to, out OverlayPlace target);
            if (error != Errno.None)
            {
                return error;
            }

            bool isSame = source.Node is not null && source.Node == target.Node;
            error = CheckRenaming(source, target, mode);
            if (error != Errno.None || (isSame && mode != RenameMode.Exchange))
            {
                return error;
            }

            error = CopyUp(source, out OverlayNode? node);
            error = error != Errno.None ? error : OpenParent(target, out OverlayNode? newParent) is var failed and not Errno.None
                ? failed
                : Move(source, oldParent!, node!, target, newParent!, mode);
            return error;
        }
    }

    /// <inheritdoc/>
    public Errno Link(ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        lock (_gate)
        {
            Errno error = Find(from, out OverlayPlace source);
            if (error != Errno.None || !source.Exists)
            {
                return error != Errno.None ? error : Errno.ENOENT;
            }

            if (source.Status.Kind == FileKind.Directory)
            {
                return Errno.EPERM;
            }

            error = Find(to, out OverlayPlace target);
            if (error != Errno.None || target.Exists)
            {
                return error != Errno.None ? error : Errno.EEXIST;
            }

            error = CopyUp(source, out OverlayNode? node);
            return error != Errno.None ? error : Give(target, node!, isNew: false);
        }
    }

    /// <inheritdoc/>
    public Errno MakeDirectory(ReadOnlySpan<byte> path, uint permissions) => Make(path, DirectoryType | (permissions & 0xFFF), null);

    /// <inheritdoc/>
    public Errno MakeLink(ReadOnlySpan<byte> path, ReadOnlySpan<byte> target) =>
        target.IsEmpty ? Errno.ENOENT : target.Length > GuestPath.MaximumLength ? Errno.ENAMETOOLONG : Make(path, LinkMode, target.ToArray());

    /// <inheritdoc/>
    public Errno MakeNode(ReadOnlySpan<byte> path, uint mode) =>
        (mode & TypeMask) is Regular or 0x1000 or 0xC000 ? Make(path, mode & 0xFFFF, null) : Errno.EPERM;

    /// <inheritdoc/>
    public Errno SetTimes(ReadOnlySpan<byte> path, long? accessed, long? modified) => Change(path, node => SetTimes(node, accessed, modified));

    /// <inheritdoc/>
    public Errno SetPermissions(ReadOnlySpan<byte> path, uint permissions) => Change(path, node => SetPermissions(node, permissions));

    /// <inheritdoc/>
    public Errno SetOwner(ReadOnlySpan<byte> path, uint? owner, uint? group) => Change(path, node => SetOwner(node, owner, group));

    /// <inheritdoc/>
    public Errno GetSpace(out SpaceStatus status)
    {
        const long TemporaryMagic = 0x0102_1994;
        const int BlockSize = 4096;
        StorageBudget budget = Options.Budget;
        long left = Math.Max(0, budget.Left);
        status = new SpaceStatus(TemporaryMagic, BlockSize, budget.Limit / BlockSize, left / BlockSize, budget.Limit / OverlayNode.Cost, left / OverlayNode.Cost);
        return Errno.None;
    }

    /// <inheritdoc/>
    public void Dispose() => _beneath?.Dispose();

    internal Errno SetPermissions(OverlayNode node, uint permissions) => SetAttributes(node, () =>
    {
        node.Mode = (node.Mode & TypeMask) | (permissions & 0xFFF);
        return node.Kind == FileKind.SymbolicLink ? Errno.EOPNOTSUPP : Errno.None;
    });

    internal Errno SetTimes(OverlayNode node, long? accessed, long? modified) => SetAttributes(node, () =>
    {
        node.Accessed = accessed ?? node.Accessed;
        node.Modified = modified ?? node.Modified;
        return Errno.None;
    });

    internal Errno SetOwner(OverlayNode node, uint? owner, uint? group) => SetAttributes(node, () =>
    {
        (uint user, uint own) = Options.Identity;
        if (user != 0 && ((owner is { } wanted && wanted != node.Owner) || (group is { } given && given != node.Group && given != own)))
        {
            return Errno.EPERM;
        }

        const uint SetIdentity = 0xC00;
        node.Owner = owner ?? node.Owner;
        node.Group = group ?? node.Group;
        node.Mode &= node.Kind == FileKind.Directory ? ~0u : ~SetIdentity;
        return Errno.None;
    });

    internal Errno Reopen(OverlayNode node, OpenMode mode, out IFile? file)
    {
        lock (_gate)
        {
            Errno error = CheckOpening(node.Status, mode);
            file = error == Errno.None ? new OverlayFile(this, node, mode) : null;
            if (file is not null)
            {
                node.Openings++;
                node.IsKept |= (mode & OpenMode.Write) != 0;
            }

            return error;
        }
    }

    /// <summary>An open file is closed.</summary>
    internal void Closed(OverlayNode node)
    {
        lock (_gate)
        {
            node.Openings--;
            Settle(node);
        }
    }

    private long Now => Options.Clock.UnixNanoseconds;

    private static string NameOf(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);

    private static byte[] Join(byte[] directory, ReadOnlySpan<byte> rest) =>
        directory.Length == 0 ? rest.ToArray() : rest.IsEmpty ? directory : [.. directory, (byte)'/', .. rest];

    /// <summary>Finds what a path names, in memory or beneath; a name that is missing is found too, if the directory that it would be in is there.</summary>
    private Errno Find(ReadOnlySpan<byte> path, out OverlayPlace place)
    {
        OverlayNode node = _root;
        place = new OverlayPlace { Path = [], Name = "", Node = _root };
        ReadOnlySpan<byte> rest = path;
        while (!rest.IsEmpty)
        {
            if (node.Children is null)
            {
                return node.Target is null ? Errno.ENOTDIR : Errno.ELOOP;
            }

            if (!Allows(node.Status, 1))
            {
                return Errno.EACCES;
            }

            int slash = rest.IndexOf((byte)'/');
            ReadOnlySpan<byte> component = slash < 0 ? rest : rest[..slash];
            if (component.Length > GuestPath.MaximumComponent)
            {
                return Errno.ENAMETOOLONG;
            }

            string name = NameOf(component);
            bool isInMemory = node.Children.TryGetValue(name, out OverlayNode? child);
            if (child is null && node.Beneath is not null && !isInMemory)
            {
                return FindBeneath(path, Join(node.Beneath, rest), out place);
            }

            rest = slash < 0 ? default : rest[(slash + 1)..];
            if (child is null)
            {
                byte[]? beneath = node.Beneath is null ? null : Join(node.Beneath, component);
                place = new OverlayPlace { Path = path.ToArray(), Name = name, Beneath = beneath };
                return rest.IsEmpty ? Errno.None : Errno.ENOENT;
            }

            node = child;
            place = new OverlayPlace { Path = path.ToArray(), Name = name, Node = node };
        }

        return Errno.None;
    }

    private Errno FindBeneath(ReadOnlySpan<byte> path, byte[] beneath, out OverlayPlace place)
    {
        Errno error = _beneath!.GetStatus(beneath, out FileStatus status);
        string name = NameOf(path[(path.LastIndexOf((byte)'/') + 1)..]);
        place = new OverlayPlace { Path = path.ToArray(), Name = name, Beneath = beneath, Shown = status, IsBeneath = error == Errno.None };
        if (error == Errno.None && _known.TryGetValue((status.Device, status.Inode), out OverlayNode? known) && known.Kind == status.Kind)
        {
            place = new OverlayPlace { Path = place.Path, Name = name, Beneath = beneath, Node = known };
        }

        if (error != Errno.ENOENT)
        {
            return error;
        }

        // Missing itself, or its directory? The latter would be no place for anything.
        int slash = beneath.AsSpan().LastIndexOf((byte)'/');
        FileStatus parent = default;
        Errno above = slash < 0 ? Errno.None : _beneath.GetStatus(beneath.AsSpan(0, slash), out parent);
        return above != Errno.None ? above : slash >= 0 && parent.Kind != FileKind.Directory ? Errno.ENOTDIR : Errno.None;
    }

    /// <summary>Finds a file whose name is to change, and its directory, which is then in memory.</summary>
    private Errno FindToChange(ReadOnlySpan<byte> path, out OverlayPlace place, out OverlayNode? parent)
    {
        parent = null;
        Errno error = Find(path, out place);
        return error != Errno.None ? error
            : !place.Exists ? Errno.ENOENT
            : path.IsEmpty ? Errno.EBUSY
            : OpenParent(place, out parent);
    }

    /// <summary>The directory that a file is in, in memory.</summary>
    private Errno OpenParent(in OverlayPlace place, out OverlayNode? parent)
    {
        parent = null;
        int slash = place.Path.AsSpan().LastIndexOf((byte)'/');
        Errno error = Find(slash < 0 ? default : place.Path.AsSpan(0, slash), out OverlayPlace above);
        return error != Errno.None ? error : above.Status.Kind != FileKind.Directory ? Errno.ENOTDIR : CopyUp(above, out parent);
    }

    /// <summary>The file in memory, under its name there: one from beneath is put there, with all directories above it.</summary>
    private Errno CopyUp(in OverlayPlace place, out OverlayNode? node)
    {
        node = place.Node;
        if (node is not null && place.Beneath is null)
        {
            return Errno.None;
        }

        Errno error = OpenParent(place, out OverlayNode? parent);
        error = error != Errno.None || node is not null ? error : Know(place, out node);
        if (error == Errno.None)
        {
            parent!.Children![place.Name] = node;
            Keep(node!);
        }

        return error;
    }

    /// <summary>A node for a file beneath: what is known of it, and its bytes.</summary>
    private Errno Know(in OverlayPlace place, out OverlayNode? node)
    {
        node = null;
        FileStatus status = place.Shown;
        if (!Options.Budget.TryTake(OverlayNode.Cost))
        {
            return Errno.ENOSPC;
        }

        MemoryFileData? data = null;
        byte[]? target = null;
        Errno error = Errno.None;
        if (status.Kind == FileKind.Regular)
        {
            error = _beneath!.Open(place.Beneath, OpenMode.Read, out IFile? file);
            data = new MemoryFileData(Options.Budget, file);
            data.ShowThrough(status.Size);
        }
        else if (status.Kind == FileKind.SymbolicLink)
        {
            error = _beneath!.ReadLink(place.Beneath, out target);
        }

        if (error != Errno.None)
        {
            Options.Budget.Return(OverlayNode.Cost);
            return error;
        }

        node = MakeNode(status, place.Beneath, data, target);
        if (status.Kind == FileKind.Regular)
        {
            _known[(status.Device, status.Inode)] = node;
        }

        return Errno.None;
    }

    private static OverlayNode MakeNode(in FileStatus status, byte[]? beneath, MemoryFileData? data = null, byte[]? target = null) => new()
    {
        Mode = status.Mode,
        Owner = status.Owner,
        Group = status.Group,
        Device = status.Device,
        Inode = status.Inode,
        Links = Math.Max(status.Kind == FileKind.Directory ? 2u : 1u, status.Links),
        Accessed = status.Accessed,
        Modified = status.Modified,
        Changed = status.Changed,
        Data = data,
        Target = target,
        Children = status.Kind == FileKind.Directory ? new(StringComparer.Ordinal) : null,
        Beneath = status.Kind == FileKind.Directory ? beneath : null,
    };

    private Errno Make(ReadOnlySpan<byte> path, uint mode, byte[]? target)
    {
        lock (_gate)
        {
            Errno error = Find(path, out OverlayPlace place);
            return error != Errno.None ? error : place.Exists ? Errno.EEXIST : Make(place, mode, target, out _);
        }
    }

    private Errno Make(in OverlayPlace place, uint mode, byte[]? target, out OverlayNode? node)
    {
        node = null;
        if (!Options.Budget.TryTake(OverlayNode.Cost))
        {
            return Errno.ENOSPC;
        }

        FileStatus status = NewStatus(mode);
        node = MakeNode(status, null, (mode & TypeMask) == Regular ? new MemoryFileData(Options.Budget) : null, target);
        Errno error = Give(place, node, isNew: true);
        if (error != Errno.None)
        {
            Options.Budget.Return(OverlayNode.Cost);
        }

        return error;
    }

    private FileStatus NewStatus(uint mode)
    {
        long now = Now;
        return new FileStatus
        {
            Mode = mode,
            Owner = Options.Identity.User,
            Group = Options.Identity.Group,
            Device = Options.Device,
            Inode = ++_lastInode,
            Accessed = now,
            Modified = now,
            Changed = now,
        };
    }

    /// <summary>Gives a file a name that nothing has.</summary>
    private Errno Give(in OverlayPlace place, OverlayNode node, bool isNew)
    {
        Errno error = OpenParent(place, out OverlayNode? parent);
        error = error != Errno.None ? error : Allows(parent!.Status, 3) ? Errno.None : Errno.EACCES;
        if (error == Errno.None)
        {
            parent!.Children![place.Name] = node;
            parent.Modified = parent.Changed = Now;
            parent.Links += node.Kind == FileKind.Directory ? 1u : 0;
            const uint SetGroup = 0x400;
            if (isNew && (parent.Mode & SetGroup) != 0)
            {
                node.Group = parent.Group;
                node.Mode |= node.Kind == FileKind.Directory ? SetGroup : 0;
            }

            if (!isNew)
            {
                node.Links++;
                node.Changed = Now;
            }
        }

        return error;
    }

    /// <summary>Takes a name away, and with the last one what it named, unless it is open.</summary>
    private void TakeName(OverlayNode parent, in OverlayPlace place)
    {
        Hide(parent, place.Name);
        parent.Modified = parent.Changed = Now;
        if (place.Status.Kind == FileKind.Directory)
        {
            parent.Links--;
        }

        if (place.Node is { } node)
        {
            node.Links = node.Kind == FileKind.Directory ? 0 : node.Links - Math.Min(1, node.Links);
            node.Changed = Now;
            Settle(node);
        }
    }

    private void Hide(OverlayNode parent, string name)
    {
        bool showsThrough = parent.Beneath is not null
            && _beneath!.Inspect(Join(parent.Beneath, Encoding.Latin1.GetBytes(name)), out _) != Errno.ENOENT;
        if (showsThrough)
        {
            parent.Children![name] = null;
        }
        else
        {
            parent.Children!.Remove(name);
        }
    }

    private Errno CheckRenaming(in OverlayPlace source, in OverlayPlace target, RenameMode mode)
    {
        if (!target.Exists)
        {
            return mode == RenameMode.Exchange ? Errno.ENOENT
                : source.Status.Kind == FileKind.Directory && IsInside(target.Path, source.Path) ? Errno.EINVAL : Errno.None;
        }

        if (mode == RenameMode.Keep)
        {
            return Errno.EEXIST;
        }

        if (IsInside(target.Path, source.Path) || (mode == RenameMode.Exchange && IsInside(source.Path, target.Path)))
        {
            return Errno.EINVAL;
        }

        if (mode == RenameMode.Exchange || source.Path.AsSpan().SequenceEqual(target.Path))
        {
            return Errno.None;
        }

        bool isDirectory = source.Status.Kind == FileKind.Directory;
        bool replacesDirectory = target.Status.Kind == FileKind.Directory;
        return isDirectory && !replacesDirectory ? Errno.ENOTDIR
            : !isDirectory && replacesDirectory ? Errno.EISDIR
            : replacesDirectory && !IsEmpty(target) ? Errno.ENOTEMPTY : Errno.None;
    }

    private static bool IsInside(ReadOnlySpan<byte> path, ReadOnlySpan<byte> directory) =>
        path.Length > directory.Length && path.StartsWith(directory) && path[directory.Length] == (byte)'/';

    private Errno Move(in OverlayPlace source, OverlayNode oldParent, OverlayNode node, in OverlayPlace target, OverlayNode newParent, RenameMode mode)
    {
        Errno error = MayRemove(oldParent, node.Status);
        error = error != Errno.None ? error : target.Exists ? MayRemove(newParent, target.Status) : Allows(newParent.Status, 3) ? Errno.None : Errno.EACCES;
        if (error != Errno.None || source.Path.AsSpan().SequenceEqual(target.Path))
        {
            return error;
        }

        long now = Now;
        if (mode == RenameMode.Exchange)
        {
            error = CopyUp(target, out OverlayNode? other);
            if (error != Errno.None)
            {
                return error;
            }

            oldParent.Children![source.Name] = other;
        }
        else
        {
            if (target.Exists)
            {
                TakeName(newParent, target);
            }

            Hide(oldParent, source.Name);
            uint directory = node.Kind == FileKind.Directory ? 1u : 0;
            oldParent.Links -= directory;
            newParent.Links += directory;
        }

        newParent.Children![target.Name] = node;
        node.Changed = now;
        oldParent.Modified = oldParent.Changed = newParent.Modified = newParent.Changed = now;
        return Errno.None;
    }

    private bool IsEmpty(in OverlayPlace place)
    {
        IReadOnlyList<DirectoryEntry> entries;
        Errno error = place.Node is null ? _beneath!.List(place.Beneath, out entries) : List(place.Node, out entries);
        return error == Errno.None && entries.Count == 0;
    }

    private Errno List(OverlayNode directory, out IReadOnlyList<DirectoryEntry> entries)
    {
        List<DirectoryEntry> list = [];
        entries = list;
        if (directory.Beneath is not null)
        {
            Errno error = _beneath!.List(directory.Beneath, out IReadOnlyList<DirectoryEntry> shown);
            if (error != Errno.None)
            {
                return error;
            }

            list.AddRange(directory.Children!.Count == 0 ? shown : shown.Where(entry => !directory.Children.ContainsKey(NameOf(entry.Name))));
        }

        foreach ((string name, OverlayNode? node) in directory.Children!)
        {
            if (node is not null)
            {
                list.Add(new DirectoryEntry(Encoding.Latin1.GetBytes(name), node.Inode, (byte)(node.Mode >> 12)));
            }
        }

        return Errno.None;
    }

    /// <summary>A file beneath whose bytes or attributes change is remembered as long as the tree.</summary>
    private static void Keep(OverlayNode node) => node.IsKept = true;

    /// <summary>Lets go of what nobody can reach any more.</summary>
    private void Settle(OverlayNode node)
    {
        if (node.Openings > 0 || node.Data is null)
        {
            if (node.Links == 0 && node.Data is null)
            {
                Options.Budget.Return(OverlayNode.Cost);
            }

            return;
        }

        bool isUnchanged = !node.IsKept && node.Links > 0 && _known.TryGetValue((node.Device, node.Inode), out OverlayNode? known) && known == node;
        if (node.Links == 0 || isUnchanged)
        {
            if (_known.TryGetValue((node.Device, node.Inode), out OverlayNode? same) && same == node)
            {
                _known.Remove((node.Device, node.Inode));
            }

            node.Data.Clear();
            Options.Budget.Return(OverlayNode.Cost);
        }
    }

    private Errno Change(ReadOnlySpan<byte> path, Func<OverlayNode, Errno> change)
    {
        lock (_gate)
        {
            Errno error = Find(path, out OverlayPlace place);
            error = error == Errno.None && !place.Exists ? Errno.ENOENT : error;
            OverlayNode? node = null;
            error = error != Errno.None ? error : CopyUp(place, out node);
            return error != Errno.None ? error : change(node!);
        }
    }

    private Errno SetAttributes(OverlayNode node, Func<Errno> set)
    {
        lock (_gate)
        {
            if (Options.Identity.User != 0 && Options.Identity.User != node.Owner)
            {
                return Errno.EPERM;
            }

            Errno error = set();
            node.Changed = Now;
            Keep(node);
            return error;
        }
    }

    private Errno CheckOpening(in FileStatus status, OpenMode mode)
    {
        if ((mode & OpenMode.Exclusive) != 0)
        {
            return Errno.EEXIST;
        }

        uint wanted = ((mode & OpenMode.Read) != 0 ? 4u : 0) | ((mode & OpenMode.Write) != 0 ? 2u : 0);
        return status.Kind switch
        {
            FileKind.Regular => Allows(status, wanted) ? Errno.None : Errno.EACCES,
            FileKind.Directory => Errno.EISDIR,
            FileKind.SymbolicLink => Errno.ELOOP,
            _ => (status.Mode & TypeMask) is 0xC000 or 0x1000 ? Errno.ENXIO : Errno.EACCES,
        };
    }

    private Errno MayRemove(OverlayNode parent, in FileStatus status)
    {
        const uint Sticky = 0x200;
        uint user = Options.Identity.User;
        bool isProtected = (parent.Mode & Sticky) != 0 && user != 0 && user != status.Owner && user != parent.Owner;
        return !Allows(parent.Status, 3) ? Errno.EACCES : isProtected ? Errno.EPERM : Errno.None;
    }

    /// <summary>Whether the mode's bits allow something: 4 to read, 2 to write, 1 to search.</summary>
    private bool Allows(in FileStatus status, uint wanted)
    {
        (uint user, uint group) = Options.Identity;
        uint bits = user == 0 ? 7 : status.Owner == user ? status.Mode >> 6 : status.Group == group ? status.Mode >> 3 : status.Mode;
        return (bits & wanted) == wanted;
    }
}
