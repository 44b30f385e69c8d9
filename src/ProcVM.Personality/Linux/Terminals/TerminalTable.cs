using System.Globalization;
using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Terminals;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux.Terminals;

/// <summary>The terminals of an instance: its pseudo-terminals, and the one that it was started at.</summary>
internal sealed class TerminalTable(LinuxInstance instance) : ITerminalJobs
{
    public const ulong AnyTerminal = 0x500;
    public const ulong Multiplexer = 0x502;
    public const ulong FirstSlave = 136 << 8;
    private const int Most = 256;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, Terminal> _terminals = [];

    /// <summary>The session that has the terminal that the instance was started at; 0 when none has.</summary>
    public int HostSession { get; set; }

    /// <summary>The group in front there.</summary>
    public int HostForeground { get; set; }

    /// <summary>That terminal; null when it was started at none.</summary>
    public OpenFile? Host { get; set; }

    /// <summary>The numbers of the pseudo-terminals.</summary>
    public int[] Numbers
    {
        get
        {
            lock (_gate)
            {
                return [.. _terminals.Keys];
            }
        }
    }

    public Terminal? Find(int number)
    {
        lock (_gate)
        {
            return _terminals.GetValueOrDefault(number);
        }
    }

    /// <summary>The pseudo-terminal of a session; null when it has none.</summary>
    public Terminal? OfSession(int session)
    {
        lock (_gate)
        {
            return session == 0 ? null : _terminals.Values.FirstOrDefault(one => one.Session == session);
        }
    }

    /// <summary>Opens what a terminal's device stands for.</summary>
    /// <param name="process">Who opens it.</param>
    /// <param name="device">The device's number.</param>
    /// <param name="mode">How.</param>
    /// <param name="takesSession">True when a session without a terminal gets this one.</param>
    /// <param name="opened">The open file.</param>
    public Errno Open(LinuxProcess process, ulong device, OpenMode mode, bool takesSession, out OpenFile? opened)
    {
        opened = null;
        switch (device)
        {
            case Multiplexer:
                return Create(mode, out opened);
            case AnyTerminal when OfSession(process.Session) is { } own:
                return OpenSlave(own, mode, out opened);
            case AnyTerminal when Host is { } host && HostSession == process.Session:
                host.Acquire();
                opened = host;
                return Errno.None;
            case AnyTerminal:
                return Errno.ENXIO;
        }

        if (Find((int)(device - FirstSlave)) is not { } terminal)
        {
            return Errno.EIO;
        }

        Errno error = OpenSlave(terminal, mode, out opened);
        if (error == Errno.None && takesSession && process.Session == process.Id && terminal.Session == 0 && !HasTerminal(process.Session))
        {
            terminal.SetSession(process.Session, process.Group);
        }

        return error;
    }

    public bool HasTerminal(int session) => OfSession(session) is not null || (HostSession == session && session != 0);

    /// <summary>A session's leader is gone.</summary>
    public void EndSession(int session)
    {
        OfSession(session)?.EndSession();
        if (HostSession == session)
        {
            int foreground = HostForeground;
            HostSession = HostForeground = 0;
            SignalGroup(foreground, 1);
            SignalGroup(foreground, SignalNumber.Continue);
        }
    }

    public void SignalGroup(int group, int signal)
    {
        foreach (GuestProcess process in instance.Table.All())
        {
            if (process.Group == group && group != 0)
            {
                ((LinuxProcess)process).Signals.Post(SignalInfo.OfKernel(signal));
            }
        }
    }

    public void SignalLeader(int session, int signal) => (instance.Table.Find(session) as LinuxProcess)?.Signals.Post(SignalInfo.OfKernel(signal));

    public Errno CheckBackground(Waiter waiter, int signal)
    {
        LinuxProcess process = (LinuxProcess)waiter.Process!;
        const int TerminalInput = 21;
        lock (instance.Table.Gate)
        {
            bool isIgnored = process.Signals.GetAction(signal).Handler == 1
                || process.FindThread(waiter) is not { } thread || thread.Signals.IsHeldBack(SignalNumber.Bit(signal));
            if (isIgnored)
            {
                return signal == TerminalInput ? Errno.EIO : Errno.None;
            }

            // Nobody would ever let an orphaned group go on.
            bool isOrphaned = !instance.Table.All().Exists(one => one.Group == process.Group && one.Parent is { } parent
                && parent.Session == process.Session && parent.Group != process.Group);
            if (isOrphaned)
            {
                return Errno.EIO;
            }
        }

        SignalGroup(process.Group, signal);
        return Errno.EINTR;
    }

    private Errno Create(OpenMode mode, out OpenFile? opened)
    {
        opened = null;
        lock (_gate)
        {
            int number = 0;
            while (_terminals.ContainsKey(number))
            {
                number++;
            }

            if (number >= Most)
            {
                return Errno.ENOSPC;
            }

            Terminal terminal = new(number, instance.Options.Clock, this);
            _terminals.Add(number, terminal);
            opened = new TerminalFile(terminal, isMaster: true, () => Remove(number)) { Mode = mode, Name = "/dev/ptmx" };
            return Errno.None;
        }
    }

    /// <summary>Opens a slave.</summary>
    public static Errno OpenSlave(Terminal terminal, OpenMode mode, out OpenFile? opened)
    {
        Errno error = terminal.OpenSlave();
        opened = error == Errno.None
            ? new TerminalFile(terminal, isMaster: false) { Mode = mode, Name = string.Create(CultureInfo.InvariantCulture, $"/dev/pts/{terminal.Number}") }
            : null;
        return error;
    }

    private void Remove(int number)
    {
        lock (_gate)
        {
            _terminals.Remove(number);
        }
    }
}
