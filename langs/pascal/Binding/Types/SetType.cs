namespace ProcVM.Pascal.Binding;

/// <summary>set of base. Small sets (members within 0..63) are an i64, bit i for member i; large ones 32 bytes, bit i of byte i div 8.</summary>
internal sealed class SetType : PascalType
{
    /// <summary>The greatest ordinal of a member.</summary>
    internal const int LastMember = 255;

    /// <summary>Bytes of a large set.</summary>
    internal const int LargeSize = 32;

    /// <summary>A set; <paramref name="baseType"/> is null for the empty set [] alone. The members' least and greatest
    /// ordinal lie in 0..255.</summary>
    internal SetType(OrdinalType? baseType, long low, long high, bool isPacked)
    {
        Base = baseType;
        Low = low;
        High = high;
        IsPacked = isPacked;
        Size = high < 64 ? 8 : LargeSize;
        Alignment = 8;
    }

    internal OrdinalType? Base { get; }

    internal long Low { get; }

    internal long High { get; }

    internal bool IsPacked { get; }

    /// <summary>The type of constructors and operators, which goes with packed and other sets alike.</summary>
    internal bool IsCanonical { get; init; }

    internal bool IsSmall => High < 64;

    internal override Representation Representation => IsSmall ? Representation.I64 : Representation.Memory;

    private protected override string Describe() => Base is null ? "empty set" : $"set of {Base}";
}
