namespace ProcVM.Module;

/// <summary>What follows an opcode in the code. Numbers are LEB128 unless said otherwise.</summary>
public enum Immediate : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>s32.</summary>
    I32,

    /// <summary>s64.</summary>
    I64,

    /// <summary>4 bytes, little-endian.</summary>
    F32,

    /// <summary>8 bytes, little-endian.</summary>
    F64,

    /// <summary>u32: label.</summary>
    Label,

    /// <summary>u32 count, that many labels, and the default label.</summary>
    LabelTable,

    /// <summary>u32: function.</summary>
    Function,

    /// <summary>u32: type.</summary>
    Type,

    /// <summary>u32: parameter or local.</summary>
    Local,

    /// <summary>u32: global.</summary>
    Global,

    /// <summary>u32: table.</summary>
    Table,

    /// <summary>u32 destination table, u32 source table.</summary>
    TableTable,

    /// <summary>u32 element segment, u32 table.</summary>
    ElementTable,

    /// <summary>u32: element segment.</summary>
    Element,

    /// <summary>u32: data segment.</summary>
    Data,

    /// <summary>u32: added to the address without wrapping.</summary>
    Offset,

    /// <summary>u32: byte of the memory frame.</summary>
    Frame,

    /// <summary>s32 lo, s32 hi.</summary>
    Range32,

    /// <summary>s64 lo, s64 hi.</summary>
    Range64,

    /// <summary>s32 lo, s32 hi, u32 element size.</summary>
    Index,

    /// <summary>u32 element size.</summary>
    Size,

    /// <summary>u32 function, u32 label of that function.</summary>
    Escape,

    /// <summary>u8: trap kind.</summary>
    Trap,
}
