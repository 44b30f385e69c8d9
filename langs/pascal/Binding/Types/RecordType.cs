namespace ProcVM.Pascal.Binding;

/// <summary>A record; fields lie at their natural alignment, of packed records without gaps; variants overlap.</summary>
internal sealed class RecordType(bool isPacked) : PascalType
{
    private bool _containsFile;
    private bool _needsZeros;
    private int _depth;

    internal bool IsPacked { get; } = isPacked;

    /// <summary>All fields by key, those of variants and the tag fields included.</summary>
    internal Dictionary<string, FieldSymbol> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The fixed part in order.</summary>
    internal List<FieldSymbol> Fixed { get; } = [];

    /// <summary>The variant part, if any.</summary>
    internal VariantPart? Variants { get; set; }

    internal override Representation Representation => Representation.Memory;

    internal override bool ContainsFile => _containsFile;

    internal override bool NeedsZeros => _needsZeros;

    internal override int Depth => _depth;

    /// <summary>Ends the layout.</summary>
    internal void Complete(int size, int alignment, bool containsFile, bool needsZeros)
    {
        _depth = 1 + Fields.Values.Select(field => field.Type.Depth).DefaultIfEmpty().Max();
        Size = size;
        Alignment = alignment;
        _containsFile = containsFile;
        _needsZeros = needsZeros;
    }

    private protected override string Describe() => "record";
}

/// <summary>A field of a record.</summary>
internal sealed class FieldSymbol(string name, PascalType type, Variant? variant) : Symbol(name)
{
    internal PascalType Type { get; } = type;

    /// <summary>Bytes from the record's start.</summary>
    internal int Offset { get; set; }

    /// <summary>The innermost variant it belongs to; null in the fixed part. (The tag of a nested variant part belongs to
    /// the variant around it.)</summary>
    internal Variant? Variant { get; } = variant;

    /// <summary>The variant part that it is the tag of.</summary>
    internal VariantPart? TagOf { get; set; }
}

/// <summary>A variant part: case tag of …</summary>
internal sealed class VariantPart(OrdinalType tagType, Variant? outer)
{
    internal OrdinalType TagType { get; } = tagType;

    /// <summary>The tag field; null when the record stores none.</summary>
    internal FieldSymbol? Tag { get; set; }

    /// <summary>The variant that holds this part; null at the record's top.</summary>
    internal Variant? Outer { get; } = outer;

    internal List<Variant> Variants { get; } = [];

    /// <summary>The variant that a tag value selects, or null.</summary>
    internal Variant? Find(long value)
    {
        foreach (Variant variant in Variants)
        {
            foreach ((long low, long high) in variant.Labels)
            {
                if (low <= value && value <= high)
                {
                    return variant;
                }
            }
        }

        return null;
    }
}

/// <summary>One variant: the tag values that select it and its fields.</summary>
internal sealed class Variant(VariantPart part)
{
    internal VariantPart Part { get; } = part;

    /// <summary>The tag values.</summary>
    internal List<(long Low, long High)> Labels { get; } = [];

    internal List<FieldSymbol> Fields { get; } = [];

    /// <summary>The nested variant part, if any.</summary>
    internal VariantPart? Nested { get; set; }

    /// <summary>Bytes from the record's start to the end of this variant: what new(p, tag) allocates at least.</summary>
    internal int End { get; set; }
}
