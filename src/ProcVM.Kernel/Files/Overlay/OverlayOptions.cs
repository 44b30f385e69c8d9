using ProcVM.Core.Ports;

namespace ProcVM.Kernel.Files.Overlay;

/// <summary>What a tree in memory needs.</summary>
public sealed class OverlayOptions
{
    /// <summary>Pays for what is kept in memory.</summary>
    public required StorageBudget Budget { get; init; }

    /// <summary>Tells when files change.</summary>
    public required IClock Clock { get; init; }

    /// <summary>Who owns what is made, and whose rights count; 0 may everything.</summary>
    public (uint User, uint Group) Identity { get; init; }

    /// <summary>Makes files that can be mapped; null when nothing can.</summary>
    public IScratchFiles? Scratch { get; init; }

    /// <summary>The number of the device that files of the tree are on.</summary>
    public ulong Device { get; init; } = 0x20;

    /// <summary>The permissions of the root, when nothing lies beneath.</summary>
    public uint RootPermissions { get; init; } = 0x1ED;

    /// <summary>The same for another tree.</summary>
    public OverlayOptions With(ulong device, uint permissions) => new()
    {
        Budget = Budget,
        Clock = Clock,
        Identity = Identity,
        Scratch = Scratch,
        Device = device,
        RootPermissions = permissions,
    };
}
