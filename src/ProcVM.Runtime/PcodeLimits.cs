namespace ProcVM.Runtime;

/// <summary>What an instance may use.</summary>
public sealed record PcodeLimits
{
    /// <summary>The memory that programs get unless told otherwise: 1 GiB.</summary>
    public const ulong DefaultMemory = 1UL << 30;

    /// <summary>Bytes of guest memory, at most 4 GiB.</summary>
    public ulong Memory { get; init; } = DefaultMemory;

    /// <summary>P-code instructions (SPEC.md section 8); −1 for no limit.</summary>
    public long Fuel { get; init; } = -1;
}
