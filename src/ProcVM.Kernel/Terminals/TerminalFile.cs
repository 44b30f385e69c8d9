using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;

namespace ProcVM.Kernel.Terminals;

/// <summary>One end of a pseudo-terminal, opened.</summary>
/// <param name="terminal">The terminal.</param>
/// <param name="isMaster">True for the end of who plays the person.</param>
/// <param name="closed">What is done when it closes.</param>
public sealed class TerminalFile(Terminal terminal, bool isMaster, Action? closed = null) : OpenFile
{
    private const ulong MasterDevice = 0x502;
    private const ulong FirstSlaveDevice = 136 << 8;

    /// <summary>The terminal.</summary>
    public Terminal Pty => terminal;

    /// <summary>True for the end of who plays the person.</summary>
    public bool IsMaster => isMaster;

    /// <inheritdoc/>
    public override bool IsTerminal => true;

    /// <inheritdoc/>
    public override WatchList Changes => isMaster ? terminal.MasterChanges : terminal.SlaveChanges;

    /// <inheritdoc/>
    public override int Available => isMaster ? terminal.OutputCount : terminal.InputCount;

    /// <inheritdoc/>
    public override Errno Read(Waiter waiter, Span<byte> buffer, out int count)
    {
        count = 0;
        return (Mode & OpenMode.Read) == 0 ? Errno.EBADF
            : isMaster ? terminal.ReadOutput(waiter, buffer, !IsNonBlocking, out count) : terminal.ReadInput(waiter, buffer, !IsNonBlocking, out count);
    }

    /// <inheritdoc/>
    public override Errno Write(Waiter waiter, ReadOnlySpan<byte> data, out int count)
    {
        count = 0;
        return (Mode & OpenMode.Write) == 0 ? Errno.EBADF
            : isMaster ? terminal.Type(waiter, data, !IsNonBlocking, out count) : terminal.WriteOutput(waiter, data, !IsNonBlocking, out count);
    }

    /// <inheritdoc/>
    public override Readiness GetReadiness() => isMaster ? terminal.GetMasterReadiness() : terminal.GetSlaveReadiness();

    /// <inheritdoc/>
    public override Errno GetStatus(out FileStatus status)
    {
        ulong device = isMaster ? MasterDevice : FirstSlaveDevice | (uint)terminal.Number;
        status = new FileStatus { Mode = isMaster ? 0x21B6u : 0x2190u, Links = 1, Inode = (ulong)terminal.Number + 3, BlockSize = 1024, OwnDevice = device };
        return Errno.None;
    }

    /// <inheritdoc/>
    protected override void Close()
    {
        if (isMaster)
        {
            terminal.CloseMaster();
        }
        else
        {
            terminal.CloseSlave();
        }

        closed?.Invoke();
    }
}
