namespace ProcVM.Pascal.Binding;

/// <summary>What a value of a type is while it is computed with.</summary>
internal enum Representation
{
    /// <summary>Nothing: a procedure's result, an erroneous type.</summary>
    None,

    /// <summary>An i32: ordinals of up to 32 bits (sign- or zero-extended from storage), pointers, dynamic arrays.</summary>
    I32,

    /// <summary>An i64: int64, qword, sets whose members lie in 0..63.</summary>
    I64,

    /// <summary>An f32: single.</summary>
    F32,

    /// <summary>An f64: real.</summary>
    F64,

    /// <summary>Two i32: a routine's reference and its static link.</summary>
    RoutinePair,

    /// <summary>An address of <see cref="PascalType.Size"/> bytes: arrays, records, strings, large sets, files.</summary>
    Memory,
}

/// <summary>A Pascal type with its layout in memory.</summary>
internal abstract class PascalType
{
    /// <summary>The largest variable, in bytes.</summary>
    internal const long Largest = 1L << 30;

    private string? _description;

    /// <summary>The name it was declared with, or null.</summary>
    internal string? Name { get; set; }

    /// <summary>Bytes of a variable; 0 for types without fixed size (conformant and open arrays).</summary>
    internal int Size { get; private protected set; }

    /// <summary>What a variable's address is a multiple of: 1, 2, 4 or 8.</summary>
    internal int Alignment { get; private protected set; } = 1;

    /// <summary>The most levels of <see cref="Depth"/>: walks over types may recurse.</summary>
    internal const int Deepest = 200;

    /// <summary>Levels of types within types: of an array one more than of its elements. Pointers and routines count nothing.</summary>
    internal virtual int Depth => 0;

    /// <summary>What a value is while it is computed with.</summary>
    internal abstract Representation Representation { get; }

    /// <summary>True when a file is in it, so that it can't be copied and a variable must begin as zeros and end by
    /// releasing its files.</summary>
    internal virtual bool ContainsFile => false;

    /// <summary>True when a variable must begin as zeros: it holds a file or a dynamic array.</summary>
    internal virtual bool NeedsZeros => ContainsFile;

    /// <summary>True for the type of an expression whose error has been reported.</summary>
    internal bool IsError => this is ErrorType;

    /// <summary>True when values are handled by their address.</summary>
    internal bool IsMemory => Representation == Representation.Memory;

    /// <summary>The type as it reads in a message.</summary>
    public sealed override string ToString()
    {
        // Types nest, and each names its parts: what is longer than anybody reads isn't put together, and nothing twice.
        const int Longest = 120;
        if (Name is not null)
        {
            return Name;
        }

        if (_description is null)
        {
            string text = Describe();
            _description = text.Length <= Longest ? text : text[..Longest] + "…";
        }

        return _description;
    }

    /// <summary>The type as it reads in a message when it has no name.</summary>
    private protected abstract string Describe();

    /// <summary>The next multiple of an alignment.</summary>
    internal static long Align(long offset, int alignment) => (offset + alignment - 1) & -alignment;
}

/// <summary>The type of what has no type: an error that has been reported absorbs the errors it would cause.</summary>
internal sealed class ErrorType : PascalType
{
    private ErrorType() => Size = 4;

    /// <summary>The one error type.</summary>
    internal static ErrorType Instance { get; } = new();

    internal override Representation Representation => Representation.None;

    private protected override string Describe() => "<error>";
}

/// <summary>The type of a call that gives no value, and of untyped parameters.</summary>
internal sealed class VoidType : PascalType
{
    private VoidType()
    {
    }

    /// <summary>The one void type.</summary>
    internal static VoidType Instance { get; } = new();

    internal override Representation Representation => Representation.None;

    private protected override string Describe() => "untyped";
}

/// <summary>real (f64) or single (f32 in memory; arithmetic is in f64).</summary>
internal sealed class RealType : PascalType
{
    internal RealType(string name, int size)
    {
        Name = name;
        Size = size;
        Alignment = size;
    }

    internal bool IsSingle => Size == 4;

    internal override Representation Representation => IsSingle ? Representation.F32 : Representation.F64;

    private protected override string Describe() => "real";
}

/// <summary>^target, the untyped pointer, or the type of nil; an i32 address, nil is 0.</summary>
internal sealed class PointerType : PascalType
{
    internal PointerType(PascalType? target)
    {
        Target = target;
        Size = 4;
        Alignment = 4;
    }

    /// <summary>What it points to; null for the untyped pointer and for nil. Set late for a type declared later.</summary>
    internal PascalType? Target { get; set; }

    internal override Representation Representation => Representation.I32;

    private protected override string Describe() => Target is null ? "pointer" : "^" + (Target.Name ?? "(...)");
}
