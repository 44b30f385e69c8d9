using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

public class ExpressionTests
{
    [Theory]
    [InlineData("a + b * c", "(a + (b * c))")]
    [InlineData("a * b + c", "((a * b) + c)")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a or b and not c = d", "((a or (b and not(c))) = d)")]
    [InlineData("a shl 1 or b xor c", "(((a shl 1) or b) xor c)")]
    [InlineData("-a * b", "(-(a) * b)")]
    [InlineData("-a mod b", "(-(a) mod b)")]
    [InlineData("a * -b", "(a * -(b))")]
    [InlineData("a in [1, 3..5]", "(a in [1, 3..5])")]
    [InlineData("@a^.b[1, 2](c)", "@(a^.b[1, 2](c))")]
    [InlineData("f(x:3:1, y)", "f(x:3:1, y)")]
    [InlineData("(a + b) * c", "([a + b] * c)")]
    [InlineData("a < b = c", "((a < b) = c)")]
    [InlineData("'abc'[2]", "'abc'[2]")]
    public void PrecedenceOfTheDialect(string text, string shape) => Assert.Equal(shape, Show(Read.Expression(text)));

    [Theory]
    [InlineData("-a * b", "-((a * b))")]
    [InlineData("-a mod b + c", "(-((a mod b)) + c)")]
    [InlineData("- a = b", "(-(a) = b)")]
    public void SignsOfIsoBelongToTheTerm(string text, string shape) =>
        Assert.Equal(shape, Show(Read.Expression(text, PascalStandard.Iso)));

    [Theory]
    [InlineData("a * -b", "1:047")]
    [InlineData("a + -b", "1:047")]
    [InlineData("a < b < c", "1:046")]
    [InlineData("f()", "1:010")]
    [InlineData("a shl 2 xor b", "1:010 1:010")]
    public void IsoHasFewerExpressions(string text, string errors) =>
        Assert.Equal(errors, Read.Errors($"program p; begin x := {text} end.", PascalStandard.Iso));

    [Theory]
    [InlineData("(1, 2, 3)", "(1, 2, 3)")]
    [InlineData("((1, 2), (3, 4))", "((1, 2), (3, 4))")]
    [InlineData("(x: 1; y: (1, 2);)", "(x: 1; y: (1, 2))")]
    [InlineData("(1 + 2) * 3", "([(1 + 2)] * 3)")]
    [InlineData("(1)", "(1)")]
    public void Initializers(string text, string shape)
    {
        ProgramSyntax program = Read.Clean<ProgramSyntax>($"const c: t = {text}; begin end.");
        ConstantSectionSyntax section = Assert.IsType<ConstantSectionSyntax>(Assert.Single(program.Block.Declarations));
        Assert.Equal(shape.Replace("[(", "[").Replace(")]", "]"), Show(Assert.Single(section.Constants).Value));
    }

    [Fact]
    public void SpansCoverWhatIsWritten()
    {
        BinaryExpressionSyntax sum = Read.Expression<BinaryExpressionSyntax>("foo(1) + bar[ 2 ]");
        Assert.Equal("foo(1) + bar[ 2 ]", Text(sum));
        Assert.Equal("foo(1)", Text(sum.Left));
        Assert.Equal("bar[ 2 ]", Text(sum.Right));
    }

    [Fact]
    public void PrintingAndReadingGivesTheSameTree()
    {
        ExpressionWriter writer = new(new Random(20261121));
        for (int i = 0; i < 2000; i++)
        {
            string text = writer.Write(5);
            ExpressionSyntax first = Read.Expression(text);
            string printed = ExpressionWriter.Print(first);
            Assert.Equal(Show(first), Show(Read.Expression(printed)));
        }
    }

    private static string Text(SyntaxNode node) => node.Span.Source.Text.Substring(node.Span.Start, node.Span.Length);

    private static string Show(ExpressionSyntax expression) => ExpressionWriter.Show(expression);
}
