namespace ProcVM.Pascal.Tests.Generated;

/// <summary>What an expression of a type is made of.</summary>
internal enum Kind
{
    Integer,
    Wide,
    Unsigned,
    Boolean,
    Character,
    Color,
    Real,
    Text,
    SmallSet,
    CharacterSet,
}

/// <summary>A type of generated programs; numbers of it stay between the limits, closer than the type's own where fpc
/// and ISO arithmetic would part.</summary>
internal sealed record Scalar(string Name, Kind Kind, long Low = 0, long High = 0)
{
    internal static readonly Scalar Integer = new("integer", Kind.Integer, -100_000, 100_000);
    internal static readonly Scalar Boolean = new("boolean", Kind.Boolean);
    internal static readonly Scalar Character = new("char", Kind.Character);
    internal static readonly Scalar Color = new("tcolor", Kind.Color);
    internal static readonly Scalar Real = new("double", Kind.Real, 0, 1_000_000);
    internal static readonly Scalar Text = new("tname", Kind.Text, 0, 40);
    internal static readonly Scalar SmallSet = new("tsmallset", Kind.SmallSet);
    internal static readonly Scalar CharacterSet = new("tcharset", Kind.CharacterSet);
    internal static readonly Scalar Wide = new("int64", Kind.Wide, -1_000_000_000_000, 1_000_000_000_000);

    internal static readonly Scalar[] All =
    [
        Integer, Integer, Integer, Boolean, Character, Color, Real, Text, SmallSet, CharacterSet, Wide,
        new("shortint", Kind.Integer, -128, 127), new("byte", Kind.Integer, 0, 255),
        new("smallint", Kind.Integer, -32_768, 32_767), new("word", Kind.Integer, 0, 65_535),
        new("tlittle", Kind.Integer, 1, 20), new("single", Kind.Real, 0, 1000), new("qword", Kind.Unsigned, 0, 1_000_000_000_000),
        new("cardinal", Kind.Wide, 0, 4_000_000_000),
    ];
}

/// <summary>An index that a place leaves open.</summary>
internal readonly record struct Slot(int Low, int Count);

/// <summary>A variable or a part of one; each <c>#</c> of the text stands for an index.</summary>
internal sealed record Place(Scalar Type, string Text, params Slot[] Slots)
{
    internal bool IsReadOnly { get; init; }
}

/// <summary>A parameter; by reference with <c>var</c>.</summary>
internal sealed record Parameter(string Name, Scalar Type, bool IsVar);

/// <summary>A routine that may be called; a null result makes it a procedure.</summary>
internal sealed record Routine(string Name, Scalar? Result, Parameter[] Parameters, int Cost);

/// <summary>A number's text and the limits its value has.</summary>
internal readonly record struct Number(string Text, long Low, long High)
{
    /// <summary>True for 64 bits.</summary>
    internal bool IsWide { get; init; }

    /// <summary>The text as an operand of exactly 32 or 64 bits: fpc can't choose an abs for operands narrower than that.</summary>
    internal string Plain => $"{(IsWide ? "int64" : "integer")}({Text})";

    internal long Largest => Math.Max(Math.Abs(Low), Math.Abs(High));

    internal bool IsWithin(long low, long high) => Low >= low && High <= high;
}

/// <summary>What is visible at a point of the program.</summary>
internal sealed class Visible(Visible? outer)
{
    internal List<Place> Places { get; } = outer is null ? [] : [.. outer.Places];

    internal List<Routine> Routines { get; } = outer is null ? [] : [.. outer.Routines];

    /// <summary>Where the places that the routine itself declared begin.</summary>
    internal int OwnFrom { get; } = outer?.Places.Count ?? 0;
}
