using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>A section of a block's declarations, or a routine.</summary>
public abstract class DeclarationSyntax : SyntaxNode
{
    private protected DeclarationSyntax(SourceSpan span)
        : base(span)
    {
    }
}

/// <summary><c>label 1, 2;</c></summary>
public sealed class LabelSectionSyntax(SourceSpan span, Identifier[] labels) : DeclarationSyntax(span)
{
    /// <summary>The labels.</summary>
    public Identifier[] Labels { get; } = labels;
}

/// <summary><c>const …</c></summary>
public sealed class ConstantSectionSyntax(SourceSpan span, ConstantDeclarationSyntax[] constants) : DeclarationSyntax(span)
{
    /// <summary>The constants in order.</summary>
    public ConstantDeclarationSyntax[] Constants { get; } = constants;
}

/// <summary><c>name = value;</c> or the dialect's typed constant, <c>name: type = value;</c></summary>
public sealed class ConstantDeclarationSyntax(SourceSpan span, Identifier name, TypeSyntax? type, ExpressionSyntax value)
    : SyntaxNode(span)
{
    /// <summary>The name.</summary>
    public Identifier Name { get; } = name;

    /// <summary>The type of a typed constant, which is an initialised variable.</summary>
    public TypeSyntax? Type { get; } = type;

    /// <summary>The value; for a typed constant also an <see cref="ArrayInitializerSyntax"/> or a
    /// <see cref="RecordInitializerSyntax"/>.</summary>
    public ExpressionSyntax Value { get; } = value;
}

/// <summary><c>type …</c>: pointers may refer to any type of the same section.</summary>
public sealed class TypeSectionSyntax(SourceSpan span, TypeDeclarationSyntax[] types) : DeclarationSyntax(span)
{
    /// <summary>The types in order.</summary>
    public TypeDeclarationSyntax[] Types { get; } = types;
}

/// <summary><c>name = type;</c></summary>
public sealed class TypeDeclarationSyntax(SourceSpan span, Identifier name, TypeSyntax type) : SyntaxNode(span)
{
    /// <summary>The name.</summary>
    public Identifier Name { get; } = name;

    /// <summary>What it stands for.</summary>
    public TypeSyntax Type { get; } = type;
}

/// <summary><c>var …</c></summary>
public sealed class VariableSectionSyntax(SourceSpan span, VariableDeclarationSyntax[] variables) : DeclarationSyntax(span)
{
    /// <summary>The declarations in order.</summary>
    public VariableDeclarationSyntax[] Variables { get; } = variables;
}

/// <summary><c>a, b: type;</c> or the dialect's <c>a: type = value;</c> and <c>a: type absolute b;</c></summary>
public sealed class VariableDeclarationSyntax(SourceSpan span, Identifier[] names, TypeSyntax type, ExpressionSyntax? value)
    : SyntaxNode(span)
{
    /// <summary>The names, at least one; exactly one with a value.</summary>
    public Identifier[] Names { get; } = names;

    /// <summary>The type of all of them.</summary>
    public TypeSyntax Type { get; } = type;

    /// <summary>The initial value, as for a typed constant.</summary>
    public ExpressionSyntax? Value { get; } = value;

    /// <summary>The variable whose storage they have, by <c>absolute</c>.</summary>
    public Identifier? Overlaid { get; init; }
}
