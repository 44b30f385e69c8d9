using System.Collections.Frozen;

namespace ProcVM.Maps;

/// <summary>What a built-in type is made of.</summary>
public enum TypeKind
{
    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A floating-point number.</summary>
    Real,

    /// <summary>A guest address.</summary>
    Address,

    /// <summary>Characters in guest memory.</summary>
    Text,

    /// <summary>Bytes in guest memory.</summary>
    Buffer,
}

/// <summary>A type that every map knows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Size">Bytes; <see cref="OfPointer"/> and <see cref="OfLong"/> where the personality decides; 0 for texts and buffers.</param>
/// <param name="IsSigned">True for signed integers.</param>
public sealed record BuiltInType(string Name, TypeKind Kind, int Size, bool IsSigned = false)
{
    /// <summary>The size of an address.</summary>
    public const int OfPointer = -1;

    /// <summary>The size of C's long.</summary>
    public const int OfLong = -2;

    private static readonly FrozenDictionary<string, BuiltInType> s_all = new BuiltInType[]
    {
        new("i8", TypeKind.Integer, 1, true), new("u8", TypeKind.Integer, 1),
        new("i16", TypeKind.Integer, 2, true), new("u16", TypeKind.Integer, 2),
        new("i32", TypeKind.Integer, 4, true), new("u32", TypeKind.Integer, 4),
        new("i64", TypeKind.Integer, 8, true), new("u64", TypeKind.Integer, 8),
        new("int", TypeKind.Integer, 4, true), new("uint", TypeKind.Integer, 4),
        new("long", TypeKind.Integer, OfLong, true), new("ulong", TypeKind.Integer, OfLong),
        new("isize", TypeKind.Integer, OfPointer, true), new("usize", TypeKind.Integer, OfPointer),
        new("word", TypeKind.Integer, OfPointer),
        new("f32", TypeKind.Real, 4), new("f64", TypeKind.Real, 8),
        new("ptr", TypeKind.Address, OfPointer), new("address", TypeKind.Address, OfPointer), new("callback", TypeKind.Address, OfPointer),
        new("cstr", TypeKind.Text, 0), new("wstr", TypeKind.Text, 0), new("tstr", TypeKind.Text, 0),
        new("dollarstr", TypeKind.Text, 0), new("string", TypeKind.Text, 0),
        new("bytes", TypeKind.Buffer, 0), new("chars", TypeKind.Buffer, 0), new("wchars", TypeKind.Buffer, 0), new("tchars", TypeKind.Buffer, 0),
    }.ToFrozenDictionary(static type => type.Name);

    /// <summary>The built-in type of a name; null when there is none.</summary>
    public static BuiltInType? Find(string name) => s_all.GetValueOrDefault(name);
}
