namespace ProcVM.Pascal.Binding;

/// <summary>array [index] of element; several dimensions nest.</summary>
internal sealed class ArrayType : PascalType
{
    /// <summary>An array; the caller has made sure that <c>index.Count * element.Size</c> is at most <see cref="PascalType.Largest"/>.</summary>
    internal ArrayType(OrdinalType index, PascalType element, bool isPacked)
    {
        Index = index;
        Element = element;
        IsPacked = isPacked;
        Size = (int)(index.Count * element.Size);
        Alignment = element.Alignment;
        Depth = element.Depth + 1;
        ContainsFile = element.ContainsFile;
        NeedsZeros = element.NeedsZeros;
    }

    internal override int Depth { get; }

    internal OrdinalType Index { get; }

    internal PascalType Element { get; }

    internal bool IsPacked { get; }

    /// <summary>ISO's string type: packed array [1..n] of char, n at least 2; or the dialect's arrays of char from any low bound.</summary>
    internal bool IsIsoString => IsPacked && Element is CharType && Index.Host is IntegerType && Index.Low == 1 && Index.High >= 2;

    internal bool IsCharArray => Element is CharType;

    internal int Length => (int)Index.Count;

    internal override Representation Representation => Representation.Memory;

    internal override bool ContainsFile { get; }

    internal override bool NeedsZeros { get; }

    private protected override string Describe() => $"{(IsPacked ? "packed " : "")}array [{Index}] of {Element}";
}

/// <summary>A conformant array schema's type. A parameter of it is an address, and for each dimension (outermost first)
/// the values of its bounds: variables of their own.</summary>
internal sealed class ConformantArrayType(OrdinalType index, PascalType element, bool isPacked) : PascalType
{
    internal OrdinalType Index { get; } = index;

    /// <summary>A type of fixed size, or a further conformant array.</summary>
    internal PascalType Element { get; } = element;

    internal bool IsPacked { get; } = isPacked;

    /// <summary>The bound identifiers; null in the type of a procedural parameter's parameter.</summary>
    internal VariableSymbol? LowBound { get; set; }

    internal VariableSymbol? HighBound { get; set; }

    /// <summary>The number of dimensions.</summary>
    internal int Dimensions => Element is ConformantArrayType inner ? inner.Dimensions + 1 : 1;

    internal override Representation Representation => Representation.Memory;

    private protected override string Describe() => $"{(IsPacked ? "packed " : "")}array [conformant {Index}] of {Element}";
}

/// <summary>An open array parameter's type: indices 0..high. A parameter of it is an address and an i32, high.</summary>
internal sealed class OpenArrayType(PascalType element) : PascalType
{
    internal PascalType Element { get; } = element;

    internal override Representation Representation => Representation.Memory;

    private protected override string Describe() => $"open array of {Element}";
}

/// <summary>A dynamic array: an i32 reference to a block on the heap, 0 when empty; assignment shares the block.</summary>
internal sealed class DynamicArrayType : PascalType
{
    internal DynamicArrayType(PascalType element)
    {
        Element = element;
        Size = 4;
        Alignment = 4;
        Depth = element.Depth + 1;
    }

    internal override int Depth { get; }

    internal PascalType Element { get; }

    internal override Representation Representation => Representation.I32;

    internal override bool NeedsZeros => true;

    private protected override string Describe() => $"array of {Element}";
}

/// <summary>string[n]: a length byte and n characters.</summary>
internal sealed class StringType : PascalType
{
    internal StringType(int capacity)
    {
        Capacity = capacity;
        Size = capacity + 1;
    }

    /// <summary>The most characters, 1..255.</summary>
    internal int Capacity { get; }

    internal override Representation Representation => Representation.Memory;

    private protected override string Describe() => Capacity == 255 ? "string" : $"string[{Capacity}]";
}

/// <summary>The type of a string literal or of a constant of one (never of a variable) that isn't a char: it takes the form its
/// context asks for, string[n] or array of char.</summary>
internal sealed class LiteralStringType(int length) : PascalType
{
    internal int Length { get; } = length;

    internal override Representation Representation => Representation.Memory;

    private protected override string Describe() => $"string literal of length {Length}";
}
