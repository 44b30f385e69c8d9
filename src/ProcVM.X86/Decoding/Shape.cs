namespace ProcVM.X86.Decoding;

/// <summary>How an instruction's operands become those of an operation.</summary>
internal enum Shape : byte
{
    /// <summary>There is no such instruction here.</summary>
    None,

    /// <summary>Does nothing.</summary>
    Nothing,

    /// <summary>No operands that matter, and no width.</summary>
    Plain,

    /// <summary>No operands; nothing follows in the block.</summary>
    Last,

    /// <summary>The first operand is read and written, the second read; widths in order from 8.</summary>
    Binary,

    /// <summary>Both are read.</summary>
    Compare,

    /// <summary>One operand, read and written.</summary>
    Unary,

    /// <summary>The first is written, the second read.</summary>
    Move,

    /// <summary>One operand, read; widths from 8.</summary>
    Source,

    /// <summary>The first is written, the second read, both of one width; widths from 16.</summary>
    Scan,

    /// <summary>As <see cref="Scan"/>, with widths 32 and 64.</summary>
    Scan32,

    /// <summary>Three operands, the first written; widths 32 and 64; the second in From, the third in Base.</summary>
    Ternary,

    /// <summary>As <see cref="Ternary"/>, the second in Base and the third in From: those whose count or control comes last.</summary>
    TernaryReversed,

    /// <summary>Two operands, the first written, the second in From; widths 32 and 64.</summary>
    Isolate,

    /// <summary>The first is read and written, the second read, the third a count; widths from 16.</summary>
    Double,

    /// <summary>A bit of the first, its number in the second; widths from 16.</summary>
    Bit,

    /// <summary>As <see cref="Bit"/>, and the first isn't written.</summary>
    BitTest,

    /// <summary>A string instruction.</summary>
    String,

    /// <summary>A method of its own.</summary>
    Own,

    /// <summary>Two vectors, the first read and written; 16 bytes from memory, aligned.</summary>
    Vector,

    /// <summary>As <see cref="Vector"/>, with 8 bytes from memory.</summary>
    Vector64,

    /// <summary>As <see cref="Vector"/>, with 4 bytes from memory.</summary>
    Vector32,

    /// <summary>A vector and a count or selector, in Constant.</summary>
    VectorShift,
}
