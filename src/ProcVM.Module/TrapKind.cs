namespace ProcVM.Module;

/// <summary>Why a P-code program was stopped (SPEC.md section 7). The number is the operand of <c>trap</c>; the
/// assembler spells a kind by its lower-case name.</summary>
public enum TrapKind : byte
{
    /// <summary>Not a trap.</summary>
    None = 0,

    /// <summary>An <c>unreachable</c> instruction was reached.</summary>
    Unreachable = 1,

    /// <summary>An integer result doesn't fit its type.</summary>
    Overflow = 2,

    /// <summary>Division or modulus by zero (or by a negative modulus).</summary>
    Division = 3,

    /// <summary>A value lies outside the bounds of its subrange type.</summary>
    Range = 4,

    /// <summary>An array index lies outside the array's bounds.</summary>
    Index = 5,

    /// <summary>A nil pointer was dereferenced.</summary>
    Nil = 6,

    /// <summary>A field of a variant that isn't active was accessed.</summary>
    Variant = 7,

    /// <summary>A memory access outside the memory.</summary>
    Memory = 8,

    /// <summary>The call depth limit.</summary>
    Stack = 9,

    /// <summary>An indirect call through a null, unknown or wrongly typed reference.</summary>
    BadCall = 10,

    /// <summary>A real value doesn't fit the integer type it is converted to.</summary>
    Conversion = 11,

    /// <summary>The heap can't grow further.</summary>
    OutOfMemory = 12,

    /// <summary>No constant of a <c>case</c> statement matches the selector.</summary>
    Case = 13,

    /// <summary>A set member outside the set's base type.</summary>
    Set = 14,

    /// <summary>A string longer than its target.</summary>
    String = 15,

    /// <summary>An input or output operation failed or came at the wrong time.</summary>
    Io = 16,

    /// <summary>An assertion of the program failed.</summary>
    Assertion = 17,

    /// <summary>A function ended without giving its result, or a value was used before it was given.</summary>
    Undefined = 18,

    /// <summary>An argument outside a function's domain, as ln(0).</summary>
    Domain = 19,

    /// <summary>A pointer that <c>new</c> didn't give, or that was disposed already.</summary>
    Pointer = 20,

    /// <summary>A non-local goto into an activation that has ended.</summary>
    Escape = 21,

    /// <summary>A table access outside the table.</summary>
    Table = 22,
}
