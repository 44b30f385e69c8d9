namespace ProcVM.Pascal.Binding;

/// <summary>The predeclared routines that are left after binding (ord, chr, succ, pred, odd, inc, dec, concat, sizeof, hi, lo, pack, unpack… become
/// plain nodes). Arguments are typed as told: "place" is a <see cref="BoundPlace"/>, "string" any expression of a string type (string[n],
/// <see cref="LiteralStringType"/>, char), the rest values of the given representation.</summary>
internal enum Intrinsic
{
    // Functions of numbers. IsChecked: trap overflow.

    /// <summary>(i32 or i64) → the same.</summary>
    AbsInteger,

    /// <summary>(f64 or f32) → the same.</summary>
    AbsReal,

    /// <summary>(i32 or i64) → the same.</summary>
    SqrInteger,

    /// <summary>(f64 or f32) → the same.</summary>
    SqrReal,

    /// <summary>(f64) → f64.</summary>
    Sin,

    /// <summary>(f64) → f64.</summary>
    Cos,

    /// <summary>(f64) → f64.</summary>
    Exp,

    /// <summary>(f64) → f64; an argument that isn't positive traps domain.</summary>
    Ln,

    /// <summary>(f64 or f32) → the same; a negative argument traps domain.</summary>
    Sqrt,

    /// <summary>(f64) → f64.</summary>
    ArcTan,

    /// <summary>(f64) → integer or int64, as the type says; traps conversion.</summary>
    Trunc,

    /// <summary>(f64) → integer or int64: ISO's round, halves away from zero; traps conversion.</summary>
    Round,

    /// <summary>(f64) → f64: towards zero.</summary>
    Int,

    /// <summary>(f64) → f64: x - int(x).</summary>
    Frac,

    /// <summary>(unsigned integer, count i32) → the same type: rol within its width, by the count modulo that.</summary>
    RotateLeft,

    /// <summary>As <see cref="RotateLeft"/>, to the right.</summary>
    RotateRight,

    /// <summary>(signed integer, count i32) → the same type: shifted right with its sign, by the count modulo its width.</summary>
    ShiftArithmetic,

    /// <summary>(unsigned integer) → byte: the lowest bit that is set; 255 for none.</summary>
    LowestBit,

    /// <summary>(unsigned integer) → byte: the highest bit that is set; 255 for none.</summary>
    HighestBit,

    /// <summary>(unsigned integer) → byte: how many bits are set.</summary>
    CountBits,

    /// <summary>(word) → word: bytes exchanged; of 32- and 64-bit types the halves.</summary>
    Swap,

    // Strings.

    /// <summary>(string) → i32.</summary>
    Length,

    /// <summary>(string, index i32, count i32) → string.</summary>
    Copy,

    /// <summary>(what string, in string) → i32.</summary>
    Pos,

    /// <summary>(char) → char.</summary>
    UpCaseChar,

    /// <summary>(char) → char.</summary>
    LowerCaseChar,

    /// <summary>(string) → string.</summary>
    UpperCase,

    /// <summary>(string) → string.</summary>
    LowerCase,

    /// <summary>(char, count i32) → string: stringofchar.</summary>
    StringOfChar,

    /// <summary>(what string, to place, index i32).</summary>
    Insert,

    /// <summary>(from place, index i32, count i32).</summary>
    Delete,

    /// <summary>(place of string[n], length i32); longer than the capacity traps string when IsChecked, else is clipped.</summary>
    SetLengthString,

    /// <summary>(value as for write, width i32, decimals i32, to place); width or decimals −1 when not given.</summary>
    Str,

    /// <summary>(string, to place of an integer or real type, code place of an integer type or the constant 0 for none). IsChecked:
    /// a value outside the target's type traps range, else it is cut off.</summary>
    Val,

    // Dynamic and open arrays.

    /// <summary>(dynamic array) → i32.</summary>
    DynamicLength,

    /// <summary>(place, length i32 …): one length for each dimension. Negative lengths trap range.</summary>
    SetLengthArray,

    /// <summary>(dynamic array, index i32, count i32) → a new array of the same type.</summary>
    CopyArray,

    /// <summary>(place: a variable of an open array type) → i32: its high bound.</summary>
    OpenHigh,

    // The heap.

    /// <summary>(pointer place, size i32 constant): sets the pointer to size zeroed bytes.</summary>
    New,

    /// <summary>(pointer): releases what it points to; traps nil and pointer. Files and dynamic arrays in the target are released first.</summary>
    Dispose,

    /// <summary>(pointer place, size i32).</summary>
    GetMem,

    /// <summary>(size i32) → pointer.</summary>
    AllocMem,

    /// <summary>(pointer); nil is allowed.</summary>
    FreeMem,

    /// <summary>() → i64.</summary>
    MemAvail,

    // Memory.

    /// <summary>(place, count i32, byte i32).</summary>
    FillChar,

    /// <summary>(from place, to place, count i32).</summary>
    Move,

    /// <summary>(place of a set, member i32 known to fit).</summary>
    Include,

    /// <summary>(place of a set, member i32).</summary>
    Exclude,

    // Files; the first argument is the file's place. ChecksIo says whether io_check follows.

    /// <summary>(file) → boolean.</summary>
    Eof,

    /// <summary>(text) → boolean.</summary>
    Eoln,

    /// <summary>(text) → boolean.</summary>
    SeekEof,

    /// <summary>(text) → boolean.</summary>
    SeekEoln,

    /// <summary>(file, name string).</summary>
    Assign,

    /// <summary>(file, record size i32: the component's, or for untyped files the argument's or 128; text 0). In ISO a file that was never
    /// assigned becomes an internal one (file_internal) first.</summary>
    Reset,

    /// <summary>As <see cref="Reset"/>.</summary>
    Rewrite,

    /// <summary>(text).</summary>
    Append,

    /// <summary>(file).</summary>
    Close,

    /// <summary>(file).</summary>
    Flush,

    /// <summary>(file).</summary>
    Erase,

    /// <summary>(file, name string).</summary>
    Rename,

    /// <summary>(file).</summary>
    Truncate,

    /// <summary>(file, position i64).</summary>
    Seek,

    /// <summary>(file) → int64.</summary>
    FilePos,

    /// <summary>(file) → int64.</summary>
    FileSize,

    /// <summary>(file).</summary>
    Get,

    /// <summary>(file).</summary>
    Put,

    /// <summary>(text).</summary>
    Page,

    /// <summary>(file, buffer place, count i32[, result place of an integer type]). Without result place a short transfer is an I/O error (the host's).</summary>
    BlockRead,

    /// <summary>As <see cref="BlockRead"/>.</summary>
    BlockWrite,

    /// <summary>() → i32.</summary>
    IoResult,

    // The process.

    /// <summary>(code i32): ends the program.</summary>
    Halt,

    /// <summary>(code i32): ends the program as a run-time error.</summary>
    RunError,

    /// <summary>(condition boolean[, message string]): traps assertion when false.</summary>
    Assert,

    /// <summary>() → i32.</summary>
    ParamCount,

    /// <summary>(i32) → string.</summary>
    ParamStr,

    /// <summary>() → f64 in [0, 1).</summary>
    RandomReal,

    /// <summary>(limit) → 0..limit-1, of the same type (i32 or i64).</summary>
    RandomInteger,

    /// <summary>().</summary>
    Randomize,

    /// <summary>(seed i64): randseed := seed.</summary>
    RandomSeed,

    /// <summary>(name string) → string: getenv.</summary>
    GetEnv,

    /// <summary>() → int64: milliseconds that only grow.</summary>
    TickCount,

    /// <summary>() → int64: seconds since 1970.</summary>
    UnixTime,
}
