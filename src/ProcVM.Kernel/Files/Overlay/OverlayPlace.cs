using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files.Overlay;

/// <summary>What a path of the tree came to.</summary>
internal readonly struct OverlayPlace
{
    /// <summary>The path.</summary>
    public required byte[] Path { get; init; }

    /// <summary>The last component.</summary>
    public required string Name { get; init; }

    /// <summary>The file in memory; null when it isn't there.</summary>
    public OverlayNode? Node { get; init; }

    /// <summary>Its path beneath; null when nothing there can have the name.</summary>
    public byte[]? Beneath { get; init; }

    /// <summary>The file beneath, when <see cref="IsBeneath"/>.</summary>
    public FileStatus Shown { get; init; }

    /// <summary>True when it isn't in memory, and is beneath.</summary>
    public bool IsBeneath { get; init; }

    /// <summary>True when there is such a file.</summary>
    public bool Exists => Node is not null || IsBeneath;

    /// <summary>What is known of the file.</summary>
    public FileStatus Status => Node?.Status ?? Shown;
}
