using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Binding;

/// <summary>Binds programs given as strings.</summary>
internal static class Bind
{
    internal static LoadResult<BoundProgram> Source(
        string text, PascalStandard standard = PascalStandard.ProcVM, params (string Name, string Text)[] units)
    {
        PascalOptions options = new(standard);
        SyntaxTree tree = PascalParser.Parse(new SourceText("main.pas", text), options, new NoFiles());
        Assert.Empty(tree.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        return ProgramBinder.Bind((ProgramSyntax)tree.Root, options, new Units(units, options));
    }

    /// <summary>The program of a source without errors.</summary>
    internal static BoundProgram Clean(string text, PascalStandard standard = PascalStandard.ProcVM)
    {
        LoadResult<BoundProgram> result = Source(text, standard);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.IsError).Select(diagnostic => diagnostic.ToString()));
        return result.Value!;
    }

    /// <summary>The errors as "line:code", in order of discovery.</summary>
    internal static string Errors(string text, PascalStandard standard = PascalStandard.ProcVM, params (string, string)[] units) =>
        string.Join(' ', Source(text, standard, units).Diagnostics.Where(diagnostic => diagnostic.IsError)
            .Select(diagnostic => $"{diagnostic.Span!.Value.Position.Line}:{diagnostic.Descriptor.Code[3..]}"));

    /// <summary>The value assigned last in a program's body.</summary>
    internal static BoundExpression Value(string declarations, string expression, PascalStandard standard = PascalStandard.ProcVM)
    {
        BoundProgram program = Clean($"program p; {declarations} begin x := {expression} end.", standard);
        BoundBlock body = Assert.IsType<BoundBlock>(program.Main.Body);
        return Assert.IsType<BoundAssignment>(body.Statements[^1]).Value;
    }

    private sealed class NoFiles : IPascalSources
    {
        public SourceText? Find(string name, SourceText from) => null;
    }

    private sealed class Units((string Name, string Text)[] units, PascalOptions options) : IUnitResolver
    {
        public FoundUnit? Resolve(UsedUnitSyntax unit, SourceText from, out bool isReported)
        {
            isReported = false;
            string? text = Array.Find(units, one => one.Name == unit.Name.Key).Text;
            if (text is null)
            {
                return null;
            }

            SourceText source = new(unit.Name.Key + ".pas", text);
            return new FoundUnit((UnitSyntax)PascalParser.Parse(source, options, new NoFiles()).Root, null, source);
        }

        public bool TryRecompile(UsedUnitSyntax unit, SourceText from) => false;
    }
}
