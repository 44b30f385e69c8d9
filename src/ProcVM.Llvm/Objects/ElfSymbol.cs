namespace ProcVM.Llvm;

/// <summary>A symbol of an object.</summary>
/// <param name="Name">Its name; empty for a section.</param>
/// <param name="Info">Type and binding.</param>
/// <param name="Section">The section it lies in, or one of the special numbers.</param>
/// <param name="Value">Its offset in the section, or its value when it is absolute.</param>
/// <param name="Size">Its bytes.</param>
internal readonly record struct ElfSymbol(string Name, byte Info, ushort Section, ulong Value, ulong Size)
{
    public const ushort Undefined = 0;
    public const ushort FirstReserved = 0xFF00;
    public const ushort Absolute = 0xFFF1;

    /// <summary>True for a function.</summary>
    public bool IsFunction => (Info & 15) == 2;
}
