using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Descriptors;

/// <summary>An open stream of the host, or a device: bytes in a row.</summary>
/// <param name="file">The stream.</param>
/// <param name="isOwned">True when it is closed with the last descriptor; the standard streams are the starter's.</param>
public sealed class OpenStream(IFile file, bool isOwned) : OpenFile
{
    private const ulong TerminalDevice = 0x500;
    private const ulong DeviceTree = 6;

    private readonly Lock _watchGate = new();
    private WatchList? _changes;
    private IDisposable? _watch;
    private bool _isUnwatchable;

    /// <inheritdoc/>
    public override bool IsTerminal => file.Kind == FileKind.Terminal;

    /// <inheritdoc/>
    public override ITerminal? Terminal => IsTerminal ? file as ITerminal : null;

    /// <inheritdoc/>
    public override IFile? File => file;

    /// <summary>How long a wait for the host may keep a thread from what it is wanted for.</summary>
    private const int LookMilliseconds = 20;

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        count = 0;
        if ((Mode & OpenMode.Read) == 0 || buffer.IsEmpty)
        {
            return buffer.IsEmpty ? Errno.None : Errno.EBADF;
        }

        Errno error = Await(waiter, toWrite: false);
        return error == Errno.None ? file.Read(0, buffer, out count) : error;
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        if ((Mode & OpenMode.Write) == 0)
        {
            return Errno.EBADF;
        }

        // In parts that a pipe of the host takes without waiting once it can be written to.
        const int Part = 4096;
        while (count < data.Length)
        {
            Errno error = Await(waiter, toWrite: true);
            int written = 0;
            error = error == Errno.None ? file.Write(0, data.Slice(count, Math.Min(Part, data.Length - count)), out written) : error;
            count += written;
            if (error != Errno.None)
            {
                return count > 0 ? Errno.None : error;
            }
        }

        return Errno.None;
    }

    /// <inheritdoc/>
    public override Readiness GetReadiness()
    {
        Readiness hidden = ((Mode & OpenMode.Read) != 0 ? 0 : Readiness.Read) | ((Mode & OpenMode.Write) != 0 ? 0 : Readiness.Write);
        return (Readiness)file.Ready & ~hidden;
    }

    /// <inheritdoc/>
    public override WatchList? Changes
    {
        get
        {
            lock (_watchGate)
            {
                // Whether the host can tell of it is known once it was asked; then it is watched until it closes.
                if (_changes is null && !_isUnwatchable)
                {
                    _changes = new WatchList();
                    _isUnwatchable = !file.TryWatch(() => _changes.Notify(Readiness.None), out _watch);
                }

                return _isUnwatchable ? null : _changes;
            }
        }
    }

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status)
    {
        Errno error = file.GetStatus(out status);
        if (error == Errno.ENOSYS)
        {
            status = new FileStatus { Mode = IsTerminal ? 0x2190u : 0x1180u, Links = 1, BlockSize = 4096 };
            error = Errno.None;
        }

        if (error == Errno.None && IsTerminal)
        {
            // The host's number for it may be another terminal's here: by this one programs find /dev/tty.
            (status.OwnDevice, status.Device, status.Inode) = (TerminalDevice, DeviceTree, 1 + TerminalDevice);
        }

        return error;
    }

    private Errno Await(Waiter waiter, bool toWrite)
    {
        Errno error = file.Await(toWrite, 0);
        if (error != Errno.EAGAIN || IsNonBlocking)
        {
            return error;
        }

        return Changes is null ? AwaitInParts(waiter, toWrite) : AwaitChange(waiter, toWrite);
    }

    private Errno AwaitChange(Waiter waiter, bool toWrite)
    {
        using ReadinessWait wait = new();
        wait.Watch(this);
        while (true)
        {
            Errno error = file.Await(toWrite, 0);
            if (error != Errno.EAGAIN)
            {
                return error;
            }

            if (wait.Wait(waiter, Deadline.Never) != Errno.None)
            {
                return Errno.EINTR;
            }
        }
    }

    // A stream that tells nobody when it's ready knows nothing of a guest's signals: each wait is cut into short ones.
    private Errno AwaitInParts(Waiter waiter, bool toWrite)
    {
        while (true)
        {
            Errno error = file.Await(toWrite, LookMilliseconds);
            if (error != Errno.EAGAIN)
            {
                return error;
            }

            if (waiter.IsWanted)
            {
                return Errno.EINTR;
            }
        }
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        _watch?.Dispose();
        if (isOwned)
        {
            file.Dispose();
        }
    }
}
