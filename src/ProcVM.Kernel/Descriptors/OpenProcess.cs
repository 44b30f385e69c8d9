using ProcVM.Core.Ports;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Descriptors;

/// <summary>A process that can be waited for (pidfd_open(2)).</summary>
/// <param name="process">The process.</param>
public sealed class OpenProcess(GuestProcess process) : OpenFile
{
    /// <summary>The process.</summary>
    public GuestProcess Process => process;

    /// <inheritdoc/>
    public override WatchList Changes => process.Ends;

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        count = 0;
        return Errno.EINVAL;
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return Errno.EINVAL;
    }

    /// <inheritdoc/>
    public override Readiness GetReadiness() => process.State switch
    {
        ProcessState.Zombie => Readiness.Read,
        ProcessState.Gone => Readiness.Read | Readiness.HangUp,
        _ => Readiness.None,
    };

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status)
    {
        status = AnonymousFile.Status;
        return Errno.None;
    }
}
