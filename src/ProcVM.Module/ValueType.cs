namespace ProcVM.Module;

/// <summary>The four value types of P-code, by their byte in a module (SPEC.md section 2).</summary>
public enum ValueType : byte
{
    /// <summary>64-bit IEEE 754.</summary>
    F64 = 0x7C,

    /// <summary>32-bit IEEE 754.</summary>
    F32 = 0x7D,

    /// <summary>64-bit integer.</summary>
    I64 = 0x7E,

    /// <summary>32-bit integer, address or reference.</summary>
    I32 = 0x7F,
}

/// <summary>Names of value types.</summary>
public static class ValueTypes
{
    /// <summary>The assembler's name: i32, i64, f32 or f64.</summary>
    public static string Name(this ValueType type) => type switch
    {
        ValueType.I32 => "i32",
        ValueType.I64 => "i64",
        ValueType.F32 => "f32",
        ValueType.F64 => "f64",
        _ => "?",
    };

    /// <summary>True for the four bytes that name a type.</summary>
    public static bool IsValid(this ValueType type) => type is >= ValueType.F64 and <= ValueType.I32;

    /// <summary>The type that a letter of the opcode table's signatures stands for: i, l, f, d.</summary>
    public static ValueType FromLetter(char letter) => letter switch
    {
        'i' => ValueType.I32,
        'l' => ValueType.I64,
        'f' => ValueType.F32,
        'd' => ValueType.F64,
        _ => throw new ArgumentOutOfRangeException(nameof(letter)),
    };
}
