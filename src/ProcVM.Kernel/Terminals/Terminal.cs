using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Time;

namespace ProcVM.Kernel.Terminals;

/// <summary>A pseudo-terminal (pty(7)): its line discipline lies between a master, who plays the person, and slaves, which programs have for a terminal.</summary>
/// <remarks>Signals are sent once its lock is released.</remarks>
/// <param name="number">Its number: /dev/pts/N.</param>
/// <param name="clock">The clock.</param>
/// <param name="jobs">What it knows of processes.</param>
public sealed class Terminal(int number, IClock clock, ITerminalJobs jobs)
{
    private const int MostOutput = 8192;
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int Quit = 3;
    private const int Continue = 18;
    private const int Suspend = 20;
    private const int TerminalInput = 21;
    private const int TerminalOutput = 22;
    private const int WindowChange = 28;
    private const long TenthOfSecond = 100_000_000;

    private readonly object _gate = new();
    private readonly TerminalEcho _echo = new();
    private LineEditor? _editor;
    private bool _isStopped;
    private bool _isHungUp;
    private bool _wasOpened;
    private int _slaves;

    /// <summary>Its number.</summary>
    public int Number => number;

    /// <summary>How it behaves.</summary>
    public TerminalModes Modes { get; private set; } = new();

    /// <summary>How large it is.</summary>
    public TerminalSize Size { get; private set; }

    /// <summary>True while its slaves can't be opened.</summary>
    public bool IsLocked { get; set; } = true;

    /// <summary>True once the master is gone.</summary>
    public bool IsHungUp => _isHungUp;

    /// <summary>The session whose terminal it is; 0 for none.</summary>
    public int Session { get; private set; }

    /// <summary>The process group in front.</summary>
    public int Foreground { get; set; }

    /// <summary>Those who watch the master.</summary>
    public WatchList MasterChanges { get; } = new();

    /// <summary>Those who watch a slave.</summary>
    public WatchList SlaveChanges { get; } = new();

    /// <summary>Bytes that a slave's programs wrote and the master hasn't read.</summary>
    public int OutputCount
    {
        get
        {
            lock (_gate)
            {
                return _echo.Output.Count;
            }
        }
    }

    /// <summary>Bytes that a slave can read now.</summary>
    public int InputCount
    {
        get
        {
            lock (_gate)
            {
                return Modes.IsCanonical && !Editor.HasLine ? 0 : Editor.ReadyCount;
            }
        }
    }

    private LineEditor Editor => _editor ??= new LineEditor(_echo);

    /// <summary>Makes it a session's terminal; 0 for nobody's any more.</summary>
    public void SetSession(int session, int foreground)
    {
        Session = session;
        Foreground = foreground;
    }

    /// <summary>Changes its modes.</summary>
    /// <param name="modes">The modes.</param>
    /// <param name="discards">True when what was typed and not read is forgotten.</param>
    public void SetModes(TerminalModes modes, bool discards)
    {
        lock (_gate)
        {
            if (discards)
            {
                Editor.Clear();
            }

            bool switches = modes.IsCanonical != Modes.IsCanonical;
            Modes = modes;
            _isStopped &= modes.Has(InputFlags.IXON);
            if (switches)
            {
                Editor.Switch(modes.IsCanonical);
            }

            Monitor.PulseAll(_gate);
        }

        SlaveChanges.Notify(Readiness.None);
    }

    /// <summary>Changes its size: who is in front is told.</summary>
    public void SetSize(TerminalSize size)
    {
        bool isNew = size != Size;
        Size = size;
        if (isNew && Foreground != 0)
        {
            jobs.SignalGroup(Foreground, WindowChange);
        }
    }

    /// <summary>Forgets what was typed, or what was written.</summary>
    public void Flush(bool input, bool output)
    {
        lock (_gate)
        {
            if (input)
            {
                Editor.Clear();
            }

            if (output)
            {
                _echo.Output.Clear();
            }

            Monitor.PulseAll(_gate);
        }

        MasterChanges.Notify(Readiness.Write);
        SlaveChanges.Notify(Readiness.Write);
    }

    /// <summary>Holds output back, or lets it go on.</summary>
    public void Stop(bool isStopped)
    {
        lock (_gate)
        {
            _isStopped = isStopped;
            Monitor.PulseAll(_gate);
        }

        SlaveChanges.Notify(Readiness.Write);
    }

    /// <summary>A slave is opened; EIO when that can't be.</summary>
    public Errno OpenSlave()
    {
        lock (_gate)
        {
            if (_isHungUp || IsLocked)
            {
                return Errno.EIO;
            }

            _slaves++;
            _wasOpened = true;
            return Errno.None;
        }
    }

    internal void CloseSlave()
    {
        lock (_gate)
        {
            _slaves--;
            Monitor.PulseAll(_gate);
        }

        MasterChanges.Notify(Readiness.HangUp | Readiness.Read);
    }

    internal void CloseMaster()
    {
        int session;
        int foreground;
        lock (_gate)
        {
            _isHungUp = true;
            (session, foreground) = (Session, Foreground);
            SetSession(0, 0);
            Monitor.PulseAll(_gate);
        }

        if (session != 0)
        {
            jobs.SignalLeader(session, Hangup);
            jobs.SignalLeader(session, Continue);
        }

        if (foreground != 0 && foreground != session)
        {
            jobs.SignalGroup(foreground, Hangup);
        }

        SlaveChanges.Notify(Readiness.None);
    }

    /// <summary>The session's leader is gone: the job in front is told.</summary>
    public void EndSession()
    {
        int foreground = Foreground;
        SetSession(0, 0);
        if (foreground != 0)
        {
            jobs.SignalGroup(foreground, Hangup);
            jobs.SignalGroup(foreground, Continue);
        }
    }

    /// <summary>Lets a process change something of the terminal: one in the background is stopped first.</summary>
    public Errno CheckChange(Waiter waiter) => CheckJob(waiter, TerminalOutput);

    internal Errno Type(Waiter waiter, ReadOnlySpan<byte> data, bool mayWait, out int count)
    {
        count = 0;
        List<int> signals = [];
        Errno error = Errno.None;
        lock (_gate)
        {
            while (count < data.Length)
            {
                // A full line can still be ended; where bytes are read as they come, who types waits.
                if (!Modes.IsCanonical && !Editor.HasRoom)
                {
                    error = mayWait && count == 0 ? AwaitRoom(waiter) : Errno.EAGAIN;
                    if (error == Errno.None)
                    {
                        continue;
                    }

                    break;
                }

                Receive(data[count++], signals);
            }

            Monitor.PulseAll(_gate);
        }

        foreach (int signal in signals)
        {
            if (Foreground != 0)
            {
                jobs.SignalGroup(Foreground, signal);
            }
        }

        SlaveChanges.Notify(Readiness.None);
        MasterChanges.Notify(Readiness.Read);
        return count > 0 ? Errno.None : error;

        Errno AwaitRoom(Waiter one) => one.Wait(_gate) || Editor.HasRoom ? Errno.None : Errno.EINTR;
    }

    internal Errno ReadOutput(Waiter waiter, Span<byte> buffer, bool mayWait, out int count)
    {
        count = 0;
        lock (_gate)
        {
            while (_echo.Output.Count == 0)
            {
                if (_wasOpened && _slaves == 0)
                {
                    return Errno.EIO;
                }

                if (!mayWait)
                {
                    return Errno.EAGAIN;
                }

                if (!waiter.Wait(_gate) && _echo.Output.Count == 0)
                {
                    return Errno.EINTR;
                }
            }

            while (count < buffer.Length && _echo.Output.TryDequeue(out byte value))
            {
                buffer[count++] = value;
            }

            Monitor.PulseAll(_gate);
        }

        SlaveChanges.Notify(Readiness.Write);
        return Errno.None;
    }

    internal Errno ReadInput(Waiter waiter, Span<byte> buffer, bool mayWait, out int count)
    {
        count = 0;
        Errno error = CheckJob(waiter, TerminalInput);
        if (error != Errno.None || buffer.IsEmpty)
        {
            return error;
        }

        lock (_gate)
        {
            while (!_isHungUp && Modes.IsCanonical)
            {
                if (Editor.HasLine)
                {
                    count = Editor.TakeLine(buffer);
                    break;
                }

                error = mayWait ? waiter.Wait(_gate) || Editor.HasLine ? Errno.None : Errno.EINTR : Errno.EAGAIN;
                if (error != Errno.None)
                {
                    return error;
                }
            }

            error = _isHungUp || Modes.IsCanonical ? Errno.None : ReadBytes(waiter, buffer, mayWait, out count);
            Monitor.PulseAll(_gate);
        }

        MasterChanges.Notify(Readiness.Write);
        return error;
    }

    internal Errno WriteOutput(Waiter waiter, ReadOnlySpan<byte> data, bool mayWait, out int count)
    {
        count = 0;
        Errno error = Modes.Has(LocalFlags.TOSTOP) ? CheckJob(waiter, TerminalOutput) : Errno.None;
        if (error != Errno.None)
        {
            return error;
        }

        while (count < data.Length && error == Errno.None)
        {
            lock (_gate)
            {
                while (count < data.Length && _echo.Output.Count < MostOutput && !_isStopped && !_isHungUp)
                {
                    _echo.Send(data[count++], Modes);
                }
            }

            MasterChanges.Notify(Readiness.Read);
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
                error = _isHungUp ? Errno.EIO : Errno.None;
                while (error == Errno.None && count < data.Length && (_echo.Output.Count >= MostOutput || _isStopped) && !_isHungUp)
                {
                    error = !mayWait ? Errno.EAGAIN : waiter.Wait(_gate) ? Errno.None : Errno.EINTR;
                }
            }
        }

        return count > 0 ? Errno.None : error;
    }

    internal Readiness GetMasterReadiness()
    {
        lock (_gate)
        {
            return (_echo.Output.Count > 0 ? Readiness.Read : 0)
                | (_wasOpened && _slaves == 0 ? Readiness.HangUp : 0)
                | (Editor.HasRoom || Modes.IsCanonical ? Readiness.Write : 0);
        }
    }

    internal Readiness GetSlaveReadiness()
    {
        lock (_gate)
        {
            if (_isHungUp)
            {
                return Readiness.Read | Readiness.Write | Readiness.Error | Readiness.HangUp;
            }

            int least = Modes[ControlCharacter.VTIME] == 0 ? Math.Max((byte)1, Modes[ControlCharacter.VMIN]) : 1;
            bool canRead = Modes.IsCanonical ? Editor.HasLine : Editor.ReadyCount >= least;
            return (canRead ? Readiness.Read : 0) | (_echo.Output.Count < MostOutput && !_isStopped ? Readiness.Write : 0);
        }
    }

    // Where bytes are read as they come: VMIN of them, or those of VTIME tenths of a second (termios(3)).
    private Errno ReadBytes(Waiter waiter, Span<byte> buffer, bool mayWait, out int count)
    {
        int least = Math.Min(Modes[ControlCharacter.VMIN], buffer.Length);
        long time = Modes[ControlCharacter.VTIME] * TenthOfSecond;
        Deadline deadline = time != 0 && Modes[ControlCharacter.VMIN] == 0 ? Deadline.In(clock, time) : Deadline.Never;
        count = 0;
        while (true)
        {
            int got = Editor.TakeBytes(buffer[count..]);
            count += got;
            if (got > 0 && time != 0 && least > 0)
            {
                deadline = Deadline.In(clock, time);
            }

            bool isEnough = count == buffer.Length || (least == 0 ? count > 0 || time == 0 : count >= least);
            if (isEnough || deadline.IsOver || _isHungUp || Modes.IsCanonical)
            {
                return Errno.None;
            }

            if (!mayWait)
            {
                return count > 0 ? Errno.None : Errno.EAGAIN;
            }

            if (!waiter.Wait(_gate, deadline.Milliseconds) && Editor.ReadyCount == 0)
            {
                return count > 0 ? Errno.None : Errno.EINTR;
            }
        }
    }

    private Errno CheckJob(Waiter waiter, int signal)
    {
        GuestProcess? process = waiter.Process;
        return process is null || Session == 0 || process.Session != Session || Foreground == 0 || process.Group == Foreground
            ? Errno.None
            : jobs.CheckBackground(waiter, signal);
    }

    private void Receive(byte value, List<int> signals)
    {
        TerminalModes modes = Modes;
        if (modes.Has(InputFlags.ISTRIP))
        {
            value &= 0x7F;
        }

        if (Editor.IsQuoted)
        {
            Editor.Add(value, modes);
            return;
        }

        if (modes.Has(InputFlags.IXON))
        {
            if (modes.Is(value, ControlCharacter.VSTART) || modes.Is(value, ControlCharacter.VSTOP))
            {
                _isStopped = modes.Is(value, ControlCharacter.VSTOP);
                return;
            }

            _isStopped &= !modes.Has(InputFlags.IXANY);
        }

        if (modes.Has(LocalFlags.ISIG) && SignalOf(value, modes) is var signal and not 0)
        {
            if (!modes.Has(LocalFlags.NOFLSH))
            {
                Editor.Clear();
                _echo.Output.Clear();
            }

            _isStopped = false;
            _echo.Show(value, modes);
            signals.Add(signal);
            return;
        }

        if (value == (byte)'\r')
        {
            if (modes.Has(InputFlags.IGNCR))
            {
                return;
            }

            value = modes.Has(InputFlags.ICRNL) ? (byte)'\n' : value;
        }
        else if (value == (byte)'\n' && modes.Has(InputFlags.INLCR))
        {
            value = (byte)'\r';
        }

        if (_echo.Output.Count < MostOutput * 2)
        {
            Editor.Add(value, modes);
        }
    }

    private static int SignalOf(byte value, TerminalModes modes) =>
        modes.Is(value, ControlCharacter.VINTR) ? Interrupt
        : modes.Is(value, ControlCharacter.VQUIT) ? Quit
        : modes.Is(value, ControlCharacter.VSUSP) ? Suspend : 0;
}
