using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>A type as it is written.</summary>
public abstract class TypeSyntax : SyntaxNode
{
    private protected TypeSyntax(SourceSpan span)
        : base(span)
    {
    }
}

/// <summary>A place where a type was expected and an error has been reported.</summary>
public sealed class ErrorTypeSyntax(SourceSpan span) : TypeSyntax(span);

/// <summary>A type's name; <c>string</c> without a length is one too.</summary>
public sealed class NamedTypeSyntax(SourceSpan span, Identifier? unit, Identifier name) : TypeSyntax(span)
{
    /// <summary>The unit that declares it, in <c>unit.name</c>.</summary>
    public Identifier? Unit { get; } = unit;

    /// <summary>The name.</summary>
    public Identifier Name { get; } = name;
}

/// <summary><c>string[n]</c>.</summary>
public sealed class StringTypeSyntax(SourceSpan span, ExpressionSyntax length) : TypeSyntax(span)
{
    /// <summary>The capacity, a constant.</summary>
    public ExpressionSyntax Length { get; } = length;
}

/// <summary><c>(red, green, blue)</c>.</summary>
public sealed class EnumTypeSyntax(SourceSpan span, EnumMemberSyntax[] members) : TypeSyntax(span)
{
    /// <summary>The members in order.</summary>
    public EnumMemberSyntax[] Members { get; } = members;
}

/// <summary>A member of an enumerated type.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its ordinal where the dialect's <c>name = value</c> gives one.</param>
public readonly record struct EnumMemberSyntax(Identifier Name, ExpressionSyntax? Value);

/// <summary><c>low..high</c>.</summary>
public sealed class SubrangeTypeSyntax(SourceSpan span, ExpressionSyntax low, ExpressionSyntax high) : TypeSyntax(span)
{
    /// <summary>The least value, a constant.</summary>
    public ExpressionSyntax Low { get; } = low;

    /// <summary>The greatest value, a constant.</summary>
    public ExpressionSyntax High { get; } = high;
}

/// <summary><c>packed array [i, j] of element</c>.</summary>
public sealed class ArrayTypeSyntax(SourceSpan span, bool isPacked, TypeSyntax[] indices, TypeSyntax element) : TypeSyntax(span)
{
    /// <summary>True after <c>packed</c>; it holds for every dimension.</summary>
    public bool IsPacked { get; } = isPacked;

    /// <summary>The index types, at least one.</summary>
    public TypeSyntax[] Indices { get; } = indices;

    /// <summary>The type of the elements.</summary>
    public TypeSyntax Element { get; } = element;
}

/// <summary><c>array of element</c>: an open array as a parameter's type, a dynamic array elsewhere.</summary>
public sealed class OpenArrayTypeSyntax(SourceSpan span, TypeSyntax element) : TypeSyntax(span)
{
    /// <summary>The type of the elements.</summary>
    public TypeSyntax Element { get; } = element;
}

/// <summary>A conformant array schema (ISO 7185 6.6.3.7): <c>array [low..high: index; …] of element</c>; only as a parameter's type.</summary>
public sealed class ConformantArrayTypeSyntax(SourceSpan span, bool isPacked, ConformantIndexSyntax[] indices, TypeSyntax element)
    : TypeSyntax(span)
{
    /// <summary>True after <c>packed</c>; then there is one index.</summary>
    public bool IsPacked { get; } = isPacked;

    /// <summary>The index specifications, at least one.</summary>
    public ConformantIndexSyntax[] Indices { get; } = indices;

    /// <summary>A named type or another schema.</summary>
    public TypeSyntax Element { get; } = element;
}

/// <summary>An index specification of a conformant array schema.</summary>
/// <param name="Low">The name that holds the least index.</param>
/// <param name="High">The name that holds the greatest.</param>
/// <param name="Type">The ordinal type of both.</param>
public readonly record struct ConformantIndexSyntax(Identifier Low, Identifier High, NamedTypeSyntax Type);

/// <summary><c>set of base</c>.</summary>
public sealed class SetTypeSyntax(SourceSpan span, bool isPacked, TypeSyntax baseType) : TypeSyntax(span)
{
    /// <summary>True after <c>packed</c>.</summary>
    public bool IsPacked { get; } = isPacked;

    /// <summary>The type of the members.</summary>
    public TypeSyntax Base { get; } = baseType;
}

/// <summary><c>file of component</c>, or <c>file</c> alone in the dialect.</summary>
public sealed class FileTypeSyntax(SourceSpan span, bool isPacked, TypeSyntax? component) : TypeSyntax(span)
{
    /// <summary>True after <c>packed</c>.</summary>
    public bool IsPacked { get; } = isPacked;

    /// <summary>The type of the components; null for an untyped file.</summary>
    public TypeSyntax? Component { get; } = component;
}

/// <summary><c>^target</c>; the target may be declared later in the same type section.</summary>
public sealed class PointerTypeSyntax(SourceSpan span, NamedTypeSyntax target) : TypeSyntax(span)
{
    /// <summary>The type pointed to.</summary>
    public NamedTypeSyntax Target { get; } = target;
}

/// <summary>A procedural type of the dialect: <c>function(x: integer): integer</c>.</summary>
public sealed class RoutineTypeSyntax(SourceSpan span, RoutineKind kind, ParameterSyntax[] parameters, TypeSyntax? result) : TypeSyntax(span)
{
    /// <summary>Procedure or function.</summary>
    public RoutineKind Kind { get; } = kind;

    /// <summary>The formal parameters.</summary>
    public ParameterSyntax[] Parameters { get; } = parameters;

    /// <summary>The result type of a function.</summary>
    public TypeSyntax? Result { get; } = result;
}
