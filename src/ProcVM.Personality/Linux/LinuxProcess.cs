using ProcVM.Core.Ports;
using ProcVM.Kernel.Descriptors;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Memory;
using ProcVM.Kernel.Processes;
using ProcVM.Personality.Linux.Loading;
using ProcVM.Personality.Linux.Signals;

namespace ProcVM.Personality.Linux;

/// <summary>A Linux process.</summary>
internal sealed class LinuxProcess : GuestProcess
{
    private int _isOver;

    public LinuxProcess(LinuxInstance instance, int id)
        : base(id)
    {
        Instance = instance;
        Signals = new SignalState(this);
        Descriptors = new DescriptorTable(instance.Options.Descriptors);
    }

    public LinuxInstance Instance { get; }

    public SignalState Signals { get; private set; }

    public DescriptorTable Descriptors { get; private set; }

    /// <summary>The tree of names; where relative paths start is <see cref="Directory"/>.</summary>
    public FileSystem Files { get; private set; } = null!;

    /// <summary>The current directory: a path from the root, without links.</summary>
    public byte[] Directory { get; set; } = "/"u8.ToArray();

    public uint FileMask { get; set; } = 0x12; // 022

    public MemoryMap Memory { get; private set; } = null!;

    public LinuxThread Thread { get; private set; } = null!;

    /// <summary>The program's file: a path from the root, without links.</summary>
    public byte[] Executable { get; private set; } = [];

    /// <summary>What ps calls it: at most 15 bytes.</summary>
    public byte[] Name { get; set; } = [];

    /// <summary>The signal that the parent gets when it is over; 0 for none.</summary>
    public int ExitSignal { get; set; } = SignalNumber.Child;

    public bool IsDumpable { get; set; } = true;

    public bool HasNoNewPrivileges { get; set; }

    public int DeathSignal { get; set; }

    /// <summary>Set once it runs a program of its own or is over: what a vfork waits for.</summary>
    public bool HasMemoryOfItsOwn { get; private set; }

    /// <summary>The first process sees what was granted.</summary>
    public void Begin(string currentDirectory)
    {
        Files = MakeFiles();
        Directory = Files.FindDirectory(Core.Text.Utf8Text.Encode(currentDirectory), out byte[] found) == Errno.None ? found : "/"u8.ToArray();
    }

    /// <summary>A child sees and has what its parent has.</summary>
    public void Begin(LinuxProcess parent, MemoryMap memory)
    {
        Files = MakeFiles();
        Directory = parent.Directory;
        FileMask = parent.FileMask;
        Executable = parent.Executable;
        Name = parent.Name;
        HasNoNewPrivileges = parent.HasNoNewPrivileges;
        Descriptors = parent.Descriptors.Copy();
        Signals = parent.Signals.Copy(this);
        Memory = memory;
    }

    public void Start(LinuxThread thread, LoadedProgram program)
    {
        Thread = thread;
        Become(program);
    }

    public void Start(LinuxThread thread) => Thread = thread;

    /// <summary>Runs another program from now on, in a memory of its own.</summary>
    public void Become(LoadedProgram program)
    {
        Memory?.Release();
        Memory = program.Memory;
        Executable = program.Executable;
        Name = program.Name;
        Signals.ResetHandlers();
        Descriptors.CloseOnExec();
        IsDumpable = true;
        TellMemoryIsOwn();
    }

    /// <summary>It is over.</summary>
    /// <param name="status">As wait(2) tells it.</param>
    public void End(int status)
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0)
        {
            return;
        }

        Instance.Tracer?.Ended(this, status);
        Thread.Guest.Dispose();
        Memory.Release();
        Descriptors.CloseAll();
        TellMemoryIsOwn();
        Instance.Ended(this, status);
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

    private FileSystem MakeFiles() =>
        new(new MountTable([.. Instance.Options.Mounts, new Mount(new ProcDirectory(this), "/proc", isReadOnly: true)]), "/", int.MaxValue);
}
