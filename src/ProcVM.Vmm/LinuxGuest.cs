using System.Diagnostics;
using System.Runtime.ExceptionServices;
using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Core.Text;
using ProcVM.Host;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Files.Overlay;
using ProcVM.Kernel.Memory;
using ProcVM.Native;
using ProcVM.Personality.Linux;
using ProcVM.X86;

namespace ProcVM.Vmm;

/// <summary>A Linux program, with all the processes that come of it, as an instance.</summary>
public sealed class LinuxGuest : IDisposable
{
    private const int WaitSignalMask = 0x7F;

    private readonly InstanceOptions _options;
    private readonly IGuestEngine _engine;
    private readonly LinuxInstance _instance;
    private readonly HostPorts _ports;
    private readonly List<IDirectory> _directories;
    private readonly Interruption _interruption;

    private LinuxGuest(
        InstanceOptions options, IGuestEngine engine, LinuxInstance instance, HostPorts ports, List<IDirectory> directories, Interruption interruption)
    {
        _options = options;
        _engine = engine;
        _instance = instance;
        _ports = ports;
        _directories = directories;
        _interruption = interruption;
    }

    /// <summary>Makes an instance of a program's file, or says why there can be none.</summary>
    /// <param name="path">The host path of the program.</param>
    /// <param name="options">What it is given. It sees its own file in any case.</param>
    /// <param name="report">Takes what the user should know while it runs, a line at a time.</param>
    public static LoadResult<LinuxGuest> Create(string path, InstanceOptions options, Action<string> report)
    {
        Interruption interruption = new();
        HostPorts ports = new(interruption);
        List<IDirectory> directories = [];
        LoadResult<LinuxGuest> created = Create(path, options, report, ports, directories, interruption);
        if (!created.Succeeded)
        {
            directories.ForEach(static directory => directory.Dispose());
        }

        return created;
    }

    /// <summary>Runs the program until neither it nor a process that came of it is left.</summary>
    public InstanceResult Run()
    {
        long start = Stopwatch.GetTimestamp();
        ExceptionDispatchInfo? failure = null;
        bool timedOut;
        using (Watchdog watchdog = new(_options.Timeout, Kill, _options.Abandon))
        {
            Thread guest = new(() =>
            {
                try
                {
                    // The threads that serve the guest's are started by this one, and confined as it is.
                    _ports.TryConfineThread();
                    _instance.Run();
                }
                catch (Exception bug)
                {
                    failure = ExceptionDispatchInfo.Capture(bug);
                }
            })
            { IsBackground = true, Name = "instance" };
            guest.UnsafeStart();
            guest.Join();
            timedOut = watchdog.HasTimedOut;
        }

        failure?.Throw();
        int signal = _instance.FirstStatus & WaitSignalMask;
        SoftwareEngine? interpreter = _engine as SoftwareEngine;
        InstanceEnd end = timedOut ? InstanceEnd.TimedOut : interpreter is { IsFuelSpent: true } ? InstanceEnd.FuelSpent : signal != 0 ? InstanceEnd.Signaled : InstanceEnd.Exited;
        return new InstanceResult(end, signal != 0 ? signal : _instance.FirstStatus >> 8, null, default, Stopwatch.GetElapsedTime(start))
        {
            Engine = _engine.Name,
            SystemCalls = _instance.Calls,
            Instructions = interpreter?.Instructions ?? -1,
        };
    }

    /// <summary>Sends the program a signal, as its terminal does; from any thread.</summary>
    public void Signal(int signal) => _instance.Signal(signal);

    /// <summary>True when a job of the program's own is in front at its terminal, as a shell's is: it is what the terminal stops, not we.</summary>
    public bool HasJobInFront => _instance.HasJobInFront;

    /// <summary>Gives back what the instance holds of the host; no process of it is left then.</summary>
    public void Dispose()
    {
        _engine.Dispose();
        _directories.ForEach(static directory => directory.Dispose());
    }

    private static LoadResult<LinuxGuest> Create(
        string path, InstanceOptions options, Action<string> report, HostPorts ports, List<IDirectory> directories, Interruption interruption)
    {
        List<Mount> mounts = [];
        foreach (DirectoryGrant grant in options.Grants)
        {
            Errno granted = ports.OpenDirectory(grant.HostPath, out IDirectory? directory, grant.IsReadOnly);
            if (granted != Errno.None)
            {
                return Failure(VmmDiagnostics.CannotGrant, grant.HostPath, HostError.Describe(granted));
            }

            directories.Add(directory!);
            mounts.Add(new Mount(directory!, grant.GuestPath, grant.IsReadOnly));
        }

        MemoryQuota quota = new(options.Memory);
        OverlayOptions memory = new()
        {
            Budget = new StorageBudget(quota),
            Clock = ports.Clock,
            Identity = HostFacts.Identity,
            Scratch = new HostScratchFiles(),
        };
        if (options.Root is { } root)
        {
            Errno opened = ports.OpenDirectory(root.HostPath, out IDirectory? tree, root.IsReadOnly);
            if (opened != Errno.None)
            {
                return Failure(VmmDiagnostics.CannotUseRoot, root.HostPath, HostError.Describe(opened));
            }

            tree = root.IsReadOnly ? new OverlayDirectory(memory, tree) : tree!;
            directories.Add(tree);
            mounts.Add(new Mount(tree, "/", isReadOnly: false));
        }
        else
        {
            const uint Sticky = 0x3FF;
            mounts.Insert(0, new Mount(new OverlayDirectory(memory.With(device: 0x21, permissions: Sticky)), "/tmp", isReadOnly: false));
        }

        StandardStreams streams = options.Streams ?? ports.OpenStandardStreams();
        AddDevices(mounts, memory, ports);
        Errno error = FindProgram(path, options, mounts, ports, directories, out string guestPath);
        if (error != Errno.None)
        {
            return error == Errno.ENOENT ? Failure(VmmDiagnostics.NotFound, path) : Failure(VmmDiagnostics.CannotLoad, path, HostError.Describe(error));
        }

        LinuxInstance? instance = null;
        IGuestEngine? engine = StartEngine(options, () => instance?.Kill(), report, out string reason);
        if (engine is null)
        {
            return Failure(VmmDiagnostics.NoNativeEngine, reason);
        }

        instance = new(new LinuxOptions
        {
            Engine = engine,
            Streams = streams,
            Mounts = mounts,
            CurrentDirectory = options.CurrentDirectory,
            Program = guestPath,
            ProgramName = options.ProgramName,
            Arguments = [options.ProgramName, .. options.Arguments],
            Environment = options.Environment,
            Quota = quota,
            Scratch = memory.Scratch,
            Processes = options.Processes,
            Descriptors = options.OpenFiles,
            Clock = ports.Clock,
            Entropy = options.Seed is { } seed ? new SeededEntropy(seed) : ports.Entropy,
            Identity = HostFacts.Identity,
            Report = report,
            Trace = options.Trace,
        });
        error = instance.Load(out reason);
        if (error == Errno.None)
        {
            return LoadResult<LinuxGuest>.Success(new LinuxGuest(options, engine, instance, ports, directories, interruption));
        }

        engine.Dispose();
        return instance.IsForLater
            ? Failure(VmmDiagnostics.ForLater, path, reason)
            : Failure(VmmDiagnostics.CannotLoad, path, reason.Length > 0 ? reason : HostError.Describe(error));
    }

    // Only the interpreter counts instructions.
    private static IGuestEngine? StartEngine(InstanceOptions options, Action fuelSpent, Action<string> report, out string reason)
    {
        reason = "";
        bool isCounted = options.Fuel >= 0;
        if (options.Engine != EngineChoice.Interpreter && !isCounted)
        {
            if (NativeEngine.TryStart(out NativeEngine? native, out reason) || options.Engine == EngineChoice.Native)
            {
                return native;
            }

            report($"the native engine can't run here: {reason}; the program is interpreted");
        }

        return new SoftwareEngine(options.Memory, options.Fuel, fuelSpent);
    }

    private static void AddDevices(List<Mount> mounts, OverlayOptions memory, HostPorts ports)
    {
        const uint Sticky = 0x3FF;
        mounts.Add(new Mount(new DeviceDirectory(ports.Entropy), "/dev", isReadOnly: false));
        mounts.Add(new Mount(new OverlayDirectory(memory.With(device: 0x22, permissions: Sticky)), "/dev/shm", isReadOnly: false));
    }

    // A path of the guest's wins; then one of the host's beneath the root; then the host's file, which alone is granted.
    private static Errno FindProgram(
        string path, InstanceOptions options, List<Mount> mounts, HostPorts ports, List<IDirectory> directories, out string guestPath)
    {
        FileSystem granted = new(new MountTable(mounts), options.CurrentDirectory, int.MaxValue);
        guestPath = Path.GetFullPath(path, options.CurrentDirectory);
        if (options.Root is not null && granted.GetStatus(Utf8Text.Encode(guestPath), followLast: true, out _) == Errno.None)
        {
            return Errno.None;
        }

        string hostPath = Path.GetFullPath(path);
        guestPath = options.Root is { } root && BelowRoot(hostPath, root.HostPath) is { } below ? below : hostPath;
        return granted.GetStatus(Utf8Text.Encode(guestPath), followLast: true, out _) == Errno.None
            ? Errno.None
            : GrantItself(path, guestPath = hostPath, mounts, ports, directories);
    }

    private static string? BelowRoot(string hostPath, string root)
    {
        string below = Path.GetRelativePath(root, hostPath);
        return below == ".." || below.StartsWith("../", StringComparison.Ordinal) ? null : "/" + below;
    }

    private static Errno GrantItself(string path, string guestPath, List<Mount> mounts, HostPorts ports, List<IDirectory> directories)
    {
        Errno error = ports.OpenFile(path, out IFile? file);
        if (error == Errno.None && file!.Kind != FileKind.Regular)
        {
            file.Dispose();
            return Errno.EACCES;
        }

        if (error == Errno.None)
        {
            SingleFileDirectory alone = new(Utf8Text.Encode(Path.GetFileName(guestPath)), file!);
            directories.Add(alone);
            mounts.Add(new Mount(alone, Path.GetDirectoryName(guestPath) ?? "/", isReadOnly: true));
        }

        return error;
    }

    private static LoadResult<LinuxGuest> Failure(DiagnosticDescriptor descriptor, params object[] arguments) =>
        LoadResult<LinuxGuest>.Failure(new Diagnostic(descriptor, null, arguments));

    private void Kill()
    {
        _interruption.Request();
        _instance.Kill();
    }
}
