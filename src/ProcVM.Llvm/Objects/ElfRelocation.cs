namespace ProcVM.Llvm;

/// <summary>A place that depends on an address.</summary>
/// <param name="Offset">Where it is in its section.</param>
/// <param name="Kind">What is written there (System V ABI, AMD64 supplement, 4.4).</param>
/// <param name="Symbol">Index of the symbol it depends on.</param>
/// <param name="Addend">Added to the symbol's address.</param>
internal readonly record struct ElfRelocation(ulong Offset, uint Kind, uint Symbol, long Addend)
{
    public const uint None = 0;
    public const uint Absolute64 = 1;
    public const uint Relative32 = 2;
    public const uint Call32 = 4;
    public const uint Slot32 = 9;
    public const uint Absolute32 = 10;
    public const uint SignedAbsolute32 = 11;
    public const uint Relative64 = 24;
    public const uint Slot32Relaxable = 41;
    public const uint Slot32RelaxableRex = 42;

    /// <summary>True when it goes through an address slot.</summary>
    public bool UsesSlot => Kind is Slot32 or Slot32Relaxable or Slot32RelaxableRex;

    /// <summary>Bytes that it writes; 0 for none, −1 when the loader doesn't know the kind.</summary>
    public int Width => Kind switch
    {
        None => 0,
        Absolute64 or Relative64 => 8,
        Relative32 or Call32 or Absolute32 or SignedAbsolute32 => 4,
        _ when UsesSlot => 4,
        _ => -1,
    };
}
