using System.Diagnostics;
using ProcVM.Core.Text;

namespace ProcVM.Pascal.Binding;

/// <summary>An expression with its type; every conversion and check in it is a node.</summary>
internal abstract class BoundExpression(SourceSpan span, PascalType type)
{
    internal SourceSpan Span { get; } = span;

    internal PascalType Type { get; } = type;

    /// <summary>For ordinal types the values it is known to lie between; of qword as a signed i64.</summary>
    internal virtual Interval Range => Type is OrdinalType ordinal ? ordinal.StorageRange : Interval.Everything;

    /// <summary>True when it is a variable access: it has an address.</summary>
    internal bool IsPlace => this is BoundPlace;
}

/// <summary>What is left of an expression whose error has been reported; never in a program that is emitted.</summary>
internal sealed class BoundError(SourceSpan span) : BoundExpression(span, ErrorType.Instance);

/// <summary>A constant.</summary>
internal abstract class BoundConstant(SourceSpan span, PascalType type) : BoundExpression(span, type)
{
    /// <summary>The same constant elsewhere.</summary>
    internal abstract BoundConstant At(SourceSpan span);
}

/// <summary>An ordinal constant; of qword the bits.</summary>
internal sealed class BoundOrdinal(SourceSpan span, OrdinalType type, long value) : BoundConstant(span, type)
{
    internal long Value { get; } = value;

    internal override Interval Range => Interval.Of(Value);

    internal override BoundConstant At(SourceSpan span) => new BoundOrdinal(span, (OrdinalType)Type, Value);
}

/// <summary>A real constant.</summary>
internal sealed class BoundReal(SourceSpan span, RealType type, double value) : BoundConstant(span, type)
{
    internal double Value { get; } = value;

    internal override BoundConstant At(SourceSpan span) => new BoundReal(span, (RealType)Type, Value);
}

/// <summary>A string constant of type <see cref="LiteralStringType"/>, <see cref="StringType"/> (as a value: length byte and
/// characters; it may be shorter than the capacity) or an array of char (exactly as long).</summary>
internal sealed class BoundString(SourceSpan span, PascalType type, string value) : BoundConstant(span, type)
{
    /// <summary>One char for each byte.</summary>
    internal string Value { get; } = value;

    internal override BoundConstant At(SourceSpan span) => new BoundString(span, Type, Value);
}

/// <summary>A set constant; bit i of word i div 64 is member i.</summary>
internal sealed class BoundSet(SourceSpan span, SetType type, ulong[] words) : BoundConstant(span, type)
{
    /// <summary>Four words.</summary>
    internal ulong[] Words { get; } = words;

    internal override BoundConstant At(SourceSpan span) => new BoundSet(span, (SetType)Type, Words);
}

/// <summary>nil, of a pointer type, a dynamic array or a procedural type (both its i32 are 0).</summary>
internal sealed class BoundNil(SourceSpan span, PascalType type) : BoundConstant(span, type)
{
    internal override BoundConstant At(SourceSpan span) => new BoundNil(span, Type);
}

/// <summary>The operators of <see cref="BoundBinary"/>. Both operands have the same type, which says what is computed.</summary>
internal enum BoundOperator
{
    /// <summary>Integers, reals.</summary>
    Add,

    /// <summary>Integers, reals.</summary>
    Subtract,

    /// <summary>Integers, reals.</summary>
    Multiply,

    /// <summary>Reals: /. Division by zero traps.</summary>
    Divide,

    /// <summary>Integers: div, towards zero; zero traps.</summary>
    Quotient,

    /// <summary>Integers: the dialect's mod, with the dividend's sign; zero traps.</summary>
    Remainder,

    /// <summary>Integers: ISO's mod; a divisor that isn't positive traps.</summary>
    Modulus,

    /// <summary>Integers bitwise; booleans (see <see cref="BoundBinary.IsShortCircuit"/>).</summary>
    And,

    /// <summary>Integers bitwise; booleans.</summary>
    Or,

    /// <summary>Integers bitwise; booleans.</summary>
    Xor,

    /// <summary>Integers: the right operand is an i32, taken modulo the width.</summary>
    ShiftLeft,

    /// <summary>Integers, logical: the right operand is an i32, taken modulo the width.</summary>
    ShiftRight,

    /// <summary>Ordinals, reals, pointers, strings, char arrays of equal length, sets, dynamic arrays, routines. The type of
    /// all comparisons is boolean.</summary>
    Equal,

    /// <summary>As <see cref="Equal"/>.</summary>
    NotEqual,

    /// <summary>Ordinals, reals, strings, char arrays of equal length.</summary>
    Less,

    /// <summary>As <see cref="Less"/>.</summary>
    LessOrEqual,

    /// <summary>As <see cref="Less"/>.</summary>
    Greater,

    /// <summary>As <see cref="Less"/>.</summary>
    GreaterOrEqual,

    /// <summary>An ordinal (left, i32 or i64: any value) in a set (right).</summary>
    In,

    /// <summary>Sets.</summary>
    Union,

    /// <summary>Sets.</summary>
    Difference,

    /// <summary>Sets.</summary>
    Intersection,

    /// <summary>Sets.</summary>
    SymmetricDifference,

    /// <summary>Sets: left is a subset of right.</summary>
    Subset,

    /// <summary>Sets: right is a subset of left.</summary>
    Superset,
}

/// <summary>left op right.</summary>
internal sealed class BoundBinary(SourceSpan span, PascalType type, BoundOperator op, BoundExpression left, BoundExpression right)
    : BoundExpression(span, type)
{
    private readonly Interval _range = type is OrdinalType ordinal ? ordinal.StorageRange : Interval.Everything;

    internal BoundOperator Operator { get; } = op;

    internal BoundExpression Left { get; } = left;

    internal BoundExpression Right { get; } = right;

    /// <summary>Integer arithmetic traps overflow; off where intervals show that it can't happen.</summary>
    internal bool ChecksOverflow { get; init; }

    /// <summary>Boolean and/or: the right operand is evaluated only when it matters.</summary>
    internal bool IsShortCircuit { get; init; }

    internal override Interval Range => _range;

    internal Interval KnownRange
    {
        init => _range = value;
    }
}

/// <summary>The operators of <see cref="BoundUnary"/>.</summary>
internal enum BoundUnaryOperator
{
    /// <summary>Integers, reals.</summary>
    Negate,

    /// <summary>Booleans: logical; integers: bitwise.</summary>
    Not,
}

/// <summary>op operand; of the operand's type.</summary>
internal sealed class BoundUnary(SourceSpan span, PascalType type, BoundUnaryOperator op, BoundExpression operand)
    : BoundExpression(span, type)
{
    private readonly Interval _range = type is OrdinalType ordinal ? ordinal.StorageRange : Interval.Everything;

    internal BoundUnaryOperator Operator { get; } = op;

    internal BoundExpression Operand { get; } = operand;

    internal bool ChecksOverflow { get; init; }

    internal override Interval Range => _range;

    internal Interval KnownRange
    {
        init => _range = value;
    }
}

/// <summary>What a <see cref="BoundConversion"/> does.</summary>
internal enum ConversionKind
{
    /// <summary>Between ordinals: the value is brought to the target type's representation; where it doesn't fit the
    /// target's size it is cut off (sign- or zero-extended from that size). It fits where the operand's range says so.</summary>
    Ordinal,

    /// <summary>Integer (signed or, of cardinal and qword, unsigned) to f64, or f32 for single.</summary>
    IntegerToReal,

    /// <summary>f64 to f32.</summary>
    RealToSingle,

    /// <summary>f32 to f64.</summary>
    SingleToReal,

    /// <summary>A char as string[1] or longer.</summary>
    CharToString,

    /// <summary>An array of char, conformant and open ones too, as a short string; what is too long is cut off.</summary>
    CharsToString,

    /// <summary>A short string of another capacity; nothing to do as a value.</summary>
    String,

    /// <summary>A set between its small and its large form; members are known to fit, or are cut off in a typecast.</summary>
    Set,

    /// <summary>Between pointers, ordinals of 32 bits, dynamic arrays: nothing to do but widths.</summary>
    Pointer,

    /// <summary>A routine's value as its address alone: the reference (first i32).</summary>
    RoutineToPointer,

    /// <summary>The same bits under another type: nothing to do.</summary>
    Same,
}

/// <summary>A change of representation that the language makes by itself or a typecast asks for.</summary>
internal sealed class BoundConversion(ConversionKind kind, PascalType type, BoundExpression operand)
    : BoundExpression(operand.Span, type)
{
    internal ConversionKind Kind { get; } = kind;

    internal BoundExpression Operand { get; } = operand;

    internal override Interval Range =>
        Type is OrdinalType target && Kind is ConversionKind.Ordinal or ConversionKind.Same && Operand.Type is OrdinalType
            ? Operand.Range.IsInside(target.StorageRange.Low, target.StorageRange.High) ? Operand.Range : target.StorageRange
            : base.Range;
}

/// <summary>Passes an ordinal on when low &lt;= value &lt;= high and traps otherwise; of the operand's type. Bounds are of the operand's
/// representation read as signed, so that an unsigned operand beyond its signed range fails too.</summary>
internal sealed class BoundRangeCheck(BoundExpression operand, long low, long high) : BoundExpression(operand.Span, operand.Type)
{
    internal BoundExpression Operand { get; } = operand;

    internal long Low { get; } = low;

    internal long High { get; } = high;

    /// <summary>The value becomes a member of a set: outside, it traps <c>set</c> and not <c>range</c>.</summary>
    internal bool IsSetMember { get; init; }

    internal override Interval Range => Operand.Range.Meet(new Interval(Low, High));
}

/// <summary>Passes a set on when all its members lie in low..high and traps <c>set</c> otherwise; of the operand's type.</summary>
internal sealed class BoundSetCheck(BoundExpression operand, long low, long high) : BoundExpression(operand.Span, operand.Type)
{
    internal BoundExpression Operand { get; } = operand;

    internal long Low { get; } = low;

    internal long High { get; } = high;
}

/// <summary>[a, b..c]: members are i32 expressions, checked to lie in 0..255 (or 0..63 for a small set) where not known to; a range
/// with low > high is empty.</summary>
internal sealed class BoundSetConstructor(SourceSpan span, SetType type, (BoundExpression Low, BoundExpression? High)[] members)
    : BoundExpression(span, type)
{
    internal (BoundExpression Low, BoundExpression? High)[] Members { get; } = members;

    /// <summary>The members that are constants; null when there are none.</summary>
    internal BoundSet? Constant { get; init; }
}

/// <summary>a + b + …: strings (string[n], char, string constants), of type string[255]; cut off at 255 characters.</summary>
internal sealed class BoundConcatenation(SourceSpan span, StringType type, BoundExpression[] parts) : BoundExpression(span, type)
{
    /// <summary>At least two; each of a string type or char.</summary>
    internal BoundExpression[] Parts { get; } = parts;
}

/// <summary>@place.</summary>
internal sealed class BoundAddress(PascalType type, BoundPlace place, SourceSpan span) : BoundExpression(span, type)
{
    internal BoundPlace Place { get; } = place;
}

/// <summary>A routine as a value: its reference and the static link it has where this is evaluated.</summary>
internal sealed class BoundRoutineValue(SourceSpan span, RoutineType type, RoutineSymbol routine) : BoundExpression(span, type)
{
    internal RoutineSymbol Routine { get; } = routine;
}

/// <summary>A call of a declared routine.</summary>
internal sealed class BoundCall(SourceSpan span, RoutineSymbol routine, BoundArgument[] arguments)
    : BoundExpression(span, routine.Type.Result)
{
    internal RoutineSymbol Routine { get; } = routine;

    internal BoundArgument[] Arguments { get; } = arguments;
}

/// <summary>A call of a procedural value: a procedural parameter or a variable of a procedural type. nil traps.</summary>
internal sealed class BoundIndirectCall(SourceSpan span, BoundExpression callee, BoundArgument[] arguments)
    : BoundExpression(span, ((RoutineType)callee.Type).Result)
{
    internal BoundExpression Callee { get; } = callee;

    internal BoundArgument[] Arguments { get; } = arguments;
}

/// <summary>An argument as its parameter wants it.</summary>
/// <param name="Parameter">The formal parameter.</param>
/// <param name="Value">The value; a place when the parameter is by reference (a temporary is a <see cref="BoundTemporary"/>); a
/// value handled by address is copied by the callee. Of an open or conformant array: the array itself, a place or a
/// <see cref="BoundTemporary"/>; the extra bounds are told by its type and <see cref="Bounds"/>.</param>
/// <param name="Bounds">For a conformant array: low and high of each dimension, outermost first, converted to the bound's type; for an
/// open array: high alone. Empty otherwise.</param>
internal readonly record struct BoundArgument(Parameter Parameter, BoundExpression Value, BoundExpression[] Bounds)
{
    /// <summary>An argument without bounds.</summary>
    internal BoundArgument(Parameter parameter, BoundExpression value)
        : this(parameter, value, [])
    {
        Debug.Assert(!parameter.IsReference || value.IsPlace || value.Type.IsMemory, "a reference needs an address");
    }
}

/// <summary>A call of a predeclared routine; see <see cref="Intrinsic"/> for what each takes.</summary>
internal sealed class BoundIntrinsic(SourceSpan span, PascalType type, Intrinsic intrinsic, params BoundExpression[] arguments)
    : BoundExpression(span, type)
{
    private readonly Interval _range = type is OrdinalType ordinal ? ordinal.StorageRange : Interval.Everything;

    internal Intrinsic Intrinsic { get; } = intrinsic;

    internal BoundExpression[] Arguments { get; } = arguments;

    /// <summary>{$Q+} or {$R+} as the intrinsic says.</summary>
    internal bool IsChecked { get; init; }

    /// <summary>{$I+}: call io_check afterwards.</summary>
    internal bool ChecksIo { get; init; }

    internal override Interval Range => _range;

    internal Interval KnownRange
    {
        init => _range = value;
    }
}
