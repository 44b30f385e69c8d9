using ProcVM.Core.Text;

namespace ProcVM.Pascal.Binding;

/// <summary>A variable access: it has an address (or is a local slot); as a value it is what is stored there.</summary>
internal abstract class BoundPlace(SourceSpan span, PascalType type) : BoundExpression(span, type);

/// <summary>A variable by its name. A reference (var parameter…) stands for what it refers to.</summary>
internal sealed class BoundVariable(SourceSpan span, VariableSymbol variable) : BoundPlace(span, variable.Type)
{
    private readonly Interval? _range;

    internal VariableSymbol Variable { get; } = variable;

    internal override Interval Range => _range ?? base.Range;

    /// <summary>Within its for statement a control variable's bounds are known.</summary>
    internal Interval KnownRange
    {
        init => _range = value;
    }
}

/// <summary>record.field.</summary>
internal sealed class BoundField(SourceSpan span, BoundPlace record, FieldSymbol field) : BoundPlace(span, field.Type)
{
    internal BoundPlace Record { get; } = record;

    internal FieldSymbol Field { get; } = field;

    /// <summary>Tag fields to compare before the access, outermost variant first: traps <c>variant</c> unless the tag of each (a field of the
    /// same record) has one of the variant's labels. Empty with {$R-}, and for variants without tag field.</summary>
    internal Variant[] Checks { get; init; } = [];
}

/// <summary>array[index] with fixed bounds; multi-dimensional ones nest.</summary>
internal sealed class BoundElement(SourceSpan span, BoundPlace array, BoundExpression index) : BoundPlace(span, ((ArrayType)array.Type).Element)
{
    internal BoundPlace Array { get; } = array;

    /// <summary>An ordinal (i32, or i64 when IsWide indices are needed: convert as its type says).</summary>
    internal BoundExpression Index { get; } = index;

    /// <summary>Traps index outside the array's bounds; off where the index is known to be inside, and with {$R-}.</summary>
    internal bool ChecksIndex { get; init; }
}

/// <summary>array[index] of a conformant array: bounds are the values of its type's LowBound and HighBound.</summary>
internal sealed class BoundConformantElement(SourceSpan span, BoundPlace array, BoundExpression index)
    : BoundPlace(span, ((ConformantArrayType)array.Type).Element)
{
    internal BoundPlace Array { get; } = array;

    internal BoundExpression Index { get; } = index;

    internal bool ChecksIndex { get; init; }
}

/// <summary>array[index] of an open array parameter; 0..high.</summary>
internal sealed class BoundOpenElement(SourceSpan span, BoundVariable array, BoundExpression index)
    : BoundPlace(span, ((OpenArrayType)array.Type).Element)
{
    internal BoundVariable Array { get; } = array;

    internal BoundExpression Index { get; } = index;

    internal bool ChecksIndex { get; init; }
}

/// <summary>array[index] of a dynamic array: 0..length-1. With {$R-} not even an empty array is noticed.</summary>
internal sealed class BoundDynamicElement(SourceSpan span, BoundExpression array, BoundExpression index)
    : BoundPlace(span, ((DynamicArrayType)array.Type).Element)
{
    /// <summary>Any expression of a dynamic array type.</summary>
    internal BoundExpression Array { get; } = array;

    internal BoundExpression Index { get; } = index;

    internal bool ChecksIndex { get; init; }
}

/// <summary>s[index] of a short string: 0..capacity, element 0 is the length as a char.</summary>
internal sealed class BoundStringElement(SourceSpan span, BoundPlace text, BoundExpression index, CharType type) : BoundPlace(span, type)
{
    /// <summary>Of a <see cref="StringType"/>.</summary>
    internal BoundPlace Text { get; } = text;

    internal BoundExpression Index { get; } = index;

    internal bool ChecksIndex { get; init; }
}

/// <summary>pointer^.</summary>
internal sealed class BoundDereference(SourceSpan span, BoundExpression pointer, PascalType type) : BoundPlace(span, type)
{
    internal BoundExpression Pointer { get; } = pointer;

    /// <summary>Traps nil.</summary>
    internal bool ChecksNil { get; init; }
}

/// <summary>file^: the buffer variable. Its use as a value or target calls file_load first (text and typed files).</summary>
internal sealed class BoundBuffer(SourceSpan span, BoundPlace file) : BoundPlace(span, ((FileType)file.Type).Component!)
{
    internal BoundPlace File { get; } = file;

    internal bool ChecksIo { get; init; }
}

/// <summary>The same storage under another type: a variable typecast, of at least as many bytes as the type needs, or an untyped
/// parameter seen as a type.</summary>
internal sealed class BoundPlaceCast(SourceSpan span, BoundPlace place, PascalType type) : BoundPlace(span, type)
{
    internal BoundPlace Place { get; } = place;
}

/// <summary>A value put into a place of its own for as long as the statement lasts: a call's record result whose field is wanted, a constant
/// for a const parameter, and so on.</summary>
internal sealed class BoundTemporary(BoundExpression value) : BoundPlace(value.Span, value.Type)
{
    internal BoundExpression Value { get; } = value;
}

/// <summary>[a, b, c] for an open array parameter: an array of count elements.</summary>
internal sealed class BoundArrayConstructor(SourceSpan span, ArrayType type, BoundExpression[] elements) : BoundPlace(span, type)
{
    internal BoundExpression[] Elements { get; } = elements;
}
