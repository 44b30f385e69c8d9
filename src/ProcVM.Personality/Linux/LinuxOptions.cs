using ProcVM.Core.Ports;
using ProcVM.Core.Seam;
using ProcVM.Kernel.Files;
using ProcVM.Kernel.Memory;

namespace ProcVM.Personality.Linux;

/// <summary>What the programs of a Linux instance are given: all of the world that they can see.</summary>
public sealed class LinuxOptions
{
    /// <summary>What runs their code.</summary>
    public required IGuestEngine Engine { get; init; }

    /// <summary>Standard input, output and error.</summary>
    public required StandardStreams Streams { get; init; }

    /// <summary>The granted directories, and whatever else of the tree isn't the instance's own.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Where relative paths start: an absolute guest path.</summary>
    public string CurrentDirectory { get; init; } = "/";

    /// <summary>The first program: an absolute guest path.</summary>
    public required string Program { get; init; }

    /// <summary>Its path as the user gave it: what it is told.</summary>
    public string ProgramName { get; init; } = "";

    /// <summary>Its arguments, number 0 included.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What its processes may have together of memory that can be written, and of files that are kept in memory.</summary>
    public required MemoryQuota Quota { get; init; }

    /// <summary>Makes files that processes can map together; null when there are none.</summary>
    public IScratchFiles? Scratch { get; init; }

    /// <summary>The permissions that new files don't get at first (umask(2)).</summary>
    public uint FileMask { get; init; } = 0x12;

    /// <summary>How many processes there may be.</summary>
    public int Processes { get; init; } = 1024;

    /// <summary>How many descriptors each may have.</summary>
    public int Descriptors { get; init; } = 1024;

    /// <summary>The clock.</summary>
    public required IClock Clock { get; init; }

    /// <summary>The entropy.</summary>
    public required IEntropy Entropy { get; init; }

    /// <summary>Whom the programs act for.</summary>
    public (uint User, uint Group) Identity { get; init; }

    /// <summary>Takes what the user should know, a line at a time.</summary>
    public Action<string> Report { get; init; } = static _ => { };

    /// <summary>Takes the line of each call; null when nobody wants them.</summary>
    public Action<string>? Trace { get; init; }
}
