namespace ProcVM.Runtime.Lowering;

/// <summary>What is known of the bytes that a memory access touches, for telling accesses apart.</summary>
/// <param name="Root">What the addresses are relative to.</param>
/// <param name="Base">For <see cref="AddressRoot.Value"/>: the value number of the base.</param>
/// <param name="Start">First byte, relative to the root.</param>
/// <param name="End">One past the last byte.</param>
internal readonly record struct AddressRange(AddressRoot Root, int Base, long Start, long End)
{
    /// <summary>False only when the two can't have a byte in common.</summary>
    /// <param name="other">The other access.</param>
    /// <param name="stackBase">Where the stack area begins: what lies below is no frame.</param>
    /// <param name="stackEnd">Where it ends.</param>
    public bool MayOverlap(in AddressRange other, long stackBase, long stackEnd)
    {
        if (Root == AddressRoot.Unknown || other.Root == AddressRoot.Unknown)
        {
            return true;
        }

        if (Root == other.Root && Base == other.Base)
        {
            return Start < other.End && other.Start < End;
        }

        if (Root == AddressRoot.Absolute && other.Root == AddressRoot.Frame)
        {
            return Start < stackEnd && End > stackBase;
        }

        if (Root == AddressRoot.Frame && other.Root == AddressRoot.Absolute)
        {
            return other.Start < stackEnd && other.End > stackBase;
        }

        return true;
    }
}

/// <summary>What an <see cref="AddressRange"/> is relative to.</summary>
internal enum AddressRoot : byte
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>Address 0.</summary>
    Absolute,

    /// <summary>The start of the activation's memory frame.</summary>
    Frame,

    /// <summary>A value, the same for equal value numbers.</summary>
    Value,
}
