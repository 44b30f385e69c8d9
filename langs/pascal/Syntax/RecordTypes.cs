using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary><c>record … end</c>.</summary>
public sealed class RecordTypeSyntax(SourceSpan span, bool isPacked, FieldListSyntax fields) : TypeSyntax(span)
{
    /// <summary>True after <c>packed</c>.</summary>
    public bool IsPacked { get; } = isPacked;

    /// <summary>The fields and the variant part.</summary>
    public FieldListSyntax Fields { get; } = fields;
}

/// <summary>The fields of a record or of one variant.</summary>
/// <param name="Fixed">The fixed part; perhaps empty.</param>
/// <param name="Variants">The variant part, if any.</param>
public readonly record struct FieldListSyntax(FieldDeclarationSyntax[] Fixed, VariantPartSyntax? Variants);

/// <summary><c>a, b: type</c> within a record.</summary>
public sealed class FieldDeclarationSyntax(SourceSpan span, Identifier[] names, TypeSyntax type) : SyntaxNode(span)
{
    /// <summary>The names, at least one.</summary>
    public Identifier[] Names { get; } = names;

    /// <summary>The type of all of them.</summary>
    public TypeSyntax Type { get; } = type;
}

/// <summary><c>case tag: type of …</c> within a record.</summary>
public sealed class VariantPartSyntax(SourceSpan span, Identifier? tag, NamedTypeSyntax tagType, VariantSyntax[] variants)
    : SyntaxNode(span)
{
    /// <summary>The tag field; null when only its type is given.</summary>
    public Identifier? Tag { get; } = tag;

    /// <summary>The tag's type.</summary>
    public NamedTypeSyntax TagType { get; } = tagType;

    /// <summary>The variants in order.</summary>
    public VariantSyntax[] Variants { get; } = variants;
}

/// <summary><c>1, 2: (fields)</c>.</summary>
public sealed class VariantSyntax(SourceSpan span, RangeSyntax[] labels, FieldListSyntax fields) : SyntaxNode(span)
{
    /// <summary>The tag values, constants.</summary>
    public RangeSyntax[] Labels { get; } = labels;

    /// <summary>The variant's fields.</summary>
    public FieldListSyntax Fields { get; } = fields;
}
