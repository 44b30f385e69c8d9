using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;
using ProcVM.Personality.Pvm.Files;

namespace ProcVM.Personality.Pvm;

/// <summary>A P-code program's virtual operating system: made before the instance, finished after it has ended.</summary>
public sealed class PvmProcess
{
    private readonly FileTable _files;

    /// <summary>Makes the process.</summary>
    public PvmProcess(PvmOptions options)
    {
        PvmCallState state = new();
        FileSystem files = new(new MountTable(options.Mounts), options.CurrentDirectory, options.OpenFiles);
        _files = new FileTable(state, files, options.Streams, options.TemporaryStorage, options.Interruption);
        Handlers = new PvmHandlers
        {
            State = state,
            Process = new ProcessCalls(state, options),
            Clock = new ClockCalls(options.Clock),
            Random = new RandomCalls(options.Entropy, options.RandomSeed),
            Heap = new HeapCalls(state, options.HeapStart),
            File = new FileCalls(_files),
            TextFile = new TextFileCalls(_files),
            ShortString = new ShortStringCalls(state),
        };
        Interruption = options.Interruption;
    }

    /// <summary>What the host-call table dispatches to.</summary>
    public PvmHandlers Handlers { get; }

    /// <summary>Ends the program's waits, from any thread.</summary>
    public Interruption Interruption { get; }

    /// <summary>Writes out what the program's files still hold and closes them, however it ended.</summary>
    public PvmEnd Finish()
    {
        Errno error = _files.Finish(out string name);
        bool isOutputClosed = error == Errno.EPIPE
            || (Handlers.State.Status == Core.HostCallStatus.Exit && Handlers.State.ExitCode == FileTable.BrokenPipeStatus);
        return new PvmEnd(isOutputClosed, error is Errno.EPIPE or Errno.EINTR ? Errno.None : error, name);
    }
}
