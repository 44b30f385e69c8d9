using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files.Overlay;

/// <summary>An open regular file of a tree in memory. It sees what is written through others, also once the file has no name any more.</summary>
internal sealed class OverlayFile(OverlayDirectory tree, OverlayNode node, OpenMode mode) : IFile, IMappedFile, ISealedFile, IReopenedFile
{
    private bool _isClosed;

    public FileKind Kind => FileKind.Regular;

    public IMappableFile? Mappable => node.Data!.GetMappable(tree.Options.Scratch, isShared: false);

    public IMappableFile? SharedMappable => node.Data!.GetMappable(tree.Options.Scratch, isShared: true);

    public Errno Reopen(OpenMode wanted, out IFile? file) => tree.Reopen(node, wanted, out file);

    public FileSeals? Seals => node.Seals;

    public Errno AddSeals(FileSeals seals)
    {
        if (node.Seals is not { } present)
        {
            return Errno.EINVAL;
        }

        if ((mode & OpenMode.Write) == 0 || (present & FileSeals.Seal) != 0)
        {
            return Errno.EPERM;
        }

        node.Seals = present | seals;
        return Errno.None;
    }

    public Errno Read(long offset, Span<byte> buffer, out int count)
    {
        count = 0;
        if ((mode & OpenMode.Read) == 0)
        {
            return Errno.EBADF;
        }

        count = node.Data!.Read(offset, buffer);
        return Errno.None;
    }

    public Errno Write(long offset, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        if ((mode & OpenMode.Write) == 0)
        {
            return Errno.EBADF;
        }

        bool grows = Has(FileSeals.Grow) && offset + data.Length > node.Data!.Size;
        if (grows || Has(FileSeals.Write | FileSeals.FutureWrite))
        {
            return Errno.EPERM;
        }

        Errno error = node.Data!.Write(offset, data, out count);
        node.Modified = node.Changed = tree.Options.Clock.UnixNanoseconds;
        return error;
    }

    public Errno GetSize(out long size)
    {
        size = node.Data!.Size;
        return Errno.None;
    }

    public Errno SetSize(long size)
    {
        if ((mode & OpenMode.Write) == 0 || size < 0)
        {
            return Errno.EINVAL;
        }

        if ((Has(FileSeals.Grow) && size > node.Data!.Size) || (Has(FileSeals.Shrink) && size < node.Data!.Size))
        {
            return Errno.EPERM;
        }

        node.Modified = node.Changed = tree.Options.Clock.UnixNanoseconds;
        return node.Data!.SetSize(size);
    }

    public Errno GetStatus(out FileStatus status)
    {
        status = node.Status;
        return Errno.None;
    }

    public Errno SetPermissions(uint permissions) => tree.SetPermissions(node, permissions);

    public Errno SetTimes(long? accessed, long? modified) => tree.SetTimes(node, accessed, modified);

    public Errno SetOwner(uint? owner, uint? group) => tree.SetOwner(node, owner, group);

    public void Dispose()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            tree.Closed(node);
        }
    }

    private bool Has(FileSeals seals) => node.Seals is { } present && (present & seals) != 0;
}
