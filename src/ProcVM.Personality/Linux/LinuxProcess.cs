using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Memory;
using ProcVM.Kernel.Processes;
using ProcVM.Personality.Linux.Loading;
using ProcVM.Personality.Linux.Proc;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux;

#pragma warning disable CA1001 // The end of the process is that of its timer.
/// <summary>A Linux process.</summary>
internal sealed class LinuxProcess : GuestProcess
{
    private readonly List<LinuxThread> _threads = [];
    private LinuxThread? _onlyOne;
    private Timer? _patience;
    private int? _end;

    public LinuxProcess(LinuxInstance instance, int id)
        : base(id)
    {
        Instance = instance;
        StartNanoseconds = instance.Options.Clock.MonotonicNanoseconds;
        Signals = new SignalState(this);
        Timers = new IntervalTimers(this);
        Descriptors = new DescriptorTable(instance.Options.Descriptors) { Closing = instance.ReleaseRecordLocks };
        FileMask = instance.Options.FileMask;
    }

    public LinuxInstance Instance { get; }

    public SignalState Signals { get; private set; }

    public DescriptorTable Descriptors { get; private set; }

    /// <summary>The tree of names; where relative paths start is <see cref="Directory"/>.</summary>
    public FileSystem Files { get; private set; } = null!;

    /// <summary>The current directory: a path from the root, without links.</summary>
    public byte[] Directory { get; set; } = "/"u8.ToArray();

    public uint FileMask { get; set; }

    public MemoryMap Memory { get; private set; } = null!;

    /// <summary>The first thread, over perhaps; after exec, the one that called it.</summary>
    public LinuxThread Thread { get; private set; } = null!;

    /// <summary>The threads that aren't over. Under the table's lock.</summary>
    public IReadOnlyList<LinuxThread> Threads => _threads;

    /// <summary>True when there is another thread than the one that asks.</summary>
    public bool IsThreaded => _threads.Count > 1;

    /// <summary>The program's file: a path from the root, without links.</summary>
    public byte[] Executable { get; private set; } = [];

    /// <summary>Where a 32-bit program's page of entry points is; 0 for none.</summary>
    public ulong Vdso { get; private set; }

    /// <summary>What its program was started with.</summary>
    public StartData? StartData { get; private set; }

    /// <summary>When it began, in nanoseconds of the monotonic clock.</summary>
    public long StartNanoseconds { get; }

    /// <summary>What ps calls it: at most 15 bytes.</summary>
    public byte[] Name { get; set; } = [];

    /// <summary>The signal that the parent gets when it is over; 0 for none.</summary>
    public int ExitSignal { get; set; } = SignalNumber.Child;

    /// <summary>The timers that send it signals.</summary>
    public IntervalTimers Timers { get; }

    /// <summary>The timers that it made itself.</summary>
    public PosixTimers PosixTimers { get; } = new();

    public bool IsDumpable { get; set; } = true;

    public bool HasNoNewPrivileges { get; set; }

    public int DeathSignal { get; set; }

    /// <summary>Set once it runs a program of its own or is over: what a vfork waits for.</summary>
    public bool HasMemoryOfItsOwn { get; private set; }

    /// <summary>The first process sees what was granted.</summary>
    public void Begin(string currentDirectory)
    {
        Files = new FileSystem(MakeMounts(), "/", int.MaxValue);
        Directory = Files.FindDirectory(Core.Text.Utf8Text.Encode(currentDirectory), out byte[] found) == Errno.None ? found : "/"u8.ToArray();
    }

    /// <summary>A child sees and has what its parent has.</summary>
    public void Begin(LinuxProcess parent, MemoryMap memory)
    {
        Files = parent.Files.WithMounts(MakeMounts());
        Directory = parent.Directory;
        FileMask = parent.FileMask;
        Executable = parent.Executable;
        Name = parent.Name;
        Vdso = parent.Vdso;
        StartData = parent.StartData;
        HasNoNewPrivileges = parent.HasNoNewPrivileges;
        Descriptors = parent.Descriptors.Copy();
        Signals = parent.Signals.Copy(this);
        Memory = memory;
    }

    public void Start(LinuxThread thread, LoadedProgram program)
    {
        Start(thread);
        Become(program);
    }

    public void Start(LinuxThread thread)
    {
        Thread = thread;
        TryAdd(thread);
    }

    /// <summary>One more thread; false when all are ending.</summary>
    public bool TryAdd(LinuxThread thread)
    {
        lock (Instance.Table.Gate)
        {
            bool isAdded = _end is null && _onlyOne is null;
            if (isAdded)
            {
                _threads.Add(thread);
                Descriptors.IsShared |= _threads.Count > 1;
            }

            return isAdded;
        }
    }

    /// <summary>A thread that was added is taken back before it has run.</summary>
    public void Remove(LinuxThread thread)
    {
        lock (Instance.Table.Gate)
        {
            _threads.Remove(thread);
            Monitor.PulseAll(Instance.Table.Gate);
        }
    }

    /// <summary>A thread that is to take a signal: the first one, if it doesn't hold it back; null when all do. Under the table's lock.</summary>
    public LinuxThread? FindTaker(ulong bit) =>
        _threads.Contains(Thread) && Thread.Signals.Wants(bit) ? Thread : _threads.Find(thread => thread.Signals.Wants(bit));

    /// <summary>The thread of a number; null when the process has none.</summary>
    public LinuxThread? FindThread(int id)
    {
        lock (Instance.Table.Gate)
        {
            return _threads.Find(thread => thread.Id == id);
        }
    }

    /// <summary>The thread that waits so; null when the process has none.</summary>
    public LinuxThread? FindThread(Kernel.Processes.Waiter waiter)
    {
        lock (Instance.Table.Gate)
        {
            return _threads.Find(thread => thread.Waiter == waiter);
        }
    }

    /// <summary>Lets other threads take signals that wait for the process. Under the table's lock.</summary>
    public void Offer(ulong set, LinuxThread but)
    {
        foreach (LinuxThread thread in set == 0 ? [] : _threads)
        {
            if (thread != but && thread.Signals.Wants(set))
            {
                thread.Demand();
            }
        }
    }

    /// <summary>True when a thread is to end: the process does, or another thread runs a new program.</summary>
    public bool IsEnding(LinuxThread thread) => _end is not null || (_onlyOne is { } only && only != thread);

    /// <summary>All threads end from now on.</summary>
    /// <param name="status">As wait(2) tells it; the first one counts.</param>
    public void BeginEnd(int status)
    {
        lock (Instance.Table.Gate)
        {
            if (_end is not null)
            {
                return;
            }

            _end = status;
            _threads.ForEach(static thread => thread.Demand());
            Monitor.PulseAll(Instance.Table.Gate);
            if (_threads.Count > 1 || status == SignalNumber.Kill)
            {
                // A guest whose engine's side doesn't answer would never end.
                const int Milliseconds = 500;
                _patience = new Timer(static state => ((LinuxProcess)state!).Force(), this, Milliseconds, Timeout.Infinite);
            }
        }
    }

    /// <summary>Ends all threads but one, and makes it the first one, with the process's number; false when the process ends, or another thread did the same.</summary>
    public bool TryBeAlone(LinuxThread thread)
    {
        object gate = Instance.Table.Gate;
        lock (gate)
        {
            if (IsEnding(thread))
            {
                return false;
            }

            _onlyOne = thread;
            _threads.ForEach(other => (other == thread ? null : other)?.Demand());
            while (_threads.Count > 1 && _end is null)
            {
                Monitor.Wait(gate);
            }

            _onlyOne = null;
            if (_end is not null)
            {
                return false;
            }

            if (thread != Thread)
            {
                Instance.Table.RemoveThread(thread.Id);
                Thread = thread;
            }

            Descriptors.IsShared = false;
            return true;
        }
    }

    /// <summary>Stops all threads.</summary>
    public void Stop(int signal)
    {
        lock (Instance.Table.Gate)
        {
            if (_end is null)
            {
                Instance.Table.Change(this, ProcessState.StoppedNews, (signal << 8) | 0x7F);
                _threads.ForEach(static thread => thread.Demand());
            }
        }
    }

    /// <summary>Runs another program from now on, in a memory of its own.</summary>
    public void Become(LoadedProgram program)
    {
        PosixTimers.Clear();
        Memory?.Release();
        Memory = program.Memory;
        Executable = program.Executable;
        Name = program.Name;
        Vdso = program.Vdso;
        StartData = program.Start;
        Signals.ResetHandlers();
        Descriptors.CloseOnExec();
        IsDumpable = true;
        TellMemoryIsOwn();
    }

    /// <summary>A directory becomes the root; the current directory is then in it.</summary>
    public Errno ChangeRoot(byte[] path)
    {
        Errno error = Files.FindDirectory(path, out byte[] root);
        error = error != Errno.None ? error : Files.ChangeRoot(root, out FileSystem? changed) is var failed and not Errno.None ? failed : Take(changed!, root);
        return error;
    }

    /// <summary>A thread is over; with the last one, so is the process.</summary>
    public void End(LinuxThread thread)
    {
        thread.Guest.Dispose();
        lock (Instance.Table.Gate)
        {
            _threads.Remove(thread);
            if (thread.Id != Id)
            {
                Instance.Table.RemoveThread(thread.Id);
            }

            Offer(Signals.Queue.Set, thread);
            Monitor.PulseAll(Instance.Table.Gate);
            if (_threads.Count > 0)
            {
                return;
            }
        }

        int status = _end ?? Thread.Status;
        _patience?.Dispose();
        Timers.Stop();
        PosixTimers.Clear();
        Instance.Tracer?.Ended(this, status);
        Memory.Release();
        Descriptors.CloseAll();
        TellMemoryIsOwn();
        Instance.Ended(this, status);
    }

    /// <summary>It is taken back before it has run.</summary>
    public void Abandon()
    {
        Thread.Guest.Dispose();
        Memory.Release();
        Descriptors.CloseAll();
        Instance.Table.Remove(this);
    }

    private void Force()
    {
        lock (Instance.Table.Gate)
        {
            // Processes that share the memory would end too.
            if (_threads.Count > 0 && !Memory.IsShared)
            {
                _threads[0].Guest.Space.Kill();
            }
        }
    }

    protected override void ChildChanged(GuestProcess child, bool isOver)
    {
        LinuxProcess process = (LinuxProcess)child;
        if (!isOver && Signals.IgnoresStopsOfChildren)
        {
            return;
        }

        if (process.ExitSignal != 0)
        {
            Signals.Post(SignalInfo.OfChild(process, isOver));
        }
    }

    private void TellMemoryIsOwn()
    {
        lock (Instance.Table.Gate)
        {
            HasMemoryOfItsOwn = true;
            Monitor.PulseAll(Instance.Table.Gate);
        }
    }

    private Errno Take(FileSystem changed, byte[] root)
    {
        // One that is outside stays so in Linux; here nothing is.
        bool isInside = root.Length == 1 || (Directory.AsSpan().StartsWith(root) && (Directory.Length == root.Length || Directory[root.Length] == (byte)'/'));
        Directory = !isInside || Directory.Length == root.Length ? "/"u8.ToArray() : root.Length == 1 ? Directory : Directory[root.Length..];
        Files = changed;
        return Errno.None;
    }

    private MountTable MakeMounts() => new(
    [
        .. Instance.Options.Mounts,
        new Mount(new ProcDirectory(this), "/proc", isReadOnly: true),
        new Mount(new Terminals.TerminalDirectory(Instance), "/dev/pts", isReadOnly: false),
    ]);
}
