namespace ProcVM.Pascal.Tests.Generated;

/// <summary>What an expression of a type is made of.</summary>
internal enum Kind
{
    Integer,
    Wide,
    Unsigned,
    Cardinal,
    Boolean,
    Character,
    Color,
    Real,
    Single,
    Text,
    SmallSet,
    BigSet,
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
    internal static readonly Scalar IsoReal = new("real", Kind.Real, 0, 1_000_000);
    internal static readonly Scalar Single = new("single", Kind.Single, 0, 1000);
    internal static readonly Scalar Text = new("tname", Kind.Text, 0, 40);
    internal static readonly Scalar SmallSet = new("tsmallset", Kind.SmallSet);
    internal static readonly Scalar BigSet = new("tbigset", Kind.BigSet);
    internal static readonly Scalar CharacterSet = new("tcharset", Kind.CharacterSet);
    internal static readonly Scalar Wide = new("int64", Kind.Wide, -1_000_000_000_000, 1_000_000_000_000);
    internal static readonly Scalar Cardinal = new("cardinal", Kind.Cardinal, 0, uint.MaxValue);
    internal static readonly Scalar Little = new("tlittle", Kind.Integer, 1, 20);
    internal static readonly Scalar Byte = new("byte", Kind.Integer, 0, 255);
    internal static readonly Scalar SmallInt = new("smallint", Kind.Integer, -32_768, 32_767);

    internal static readonly Scalar[] Dialect =
    [
        Integer, Integer, Integer, Boolean, Character, Color, Real, Text, SmallSet, BigSet, CharacterSet, Wide, Byte, SmallInt, Little, Single,
        Cardinal, new("shortint", Kind.Integer, -128, 127), new("word", Kind.Integer, 0, 65_535),
        new("qword", Kind.Unsigned, 0, 1_000_000_000_000),
    ];

    internal static readonly Scalar[] Iso = [Integer, Integer, Integer, Boolean, Character, Color, IsoReal, SmallSet, BigSet, CharacterSet, Little];
}

/// <summary>An index that a place leaves open.</summary>
internal readonly record struct Slot(int Low, int Count);

/// <summary>A variable or a part of one; each <c>#</c> of the text stands for an index.</summary>
internal sealed record Place(Scalar Type, string Text, params Slot[] Slots)
{
    internal bool IsReadOnly { get; init; }

    /// <summary>True for an element of a dynamic array, which setlength may take away from a var parameter.</summary>
    internal bool IsMovable { get; init; }
}

/// <summary>A parameter; by reference with <c>var</c>; left out in some calls when it has a default.</summary>
internal sealed record Parameter(string Name, Scalar Type, bool IsVar)
{
    internal string? Default { get; init; }
}

/// <summary>A routine that may be called; a null result makes it a procedure.</summary>
internal sealed record Routine(string Name, Scalar? Result, Parameter[] Parameters, int Cost)
{
    /// <summary>True when another routine has the same name.</summary>
    internal bool IsOverloaded { get; init; }

    /// <summary>True for a function that may be passed where one from integer to integer is wanted.</summary>
    internal bool IsMapping => Result == Scalar.Integer && Parameters is [{ IsVar: false } only] && only.Type == Scalar.Integer
        && only.Default is null && Cost < 200 && !IsOverloaded;
}

/// <summary>A number's text and the limits its value has.</summary>
internal readonly record struct Number(string Text, long Low, long High)
{
    /// <summary>True for 64 bits.</summary>
    internal bool IsWide { get; init; }

    internal long Largest => Math.Max(Math.Abs(Low), Math.Abs(High));

    internal bool IsWithin(long low, long high) => Low >= low && High <= high;
}

/// <summary>What is visible at a point of the program.</summary>
internal sealed class Visible(Visible? outer)
{
    internal List<Place> Places { get; } = outer is null ? [] : [.. outer.Places];

    internal List<Routine> Routines { get; } = outer is null ? [] : [.. outer.Routines];

    /// <summary>Labels of surrounding procedures, which a goto may leave to.</summary>
    internal List<string> Escapes { get; } = outer is null ? [] : [.. outer.Escapes];

    /// <summary>Where the places that the routine itself declared begin.</summary>
    internal int OwnFrom { get; } = outer?.Places.Count ?? 0;
}
