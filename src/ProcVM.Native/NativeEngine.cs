using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using ProcVM.Core.Ports;
using ProcVM.Core.Seam;

namespace ProcVM.Native;

/// <summary>The native engine: guest code runs on the processor itself, in processes of its own that hold nothing else and may do next to nothing;
/// their system calls and faults come back as values.</summary>
public sealed class NativeEngine : IGuestEngine
{
    private readonly Lock _gate = new();
    private NativeThread? _zygote;

    private NativeEngine(ProcessorChoice processors) => Processors = processors;

    /// <inheritdoc/>
    public string Name => "native";

    internal ProcessorChoice Processors { get; }

    internal Reaper Reaper { get; private set; } = null!;

    /// <summary>Starts the engine.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="reason">Why there is none, fit for a message: what the host lacks.</param>
    public static bool TryStart([NotNullWhen(true)] out NativeEngine? engine, out string reason)
    {
        engine = null;
        reason = NativeHost.FindMissing() ?? "";
        if (reason.Length > 0)
        {
            return false;
        }

        NativeEngine started = new(new ProcessorChoice());
        string? failure = null;
        ExceptionDispatchInfo? bug = null;
        Reaper? reaper = Reaper.Start(
            made =>
            {
                try
                {
                    started.Reaper = made;
                    failure = started.StartZygote();
                }
                catch (Exception exception)
                {
                    bug = ExceptionDispatchInfo.Capture(exception);
                }
            },
            out int error);
        bug?.Throw();
        reason = reaper is null ? $"the host can't watch processes (error {error})" : failure ?? "";
        if (reason.Length > 0)
        {
            reaper?.Dispose();
            return false;
        }

        engine = started;
        return true;
    }

    /// <inheritdoc/>
    public Errno CreateSpace(out IGuestThread? thread)
    {
        thread = null;
        StubProcess? process = StubProcess.Prepare(Processors, out int error);
        if (process is null)
        {
            return (Errno)error;
        }

        NativeThread first = NativeThread.Prepare(this, process);
        Errno made;
        lock (_gate)
        {
            // The zygote runs no guest code: it always answers, and soon.
            made = _zygote!.MakeProcess(first);
        }

        if (made != Errno.None)
        {
            first.Dispose();
            return made;
        }

        thread = first;
        return Errno.None;
    }

    /// <summary>Kills every process of the engine and waits for their ends.</summary>
    public void Dispose()
    {
        Reaper.Dispose();
        _zygote?.Dispose();
    }

    private string? StartZygote()
    {
        StubProcess? process = StubProcess.Prepare(Processors, out int error);
        if (process is null)
        {
            return $"no shared memory for processes (error {error})";
        }

        NativeThread thread = NativeThread.Prepare(this, process);
        int pid = Zygote.Spawn(process, out error);
        string? failure = pid < 0 ? $"no process can be started from memory (error {error})"
            : !thread.TryBegin(pid) ? "the first process died at its start"
            : Zygote.Confine(thread, pid) is var confined and not Errno.None ? $"the first process can't be confined ({confined})"
            : null;
        if (failure is null)
        {
            _zygote = thread;
        }
        else
        {
            thread.Dispose();
        }

        return failure;
    }
}
