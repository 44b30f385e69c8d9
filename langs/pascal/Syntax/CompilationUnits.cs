using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>What one source file holds: a program or a unit.</summary>
public abstract class CompilationUnitSyntax : SyntaxNode
{
    private protected CompilationUnitSyntax(SourceSpan span, Identifier name)
        : base(span) => Name = name;

    /// <summary>The program's or unit's name; missing in a program without heading, which the dialect allows.</summary>
    public Identifier Name { get; }
}

/// <summary><c>program name(input, output); uses …; block.</c></summary>
public sealed class ProgramSyntax : CompilationUnitSyntax
{
    /// <summary>A program.</summary>
    public ProgramSyntax(SourceSpan span, Identifier name, Identifier[] parameters, UsedUnitSyntax[] uses, BlockSyntax block)
        : base(span, name)
    {
        Parameters = parameters;
        Uses = uses;
        Block = block;
    }

    /// <summary>The program parameters.</summary>
    public Identifier[] Parameters { get; }

    /// <summary>The units used.</summary>
    public UsedUnitSyntax[] Uses { get; }

    /// <summary>The declarations and the body.</summary>
    public BlockSyntax Block { get; }
}

/// <summary><c>unit name; interface … implementation … end.</c></summary>
public sealed class UnitSyntax : CompilationUnitSyntax
{
    /// <summary>A unit.</summary>
    public UnitSyntax(
        SourceSpan span,
        Identifier name,
        UnitPartSyntax interfacePart,
        UnitPartSyntax implementationPart,
        CompoundStatementSyntax? initialization,
        CompoundStatementSyntax? finalization)
        : base(span, name)
    {
        Interface = interfacePart;
        Implementation = implementationPart;
        Initialization = initialization;
        Finalization = finalization;
    }

    /// <summary>What users see: routines are headings alone.</summary>
    public UnitPartSyntax Interface { get; }

    /// <summary>What they don't.</summary>
    public UnitPartSyntax Implementation { get; }

    /// <summary>Run before the program: <c>begin … end.</c> or <c>initialization …</c>.</summary>
    public CompoundStatementSyntax? Initialization { get; }

    /// <summary>Run when the program ends: <c>finalization …</c>.</summary>
    public CompoundStatementSyntax? Finalization { get; }
}

/// <summary>The interface or the implementation of a unit.</summary>
/// <param name="Uses">The units used.</param>
/// <param name="Declarations">The declarations in order.</param>
public readonly record struct UnitPartSyntax(UsedUnitSyntax[] Uses, DeclarationSyntax[] Declarations);

/// <summary>A unit in a uses clause.</summary>
/// <param name="Name">The unit's name.</param>
/// <param name="Path">The file that <c>name in 'file'</c> gives.</param>
public readonly record struct UsedUnitSyntax(Identifier Name, string? Path);

/// <summary>Declarations and a body.</summary>
public sealed class BlockSyntax(SourceSpan span, DeclarationSyntax[] declarations, CompoundStatementSyntax body) : SyntaxNode(span)
{
    /// <summary>The declarations in order; ISO fixes their order, the dialect doesn't.</summary>
    public DeclarationSyntax[] Declarations { get; } = declarations;

    /// <summary>The statements.</summary>
    public CompoundStatementSyntax Body { get; } = body;
}
