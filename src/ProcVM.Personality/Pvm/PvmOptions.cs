using ProcVM.Core.Ports;
using ProcVM.Kernel.Files;

namespace ProcVM.Personality.Pvm;

/// <summary>What a P-code program is given: all of the world that it can see.</summary>
public sealed class PvmOptions
{
    /// <summary>The usual limit of open files.</summary>
    public const int DefaultOpenFiles = 256;

    /// <summary>The usual limit of what nameless temporary files take together, in bytes.</summary>
    public const long DefaultTemporaryStorage = 64 << 20;

    /// <summary>Standard input, output and error.</summary>
    public required StandardStreams Streams { get; init; }

    /// <summary>The address of the first byte of the heap: behind the module's stack.</summary>
    public required uint HeapStart { get; init; }

    /// <summary>The granted directories.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Where relative paths start: an absolute guest path.</summary>
    public string CurrentDirectory { get; init; } = "/";

    /// <summary>How many files may be open at a time, the standard ones not counted.</summary>
    public int OpenFiles { get; init; } = DefaultOpenFiles;

    /// <summary>What nameless temporary files may take of the host's memory, in bytes; at most a quarter of the program's
    /// memory limit, whatever is said here.</summary>
    public long TemporaryStorage { get; init; } = DefaultTemporaryStorage;

    /// <summary>Argument 0.</summary>
    public string ProgramName { get; init; } = "";

    /// <summary>The arguments behind it.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The clock.</summary>
    public required IClock Clock { get; init; }

    /// <summary>The entropy; a <see cref="SeededEntropy"/> when a run is to be repeatable.</summary>
    public required IEntropy Entropy { get; init; }

    /// <summary>The seed of the random numbers at the start.</summary>
    public uint RandomSeed { get; init; }

    /// <summary>Ends the program's waits.</summary>
    public Interruption Interruption { get; init; } = new();
}
