using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Epoll;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Files.Locks;
using ProcVM.Kernel.Files.Overlay;
using ProcVM.Kernel.Futexes;
using ProcVM.Kernel.Memory;
using ProcVM.Kernel.Processes;
using ProcVM.Kernel.Sockets;
using ProcVM.Kernel.Time;
using ProcVM.Personality.Linux.Loading;
using ProcVM.Personality.Linux.Signals;
using ProcVM.Personality.Linux.Terminals;
using ProcVM.Personality.Linux.Trace;

namespace ProcVM.Personality.Linux;

/// <summary>The processes of one Linux instance, and what they share.</summary>
public sealed class LinuxInstance
{
    private readonly HashSet<(LinuxAbi, ulong)> _reported = [];
    private readonly HashSet<string> _programs = [];
    private int _firstStatus;
    private bool _isOver;
    private ulong _lastInode = 2;
    private System.Runtime.ExceptionServices.ExceptionDispatchInfo? _bug;

    /// <summary>An instance without processes.</summary>
    public LinuxInstance(LinuxOptions options)
    {
        Options = options;
        Table = new ProcessTable(options.Processes);
        Nameless = new OverlayDirectory(new OverlayOptions
        {
            Budget = new StorageBudget(options.Quota),
            Clock = options.Clock,
            Identity = options.Identity,
            Scratch = options.Scratch,
            Device = 1,
        });
        StartNanoseconds = options.Clock.MonotonicNanoseconds;
        Timers = new TimerQueue(options.Clock);
        Terminals = new TerminalTable(this);
        Sockets = new SocketSpace(options.Clock, options.Identity.User, options.Identity.Group) { NextNumber = NewInode };
        Tracer = options.Trace is { } write ? new LinuxTracer(write) : null;
    }

    /// <summary>How the first program ended, as wait(2) tells it, once <see cref="Run"/> is back.</summary>
    public int FirstStatus => _firstStatus;

    /// <summary>True when <see cref="Load"/> failed for what this version doesn't have.</summary>
    public bool IsForLater { get; private set; }

    /// <summary>How many calls were served.</summary>
    public long Calls => Interlocked.Read(ref CallCount);

    internal LinuxOptions Options { get; }

    /// <summary>Writes a line for each call; null when nobody wants them.</summary>
    internal LinuxTracer? Tracer { get; }

    internal ProcessTable Table { get; }

    internal FutexTable Futexes { get; } = new();

    internal MemoryQuota Quota => Options.Quota;

    internal long StartNanoseconds { get; }

    internal SocketSpace Sockets { get; }

    internal TerminalTable Terminals { get; }

    /// <summary>What happens in the instance by itself.</summary>
    internal TimerQueue Timers { get; }

    /// <summary>The lock of which epoll set is in which.</summary>
    internal object EpollNesting { get; } = new();

    internal EpollQuota EpollQuota { get; } = new(1 << 20);

    /// <summary>Locks of parts of files (fcntl).</summary>
    internal LockTable RecordLocks { get; } = new();

    /// <summary>Locks of whole files (flock).</summary>
    internal LockTable WholeLocks { get; } = new();

    /// <summary>The number of this start of the system, in the form of a UUID.</summary>
    internal string BootId => field ??= Proc.SystemTexts.NewId(this);

    internal NamedPipes NamedPipes { get; } = new();

    /// <summary>Files without names.</summary>
    internal OverlayDirectory Nameless { get; }

    internal long CallCount;

    /// <summary>Loads the first program.</summary>
    /// <returns>Why it can't be loaded.</returns>
    public Errno Load(out string reason)
    {
        reason = "";
        Errno error = Table.Add(null, id => new LinuxProcess(this, id), out LinuxProcess? process);
        if (error != Errno.None)
        {
            return error;
        }

        process!.Begin(Options.CurrentDirectory);
        OpenStandardStreams(process.Descriptors);
        ProgramLoader loader = new(this, process.Files);
        List<byte[]> arguments = [.. Options.Arguments.Select(Core.Text.Utf8Text.Encode)];
        List<byte[]> variables = [.. Options.Environment.Select(static one => Core.Text.Utf8Text.Encode($"{one.Key}={one.Value}"))];
        byte[] path = Core.Text.Utf8Text.Encode(Options.Program);
        error = loader.Load(path, Core.Text.Utf8Text.Encode(Options.ProgramName), arguments, variables, out LoadedProgram? program);
        reason = loader.Reason;
        IsForLater = loader.IsForLater;
        if (error != Errno.None)
        {
            process.Descriptors.CloseAll();
            Table.Remove(process);
            return error;
        }

        Tracer?.Executed(process, Core.Text.Utf8Text.Encode(Options.ProgramName), [.. Options.Arguments.Select(Core.Text.Utf8Text.Encode)], variables.Count);
        First = process;
        if (Terminals.Host is { } host)
        {
            host.Acquire();
            (Terminals.HostSession, Terminals.HostForeground) = (process.Session, process.Group);
        }

        process.Start(new LinuxThread(process, program!.Thread, process.Id), program);
        return Errno.None;
    }

    /// <summary>Runs what was loaded until no process is left.</summary>
    public void Run()
    {
        if (!First!.Thread.TryStartServing())
        {
            throw new InvalidOperationException("the host has no thread for the program");
        }

        lock (Table.Gate)
        {
            while (!_isOver)
            {
                Monitor.Wait(Table.Gate);
            }
        }

        _bug?.Throw();
    }

    /// <summary>Sends the first program's group a signal, as a terminal does: from any thread.</summary>
    public void Signal(int signal)
    {
        int group = Terminals.HostForeground is var front and not 0 ? front : First?.Group ?? 0;
        foreach (GuestProcess process in Table.All())
        {
            if (process.Group == group)
            {
                ((LinuxProcess)process).Signals.Post(SignalInfo.OfKernel(signal));
            }
        }
    }

    /// <summary>True when a job of the program's own is in front at the terminal that the instance was started at.</summary>
    public bool HasJobInFront => Terminals.HostForeground is var front and not 0 && front != First?.Group;

    /// <summary>Ends every process, from any thread.</summary>
    public void Kill()
    {
        foreach (GuestProcess process in Table.All())
        {
            ((LinuxProcess)process).Signals.Post(SignalInfo.OfKernel(SignalNumber.Kill));
        }
    }

    internal LinuxProcess? First { get; private set; }

    /// <summary>A number for something that has no inode of the host's.</summary>
    internal ulong NewInode() => Interlocked.Increment(ref _lastInode);

    /// <summary>The thread of a number; null when there is none, or it is over.</summary>
    internal LinuxThread? FindThread(int id)
    {
        lock (Table.Gate)
        {
            return Table.FindThread(id) as LinuxThread ?? (Table.Find(id) is LinuxProcess { Thread: { } first } process && process.Threads.Contains(first) ? first : null);
        }
    }

    /// <summary>A process is over.</summary>
    internal void Ended(LinuxProcess process, int status)
    {
        lock (Table.Gate)
        {
            if (process == First)
            {
                _firstStatus = status;
            }

            process.IsUnwanted = process.ExitSignal == SignalNumber.Child && process.Parent is LinuxProcess { Signals.ForgetsChildren: true };
            foreach (GuestProcess child in Table.All())
            {
                if (child.Parent == process && child is LinuxProcess { DeathSignal: not 0 } orphan)
                {
                    orphan.Signals.Post(SignalInfo.OfProcess(orphan.DeathSignal, process));
                }
            }

            Table.Exit(process, status);
            if (process.Session == process.Id)
            {
                Terminals.EndSession(process.Session);
            }

            _isOver |= Table.Living == 0;
        }
    }

    /// <summary>Something of ours went wrong: whoever runs the instance shall know.</summary>
    internal void Failed(Exception bug)
    {
        lock (Table.Gate)
        {
            _bug ??= System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(bug);
            _isOver = true;
            Monitor.PulseAll(Table.Gate);
        }
    }

    /// <summary>A process closes a file: with any of its descriptors go all its locks on it (fcntl_locking(2)).</summary>
    internal void ReleaseRecordLocks(DescriptorTable owner, OpenFile file)
    {
        if (!RecordLocks.IsEmpty && file is OpenRegularFile && file.GetStatus(out FileStatus status) == Errno.None)
        {
            RecordLocks.Release((status.Device, status.Inode), owner);
        }
    }

    /// <summary>Tells the user once that a call isn't there.</summary>
    internal void ReportUnserved(LinuxAbi abi, ulong number, string arguments)
    {
        lock (_reported)
        {
            if (_reported.Add((abi, number)))
            {
                Options.Report($"the program calls {abi.NameOf(number) ?? "an unknown system call"} (number {number}{arguments}), which this version doesn't have; it gets ENOSYS");
            }
        }
    }

    /// <summary>Tells the user once why a program that another one starts can't be loaded.</summary>
    internal void ReportProgram(byte[] path, string reason)
    {
        lock (_reported)
        {
            if (_programs.Add(Core.Text.Utf8Text.Decode(path)))
            {
                Options.Report($"cannot load '{Core.Text.Utf8Text.Decode(path)}': {reason}; the program gets ENOEXEC");
            }
        }
    }

    private void OpenStandardStreams(DescriptorTable table)
    {
        (IFile File, OpenMode Mode)[] streams =
            [(Options.Streams.Input, OpenMode.Read), (Options.Streams.Output, OpenMode.Write), (Options.Streams.Error, OpenMode.Write)];
        for (int i = 0; i < streams.Length; i++)
        {
            // One that the tool was started without isn't there for the program either.
            if (streams[i].File.GetStatus(out _) != Errno.EBADF)
            {
                OpenStream stream = new(streams[i].File, isOwned: false)
                {
                    // A terminal is open for both, under each of its numbers.
                    Mode = streams[i].File.Kind == FileKind.Terminal ? OpenMode.Read | OpenMode.Write : streams[i].Mode,
                    Name = NameOf(streams[i].File),
                };
                table.Replace(i, stream, closeOnExec: false);
                Terminals.Host ??= stream.IsTerminal ? stream : null;
            }
        }
    }

    private static string NameOf(IFile stream)
    {
        const ulong NullDevice = 0x103;
        Errno error = stream.GetStatus(out FileStatus status);
        return stream.Kind == FileKind.Terminal ? "/dev/tty"
            : error == Errno.None && status.OwnDevice == NullDevice ? "/dev/null"
            : (status.Mode & 0xF000) == 0xC000 ? $"socket:[{status.Inode}]"
            : (status.Mode & 0xF000) == 0x1000 ? $"pipe:[{status.Inode}]" : "stream";
    }
}
