using ProcVM.Module;
using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Emit;

/// <summary>How a scalar lies in memory.</summary>
internal enum Cell : byte
{
    /// <summary>Not a scalar: the value is an address of memory.</summary>
    None,

    /// <summary>A signed byte.</summary>
    I8,

    /// <summary>An unsigned byte.</summary>
    U8,

    /// <summary>2 bytes, signed.</summary>
    I16,

    /// <summary>2 bytes, unsigned.</summary>
    U16,

    /// <summary>4 bytes.</summary>
    I32,

    /// <summary>8 bytes.</summary>
    I64,

    /// <summary>A single.</summary>
    F32,

    /// <summary>A real.</summary>
    F64,

    /// <summary>A procedural value: a reference and, 4 bytes on, a static link; two i32 as a value.</summary>
    Routine,
}

/// <summary>Facts about cells.</summary>
internal static class Cells
{
    /// <summary>How values of a type lie in memory.</summary>
    internal static Cell Of(PascalType type) => type switch
    {
        OrdinalType ordinal => (ordinal.Size, ordinal.IsSigned) switch
        {
            (1, true) => Cell.I8,
            (1, false) => Cell.U8,
            (2, true) => Cell.I16,
            (2, false) => Cell.U16,
            (4, _) => Cell.I32,
            _ => Cell.I64,
        },
        RealType real => real.IsSingle ? Cell.F32 : Cell.F64,
        PointerType or DynamicArrayType => Cell.I32,
        SetType { IsSmall: true } => Cell.I64,
        RoutineType => Cell.Routine,
        _ => Cell.None,
    };

    /// <summary>The value's type; of a procedural value, that of each half; of an aggregate, that of its address.</summary>
    internal static ValueType TypeOf(this Cell cell) => cell switch
    {
        Cell.I64 => ValueType.I64,
        Cell.F32 => ValueType.F32,
        Cell.F64 => ValueType.F64,
        _ => ValueType.I32,
    };

    /// <summary>The instruction that loads one.</summary>
    internal static Opcode Load(this Cell cell) => cell switch
    {
        Cell.I8 => Opcode.I32Load8S,
        Cell.U8 => Opcode.I32Load8U,
        Cell.I16 => Opcode.I32Load16S,
        Cell.U16 => Opcode.I32Load16U,
        Cell.I32 => Opcode.I32Load,
        Cell.I64 => Opcode.I64Load,
        Cell.F32 => Opcode.F32Load,
        Cell.F64 => Opcode.F64Load,
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };

    /// <summary>The instruction that stores one.</summary>
    internal static Opcode Store(this Cell cell) => cell switch
    {
        Cell.I8 or Cell.U8 => Opcode.I32Store8,
        Cell.I16 or Cell.U16 => Opcode.I32Store16,
        Cell.I32 => Opcode.I32Store,
        Cell.I64 => Opcode.I64Store,
        Cell.F32 => Opcode.F32Store,
        Cell.F64 => Opcode.F64Store,
        _ => throw new ArgumentOutOfRangeException(nameof(cell)),
    };
}
