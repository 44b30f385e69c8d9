using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

/// <summary>Reads sources given as strings, with include files from memory.</summary>
internal static class Read
{
    internal static SyntaxTree Source(
        string text,
        PascalStandard standard = PascalStandard.ProcVM,
        params (string Name, string Text)[] files) =>
        PascalParser.Parse(new SourceText("main.pas", text), new PascalOptions(standard), new Files(files));

    /// <summary>The tree of a source without errors.</summary>
    internal static T Clean<T>(string text, PascalStandard standard = PascalStandard.ProcVM)
        where T : CompilationUnitSyntax
    {
        SyntaxTree tree = Source(text, standard);
        Assert.Empty(tree.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        return Assert.IsType<T>(tree.Root);
    }

    /// <summary>The statements of a program that is nothing else.</summary>
    internal static StatementSyntax[] Statements(string text, PascalStandard standard = PascalStandard.ProcVM) =>
        Clean<ProgramSyntax>($"program p; begin {text} end.", standard).Block.Body.Statements;

    internal static T Statement<T>(string text, PascalStandard standard = PascalStandard.ProcVM)
        where T : StatementSyntax => Assert.IsType<T>(Assert.Single(Statements(text, standard)));

    internal static ExpressionSyntax Expression(string text, PascalStandard standard = PascalStandard.ProcVM) =>
        Statement<AssignmentStatementSyntax>($"x := {text}", standard).Value;

    internal static T Expression<T>(string text, PascalStandard standard = PascalStandard.ProcVM)
        where T : ExpressionSyntax => Assert.IsType<T>(Expression(text, standard));

    internal static T Type<T>(string text, PascalStandard standard = PascalStandard.ProcVM)
        where T : TypeSyntax
    {
        ProgramSyntax program = Clean<ProgramSyntax>($"program p; type t = {text}; begin end.", standard);
        TypeSectionSyntax section = Assert.IsType<TypeSectionSyntax>(Assert.Single(program.Block.Declarations));
        return Assert.IsType<T>(Assert.Single(section.Types).Type);
    }

    /// <summary>The errors as "line:code", in order.</summary>
    internal static string Errors(string text, PascalStandard standard = PascalStandard.ProcVM, params (string, string)[] files) =>
        string.Join(' ', Source(text, standard, files).Diagnostics.Where(diagnostic => diagnostic.IsError).Select(Place));

    private static string Place(Diagnostic diagnostic) => $"{diagnostic.Span!.Value.Position.Line}:{diagnostic.Descriptor.Code[3..]}";

    internal sealed class Files((string Name, string Text)[] files) : IPascalSources
    {
        private readonly Dictionary<string, SourceText> _files = files.ToDictionary(file => file.Name, file => new SourceText(file.Name, file.Text));

        public SourceText? Find(string name, SourceText from) => _files.GetValueOrDefault(name);
    }
}
