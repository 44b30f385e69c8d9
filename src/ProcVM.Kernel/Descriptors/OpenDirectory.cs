using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Descriptors;

/// <summary>An open directory: its names as they were when they were first asked for.</summary>
/// <param name="files">The tree that it is in.</param>
/// <param name="path">Its path there, from the root and without links.</param>
public sealed class OpenDirectory(FileSystem files, byte[] path) : OpenFile
{
    private readonly Lock _gate = new();
    private IReadOnlyList<DirectoryEntry>? _entries;

    /// <summary>Its path from the root, without links.</summary>
    public byte[] Path => path;

    /// <summary>The number of the next name; 0 and 1 are "." and "..".</summary>
    public int Next { get; set; }

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.EISDIR;
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EBADF;
    }

    /// <summary>The names.</summary>
    public Errno List(out IReadOnlyList<DirectoryEntry> entries)
    {
        lock (_gate)
        {
            Errno error = Errno.None;
            if (_entries is null || Next == 0)
            {
                error = files.List(path, out entries);
                _entries = entries;
            }

            entries = _entries;
            return error;
        }
    }

    /// <inheritdoc/>
    public override Errno Seek(long offset, SeekOrigin origin, out long position)
    {
        position = origin == SeekOrigin.Current ? Next + offset : offset;
        if (origin == SeekOrigin.End || position is < 0 or > int.MaxValue)
        {
            return Errno.EINVAL;
        }

        Next = (int)position;
        return Errno.None;
    }

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status) => files.GetStatus(path, followLast: false, out status);
}
