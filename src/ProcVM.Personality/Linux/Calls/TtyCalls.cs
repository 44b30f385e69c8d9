using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Terminals;
using ProcVM.Personality.Linux.Terminals;

namespace ProcVM.Personality.Linux.Calls;

/// <summary>ioctl on terminals (ioctl_tty(2)): pseudo-terminals, and the one that the instance was started at.</summary>
internal sealed class TtyCalls(LinuxThread thread, LinuxCalls calls)
{
    private const int TerminalOutput = 22;

    private LinuxProcess Process => thread.Process;

    private TerminalTable Table => thread.Process.Instance.Terminals;

    public long GetModes(int fd, LinuxIoctlRequest request, ulong address)
    {
        Span<byte> modes = stackalloc byte[request == LinuxIoctlRequest.TCGETS2 ? TerminalModesText.Size2 : TerminalModesText.Size];
        switch (Process.Descriptors.Find(fd))
        {
            case null:
                return LinuxCalls.Error(Errno.EBADF);
            case TerminalFile file:
                TerminalModesText.Write(file.Pty.Modes, modes);
                break;
            case { IsTerminal: true } host:
                TerminalModesText.Write(new TerminalModes(), modes);
                if (host.Terminal is { } real && real.GetModes(modes[..TerminalModesText.Size]) is var error and not Errno.None)
                {
                    return LinuxCalls.Error(error);
                }

                break;
            default:
                return LinuxCalls.Error(Errno.ENOTTY);
        }

        return calls.TryWrite(address, (ReadOnlySpan<byte>)modes) ? 0 : LinuxCalls.Error(Errno.EFAULT);
    }

    public long SetModes(int fd, LinuxIoctlRequest request, ulong address)
    {
        bool isNew = request is LinuxIoctlRequest.TCSETS2 or LinuxIoctlRequest.TCSETSW2 or LinuxIoctlRequest.TCSETSF2;
        Span<byte> modes = stackalloc byte[isNew ? TerminalModesText.Size2 : TerminalModesText.Size];
        int when = request switch
        {
            LinuxIoctlRequest.TCSETS or LinuxIoctlRequest.TCSETS2 => 0,
            LinuxIoctlRequest.TCSETSW or LinuxIoctlRequest.TCSETSW2 => 1,
            _ => 2,
        };
        OpenFile? file = Process.Descriptors.Find(fd);
        if (file is not { IsTerminal: true })
        {
            return LinuxCalls.Error(file is null ? Errno.EBADF : Errno.ENOTTY);
        }

        Errno error = CheckChange(file);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (!calls.TryRead(address, modes))
        {
            return LinuxCalls.Error(Errno.EFAULT);
        }

        if (file is TerminalFile { Pty: { } terminal })
        {
            const int Discarding = 2;
            terminal.SetModes(TerminalModesText.Read(modes), when == Discarding);
            return 0;
        }

        return LinuxCalls.Result(file.Terminal?.SetModes(when, modes[..TerminalModesText.Size]) ?? Errno.None);
    }

    public long GetSize(int fd, LinuxIoctlRequest request, out LinuxWinsize size)
    {
        OpenFile? file = Process.Descriptors.Find(fd);
        (ushort Rows, ushort Columns, ushort Width, ushort Height) found = (24, 80, 0, 0);
        Errno error = file is { IsTerminal: true } ? Errno.None : file is null ? Errno.EBADF : Errno.ENOTTY;
        if (file is TerminalFile { Pty: { } terminal })
        {
            found = (terminal.Size.Rows, terminal.Size.Columns, terminal.Size.Width, terminal.Size.Height);
        }
        else if (error == Errno.None && file!.Terminal is { } host)
        {
            error = host.GetSize(out found);
        }

        size = new LinuxWinsize { Row = found.Rows, Col = found.Columns, Xpixel = found.Width, Ypixel = found.Height };
        return LinuxCalls.Result(error);
    }

    public long SetSize(int fd, LinuxIoctlRequest request, LinuxWinsize size)
    {
        OpenFile? file = Process.Descriptors.Find(fd);
        if (file is TerminalFile { Pty: { } terminal })
        {
            terminal.SetSize(new TerminalSize(size.Row, size.Col, size.Xpixel, size.Ypixel));
            return 0;
        }

        // The window that the instance was started in isn't its own.
        return LinuxCalls.Result(file is null ? Errno.EBADF : file.IsTerminal ? Errno.EPERM : Errno.ENOTTY);
    }

    public long GetGroup(int fd, LinuxIoctlRequest request, out int group)
    {
        Errno error = FindOwn(fd, out Terminal? terminal);
        group = terminal?.Foreground ?? Table.HostForeground;
        return LinuxCalls.Result(error);
    }

    public long SetGroup(int fd, LinuxIoctlRequest request, int group)
    {
        Errno error = FindOwn(fd, out Terminal? terminal);
        error = error == Errno.None ? CheckChange(Process.Descriptors.Find(fd)!) : error;
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        if (group < 0)
        {
            return LinuxCalls.Error(Errno.EINVAL);
        }

        List<Kernel.Processes.GuestProcess> members = Process.Instance.Table.All().FindAll(one => one.Group == group);
        if (members.Count == 0 || !members.Exists(one => one.Session == Process.Session))
        {
            return LinuxCalls.Error(members.Count == 0 ? Errno.ESRCH : Errno.EPERM);
        }

        if (terminal is not null)
        {
            terminal.Foreground = group;
        }
        else
        {
            Table.HostForeground = group;
        }

        return 0;
    }

    public long GetSession(int fd, LinuxIoctlRequest request, out int session)
    {
        Errno error = FindOwn(fd, out Terminal? terminal);
        session = terminal?.Session ?? Table.HostSession;
        return LinuxCalls.Result(error);
    }

    public long TakeSession(int fd, LinuxIoctlRequest request, ulong steals)
    {
        OpenFile? file = Process.Descriptors.Find(fd);
        if (file is not { IsTerminal: true })
        {
            return LinuxCalls.Error(file is null ? Errno.EBADF : Errno.ENOTTY);
        }

        Terminal? terminal = (file as TerminalFile)?.Pty;
        int owner = terminal?.Session ?? Table.HostSession;
        if (owner == Process.Session && Process.Session == Process.Id)
        {
            return 0;
        }

        bool mayTake = Process.Session == Process.Id && !Table.HasTerminal(Process.Session)
            && (owner == 0 || (steals == 1 && Process.Instance.Options.Identity.User == 0));
        if (!mayTake)
        {
            return LinuxCalls.Error(Errno.EPERM);
        }

        if (terminal is not null)
        {
            terminal.SetSession(Process.Session, Process.Group);
        }
        else
        {
            (Table.HostSession, Table.HostForeground) = (Process.Session, Process.Group);
        }

        return 0;
    }

    public long LeaveSession(int fd, LinuxIoctlRequest request, ulong argument)
    {
        Errno error = FindOwn(fd, out Terminal? terminal);
        if (error == Errno.None && Process.Session == Process.Id)
        {
            Table.EndSession(Process.Session);
        }

        _ = terminal;
        return LinuxCalls.Result(error);
    }

    /// <summary>What only pseudo-terminals have, and what is done with any terminal's queues.</summary>
    public long Control(int fd, LinuxIoctlRequest request, ulong argument)
    {
        OpenFile? file = Process.Descriptors.Find(fd);
        if (file is not TerminalFile { Pty: { } terminal } opened)
        {
            bool isHost = file is { IsTerminal: true } && request is LinuxIoctlRequest.TCFLSH or LinuxIoctlRequest.TCSBRK or LinuxIoctlRequest.TCXONC;
            return file is null ? LinuxCalls.Error(Errno.EBADF) : isHost ? 0 : LinuxCalls.Error(Errno.ENOTTY);
        }

        switch (request)
        {
            case LinuxIoctlRequest.TIOCGPTN when opened.IsMaster:
                return calls.TryWrite(argument, terminal.Number) ? 0 : LinuxCalls.Error(Errno.EFAULT);
            case LinuxIoctlRequest.TIOCSPTLCK when opened.IsMaster:
                if (!calls.TryRead(argument, out int locks))
                {
                    return LinuxCalls.Error(Errno.EFAULT);
                }

                terminal.IsLocked = locks != 0;
                return 0;
            case LinuxIoctlRequest.TIOCGPTLCK when opened.IsMaster:
                return calls.TryWrite(argument, terminal.IsLocked ? 1 : 0) ? 0 : LinuxCalls.Error(Errno.EFAULT);
            case LinuxIoctlRequest.TIOCGPTPEER when opened.IsMaster:
                return OpenPeer(terminal, (LinuxOpenFlags)argument);
            case LinuxIoctlRequest.TIOCOUTQ:
                return calls.TryWrite(argument, opened.IsMaster ? 0 : terminal.OutputCount) ? 0 : LinuxCalls.Error(Errno.EFAULT);
            case LinuxIoctlRequest.TCFLSH:
                if (argument > 2)
                {
                    return LinuxCalls.Error(Errno.EINVAL);
                }

                terminal.Flush(argument != 1, argument != 0);
                return 0;
            case LinuxIoctlRequest.TCXONC:
                if (argument > 3)
                {
                    return LinuxCalls.Error(Errno.EINVAL);
                }

                if (argument <= 1)
                {
                    terminal.Stop(argument == 0);
                }

                return 0;
            case LinuxIoctlRequest.TCSBRK or LinuxIoctlRequest.TCSBRKP:
                return 0;
            default:
                return LinuxCalls.Error(Errno.ENOTTY);
        }
    }

    public long Unknown(int fd, LinuxIoctlRequest request, ulong argument) =>
        Process.Descriptors.Find(fd) is null ? LinuxCalls.Error(Errno.EBADF) : LinuxCalls.Error(Errno.ENOTTY);

    private long OpenPeer(Terminal terminal, LinuxOpenFlags flags)
    {
        OpenMode mode = ((int)flags & 3) switch { 0 => OpenMode.Read, 1 => OpenMode.Write, _ => OpenMode.Read | OpenMode.Write };
        Errno error = TerminalTable.OpenSlave(terminal, mode, out OpenFile? slave);
        if (error != Errno.None)
        {
            return LinuxCalls.Error(error);
        }

        slave!.IsNonBlocking = (flags & LinuxOpenFlags.O_NONBLOCK) != 0;
        return calls.Give(slave, (flags & LinuxOpenFlags.O_CLOEXEC) != 0);
    }

    // The terminal must be the session's own; a master tells what its slaves would.
    private Errno FindOwn(int fd, out Terminal? terminal)
    {
        OpenFile? file = Process.Descriptors.Find(fd);
        terminal = (file as TerminalFile)?.Pty;
        return file is null ? Errno.EBADF
            : !file.IsTerminal ? Errno.ENOTTY
            : file is TerminalFile { IsMaster: true } ? Errno.None
            : (terminal?.Session ?? Table.HostSession) == Process.Session ? Errno.None : Errno.ENOTTY;
    }

    private Errno CheckChange(OpenFile file)
    {
        if (file is TerminalFile { IsMaster: false, Pty: { } terminal })
        {
            return terminal.CheckChange(thread.Waiter);
        }

        bool isBackground = file is not TerminalFile && Table.HostSession == Process.Session && Table.HostForeground != 0 && Table.HostForeground != Process.Group;
        return isBackground ? Table.CheckBackground(thread.Waiter, TerminalOutput) : Errno.None;
    }
}
