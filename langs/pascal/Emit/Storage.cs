using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>Where a variable's value (or, of a reference, the address it stands for) is kept.</summary>
internal enum StorageKind : byte
{
    /// <summary>Nowhere: the variable is never used.</summary>
    None,

    /// <summary>In a P-code local of its owner (a procedural value: in two).</summary>
    Local,

    /// <summary>In its owner's memory frame.</summary>
    Frame,

    /// <summary>In static memory.</summary>
    Static,

    /// <summary>In static memory of a module compiled separately.</summary>
    External,
}

/// <summary>A variable's storage.</summary>
/// <param name="Kind">Where.</param>
/// <param name="Place">Number of the local, place in the frame, or address.</param>
internal readonly record struct Storage(StorageKind Kind, uint Place)
{
    /// <summary>True when the storage holds the address of the value.</summary>
    internal bool IsReference { get; init; }

    /// <summary>How what is stored lies in memory.</summary>
    internal static Cell CellOf(VariableSymbol variable, bool isReference) =>
        isReference || variable.Type is OpenArrayType or ConformantArrayType ? Cell.I32 : Cells.Of(variable.Type);
}

/// <summary>Where an address's base is.</summary>
internal enum AddressKind : byte
{
    /// <summary>Not an address: a P-code local.</summary>
    Local,

    /// <summary>The base is on the operand stack.</summary>
    Pushed,

    /// <summary>The own memory frame.</summary>
    Frame,

    /// <summary>Static memory: the offset is the address.</summary>
    Static,
}

/// <summary>A place whose base is pushed, or needs no pushing yet.</summary>
/// <param name="Kind">Where the base is.</param>
/// <param name="Offset">Bytes from it; or the local's number.</param>
internal readonly record struct Address(AddressKind Kind, long Offset)
{
    internal static Address Pushed => new(AddressKind.Pushed, 0);

    internal bool IsLocal => Kind == AddressKind.Local;

    internal bool IsPushed => Kind == AddressKind.Pushed;

    internal Address Plus(long offset) => this with { Offset = Offset + offset };
}
