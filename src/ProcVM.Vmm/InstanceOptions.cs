using ProcVM.Core.Ports;
using ProcVM.Personality.Pvm;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Vmm;

/// <summary>What one instance is given and how much it may use.</summary>
public sealed record InstanceOptions
{
    /// <summary>The most memory a P-code instance can have: what 32-bit addresses reach, in bytes.</summary>
    public const ulong LargestMemory = 1UL << 32;

    /// <summary>Memory when nothing else is said, in bytes.</summary>
    public const ulong DefaultMemory = 1UL << 30;

    /// <summary>Files open at a time when nothing else is said.</summary>
    public const int DefaultOpenFiles = 256;

    /// <summary>Processes when nothing else is said.</summary>
    public const int DefaultProcesses = 1024;

    /// <summary>Argument 0.</summary>
    public string ProgramName { get; init; } = "";

    /// <summary>The arguments behind it.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The guest's environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Its standard streams, which stay the caller's; null for this process's own.</summary>
    public StandardStreams? Streams { get; init; }

    /// <summary>The directories it sees; nothing else of the host's files is visible.</summary>
    public IReadOnlyList<DirectoryGrant> Grants { get; init; } = [];

    /// <summary>The directory that is a foreign program's root; null for an empty one. What is changed there stays in memory, unless it is not read-only.</summary>
    public DirectoryGrant? Root { get; init; }

    /// <summary>Where its relative paths start: an absolute guest path.</summary>
    public string CurrentDirectory { get; init; } = "/";

    /// <summary>Other names for host calls, from a map of the user's; null for none.</summary>
    public FurtherCalls? Further { get; init; }

    /// <summary>The most memory it may have, in bytes.</summary>
    public ulong Memory { get; init; } = DefaultMemory;

    /// <summary>The instructions it may execute; −1 for any number.</summary>
    public long Fuel { get; init; } = -1;

    /// <summary>What runs it.</summary>
    public TierChoice Tier { get; init; } = TierChoice.Interpreter;

    /// <summary>What runs a foreign program.</summary>
    public EngineChoice Engine { get; init; }

    /// <summary>The directory in which LLVM's code of the program is kept for further runs; null for nowhere. Profiled runs keep none.</summary>
    public string? CodeCache { get; init; }

    /// <summary>The time it may take, waiting included; null for any.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many files it may have open at a time.</summary>
    public int OpenFiles { get; init; } = DefaultOpenFiles;

    /// <summary>How many processes a foreign program may come to.</summary>
    public int Processes { get; init; } = DefaultProcesses;

    /// <summary>Takes the line of each host call; null when nobody wants them.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>The seed of the guest's entropy, the same every time; null for the host's own entropy.</summary>
    public ulong? Seed { get; init; }

    /// <summary>A clock that steps on at each reading, the same in every run.</summary>
    public bool HasSteppedClock { get; init; }

    /// <summary>Records the run for a profile; null when nobody wants one.</summary>
    public ProfileRecorder? Recorder { get; init; }

    /// <summary>Make native code with names and lines, and announce it to gdb.</summary>
    public bool TellsDebugger { get; init; }

    /// <summary>Told of compiled code when it is installed, on the thread that compiled it; null when nobody wants to know.</summary>
    public Action<CodeRecord>? CodeInstalled { get; init; }

    /// <summary>Called, on another thread, when an instance that was stopped hasn't ended a second later: it waits for
    /// something of the host that can't be interrupted.</summary>
    public Action<InstanceEnd>? Abandon { get; init; }
}
