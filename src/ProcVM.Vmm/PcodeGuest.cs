using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Host;
using ProcVM.Jit.Cil;
using ProcVM.Jit.Llvm;
using ProcVM.Kernel.Files;
using ProcVM.Module;
using ProcVM.Personality.Pvm;
using ProcVM.Personality.Trace;
using ProcVM.Runtime;
using ProcVM.Runtime.Tiers;
using ProcVM.Vmm.Profiling;

namespace ProcVM.Vmm;

/// <summary>One P-code program as an instance: its engine, its virtual operating system, and the limits on both.</summary>
public sealed class PcodeGuest : IDisposable
{
    // Call depth in bytes up to which the thread's stack can be made large enough for compiled code.
    private const uint LargestCompiledStack = 64 << 20;

    private readonly InstanceOptions _options;
    private readonly PcodeInstance _instance;
    private readonly PvmProcess _process;
    private readonly HostPorts _ports;
    private readonly List<IDirectory> _directories;
    private readonly int _stackBytes;
    private readonly CodeKeeper? _keeper;
    private Watchdog? _watchdog;

    private PcodeGuest(
        InstanceOptions options, PcodeInstance instance, PvmProcess process, HostPorts ports, List<IDirectory> directories, CodeKeeper? keeper)
    {
        _keeper = keeper;
        _stackBytes = options.Tier == TierChoice.Interpreter ? 0 : StackFor(instance.DepthLimit);
        _ports = ports;
        _options = options;
        _instance = instance;
        _process = process;
        _directories = directories;
    }

    /// <summary>Makes an instance of a module, or says why there can be none.</summary>
    public static LoadResult<PcodeGuest> Create(VerifiedModule module, InstanceOptions options)
    {
        Interruption interruption = new();
        HostPorts ports = new(interruption);
        List<IDirectory> directories = [];
        LoadResult<PcodeGuest> created = OpenGrants(ports, options.Grants, directories) is { } error
            ? LoadResult<PcodeGuest>.Failure(error)
            : Create(module, options, ports, directories, interruption);
        if (!created.Succeeded)
        {
            Close(directories);
        }

        return created;
    }

    /// <summary>Runs the program to its end, whatever that is. An instance runs once.</summary>
    public InstanceResult Run()
    {
        long start = Stopwatch.GetTimestamp();
        RunResult run = null!;
        PvmEnd files = default;
        ExceptionDispatchInfo? failure = null;
        bool timedOut;
        using (StartSampler())
        using (Watchdog watchdog = new(_options.Timeout, Stop, _options.Abandon))
        {
            Volatile.Write(ref _watchdog, watchdog);
            Thread guest = new(() =>
            {
                try
                {
                    _ports.TryConfineThread();
                    run = _instance.Run(_stackBytes);
                    files = _process.Finish();
                }
                catch (Exception bug)
                {
                    // Our own, to be reported by whoever called; on this thread it would end the process.
                    failure = ExceptionDispatchInfo.Capture(bug);
                }
                finally
                {
                    _keeper?.Errands.End();
                }
            }, _stackBytes)
            { IsBackground = true, Name = "guest" };
            guest.UnsafeStart();
            _keeper?.Errands.Serve();
            guest.Join();
            timedOut = watchdog.HasTimedOut;
        }

        failure?.Throw();
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        InstanceEnd end = files.IsOutputClosed ? InstanceEnd.OutputClosed : EndOf(run.End, timedOut);
        if (end == InstanceEnd.Exited && files.Error != Errno.None)
        {
            // Output that is lost when the files are closed is as much an error as any before.
            Trap lost = new(TrapKind.Io, $"the end of '{files.FileName}' can't be written: {HostError.Describe(files.Error)}", []);
            return new InstanceResult(InstanceEnd.Trapped, 0, lost, run.Statistics, duration) { CodeCache = _keeper?.Finish() };
        }

        return new InstanceResult(end, run.ExitCode, run.Trap, run.Statistics, duration) { CodeCache = _keeper?.Finish() };
    }

    /// <summary>Writes what the guest's tier makes of a function; gives why it can't, or null. Nothing runs.</summary>
    public string? List(int function, ListingForm form, SourceLines lines, TextWriter writer) => _instance.List(function, form, lines, writer);

    /// <summary>Makes the program end soon, from any thread.</summary>
    public void Interrupt()
    {
        Stop();
        Volatile.Read(ref _watchdog)?.Stopping();
    }

    /// <summary>Gives back what the instance holds of the host.</summary>
    public void Dispose()
    {
        _instance.Dispose();
        _keeper?.Dispose();
        Close(_directories);
    }

    private static Diagnostic? OpenGrants(HostPorts ports, IReadOnlyList<DirectoryGrant> grants, List<IDirectory> directories)
    {
        foreach (DirectoryGrant grant in grants)
        {
            Errno error = ports.OpenDirectory(grant.HostPath, out IDirectory? directory);
            if (error != Errno.None)
            {
                return new Diagnostic(VmmDiagnostics.CannotGrant, null, grant.HostPath, HostError.Describe(error));
            }

            directories.Add(directory!);
        }

        return null;
    }

    private static LoadResult<PcodeGuest> Create(
        VerifiedModule module, InstanceOptions options, HostPorts ports, List<IDirectory> directories, Interruption interruption)
    {
        List<Mount> mounts = [];
        for (int i = 0; i < directories.Count; i++)
        {
            mounts.Add(new Mount(directories[i], options.Grants[i].GuestPath, options.Grants[i].IsReadOnly));
        }

        PvmProcess process = new(new PvmOptions
        {
            Streams = options.Streams ?? ports.OpenStandardStreams(),
            HeapStart = module.Module.Memory.StackBase + module.Module.Memory.StackSize,
            Mounts = mounts,
            CurrentDirectory = options.CurrentDirectory,
            OpenFiles = options.OpenFiles,
            ProgramName = options.ProgramName,
            Arguments = options.Arguments,
            Environment = options.Environment,
            Clock = options.HasSteppedClock ? new SteppedClock() : ports.Clock,
            Entropy = options.Seed is { } seed ? new SeededEntropy(seed) : ports.Entropy,
            RandomSeed = unchecked((uint)(options.Seed ?? 0)),
            Interruption = interruption,
        });
        HostCallTable table = new PvmTable(process.Handlers) { Further = options.Further };
        if (options.Trace is not null)
        {
            table = new StraceTable(table, PvmTable.CreateMap(), options.Trace);
        }

        PcodeLimits limits = new() { Memory = Math.Min(options.Memory, InstanceOptions.LargestMemory), Fuel = options.Fuel };
        CodeKeeper? keeper = options.CodeCache is not null && options.Recorder is null && !options.TellsDebugger && options.Tier is TierChoice.Auto or TierChoice.Llvm
            ? new CodeKeeper(options.CodeCache, ports) : null;
        if (options.Tier == TierChoice.Llvm && WhyNoLlvm(keeper) is { } reason)
        {
            return LoadResult<PcodeGuest>.Failure(new Diagnostic(VmmDiagnostics.NoLlvm, null, reason));
        }

        LoadResult<PcodeInstance> created = PcodeInstance.Create(module, table, limits, TierOf(options, module.Module, keeper),
            options.Tier == TierChoice.Auto ? TierPolicy.InBackground : TierPolicy.Always, options.Recorder, OptimizerOf(options, keeper));
        if (created.Succeeded)
        {
            created.Value.RecallsCode = keeper is not null;
        }

        if (created.Succeeded && options.CodeInstalled is not null)
        {
            created.Value.Registry.Installed += options.CodeInstalled;
        }

        return created.Succeeded
            ? LoadResult<PcodeGuest>.Success(new PcodeGuest(options, created.Value, process, ports, directories, keeper))
            : LoadResult<PcodeGuest>.Failure(created.Diagnostics);
    }

    private static void Close(List<IDirectory> directories)
    {
        foreach (IDirectory directory in directories)
        {
            directory.Dispose();
        }
    }

    /// <summary>The tier above the interpreter, made when it is needed: its assembly isn't loaded by runs that are over before.</summary>
    private static Func<CodeGenerator>? TierOf(InstanceOptions options, PcodeModule module, CodeKeeper? keeper)
    {
        if (options.Tier == TierChoice.Interpreter || module.Memory.StackSize > LargestCompiledStack)
        {
            return null;
        }

        return options.Tier == TierChoice.Llvm ? () => MakeLlvmTier(options, keeper) : RuntimeFeature.IsDynamicCodeSupported ? MakeCilTier : null;
    }

    /// <summary>The tier for what is hot in that one; where there is no libLLVM it gives none when it is asked.</summary>
    private static Func<CodeGenerator?>? OptimizerOf(InstanceOptions options, CodeKeeper? keeper)
    {
        if (options.Tier != TierChoice.Auto)
        {
            return null;
        }

        return () => TryMakeLlvmTier(options, keeper);
    }

    // On a thread of its own, which LLVM may keep for ever when it gives up in the middle of something.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LlvmTier? TryMakeLlvmTier(InstanceOptions options, CodeKeeper? keeper) =>
        LlvmTier.TryCreate(OptionsOf(options, keeper) with { FatalError = _ => { } }, out LlvmTier? tier, out _) ? tier : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CilTier MakeCilTier() => new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LlvmTier MakeLlvmTier(InstanceOptions options, CodeKeeper? keeper) =>
        LlvmTier.TryCreate(OptionsOf(options, keeper), out LlvmTier? tier, out string reason) ? tier : throw new InvalidOperationException(reason);

    private static LlvmTierOptions OptionsOf(InstanceOptions options, CodeKeeper? keeper) =>
        new() { CountsFuel = options.Fuel >= 0, Cache = keeper?.Cache, TellsDebugger = options.TellsDebugger };

    /// <summary>Why there is no LLVM tier on this host, in words for a user; null when there is one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static string? WhyNoLlvm(CodeKeeper? keeper) => LlvmTier.IsAvailable(keeper?.Cache, out string reason) ? null : reason;

    // Compiled code runs on this thread's stack. An activation's frame there is at most a few times what it costs of the call depth (SPEC.md section 4).
    private static int StackFor(uint depth) => depth > LargestCompiledStack ? 0 : (int)((16 * depth) + (4 << 20));

    private static InstanceEnd EndOf(RunEnd end, bool timedOut) => end switch
    {
        RunEnd.Exited => InstanceEnd.Exited,
        RunEnd.Trapped => InstanceEnd.Trapped,
        RunEnd.FuelSpent => InstanceEnd.FuelSpent,
        RunEnd.MemoryLimit => InstanceEnd.MemoryLimit,
        _ => timedOut ? InstanceEnd.TimedOut : InstanceEnd.Stopped,
    };

    private Sampler? StartSampler() => _options.Recorder is { Options.TakesSamples: true } ? new Sampler(_instance) : null;

    private void Stop()
    {
        _instance.Interrupt();
        _process.Interruption.Request();
    }
}
