using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

public class TokenTests
{
    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("0042", 42UL)]
    [InlineData("$fF", 255UL)]
    [InlineData("%1010", 10UL)]
    [InlineData("&17", 15UL)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    [InlineData("$FFFFFFFFFFFFFFFF", ulong.MaxValue)]
    public void WholeNumbers(string text, ulong value) => Assert.Equal(value, Read.Expression<IntegerLiteralSyntax>(text).Value);

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("1e3", 1000)]
    [InlineData("1.25E-2", 0.0125)]
    [InlineData("1e+2", 100)]
    [InlineData("1e-999", 0)]
    [InlineData("1.", 1)]
    public void RealNumbers(string text, double value) => Assert.Equal(value, Read.Expression<RealLiteralSyntax>(text).Value);

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("''''", "'")]
    [InlineData("''", "")]
    [InlineData("'a'#13#$0A'b'", "a\r\nb")]
    [InlineData("#65", "A")]
    [InlineData("^C", "\u0003")]
    [InlineData("^[", "\u001b")]
    [InlineData("'x'^M^j", "x\r\n")]
    [InlineData("'é'", "\u00C3\u00A9")]
    public void Strings(string text, string value) => Assert.Equal(value, Read.Expression<StringLiteralSyntax>(text).Value);

    [Fact]
    public void CaretsAfterNamesFollowPointers()
    {
        Assert.IsType<DereferenceExpressionSyntax>(Read.Expression("p^"));
        Assert.IsType<DereferenceExpressionSyntax>(Read.Expression("p^.a[1]^^"));
        Assert.IsType<PointerTypeSyntax>(Read.Type<PointerTypeSyntax>("^c"));
    }

    [Fact]
    public void RangesAndAlternativeSymbols()
    {
        SubrangeTypeSyntax range = Read.Type<SubrangeTypeSyntax>("1..5");
        Assert.Equal(5UL, Assert.IsType<IntegerLiteralSyntax>(range.High).Value);
        Read.Type<ArrayTypeSyntax>("array (.1..3.) of char", PascalStandard.Iso);
        Read.Type<PointerTypeSyntax>("@integer", PascalStandard.Iso);
    }

    [Fact]
    public void NamesKeepTheirSpellingAndCompareWithoutCase()
    {
        StatementSyntax[] statements = Read.Statements("FooBar; foobar; FOOBAR");
        Identifier[] names = [.. statements.Select(statement =>
            ((NameExpressionSyntax)((CallStatementSyntax)statement).Call).Name)];
        Assert.Equal(["FooBar", "foobar", "FOOBAR"], names.Select(name => name.Name));
        Assert.All(names, name => Assert.Same(names[0].Key, name.Key));
    }

    [Theory]
    [InlineData("{ a (* b } ", "")]
    [InlineData("(* a { b *) ", "")]
    [InlineData("{ a *) ", "1:002")]
    [InlineData("// a { b\n", "")]
    [InlineData("{ { } ", "")]
    public void CommentsOfTheDialect(string comment, string errors) => Assert.Equal(errors, Read.Errors($"{comment}begin end."));

    [Theory]
    [InlineData("{ a *) ", "")]
    [InlineData("(* a } ", "")]
    [InlineData("// a\n", "1:010")]
    public void CommentsOfIso(string comment, string errors) =>
        Assert.Equal(errors, Read.Errors($"{comment}program p; begin end.", PascalStandard.Iso));

    [Theory]
    [InlineData("x := $", "1:004")]
    [InlineData("x := 1e", "1:004")]
    [InlineData("x := 99999999999999999999", "1:005")]
    [InlineData("x := 1e999", "1:005")]
    [InlineData("x := 12ab", "1:006")]
    [InlineData("x := #256", "1:007")]
    [InlineData("x == y", "1:008 1:034")]
    [InlineData("if x != y then", "1:008")]
    [InlineData("x := a && b || !c", "1:008 1:008 1:008")]
    [InlineData("x += 1", "1:008")]
    [InlineData("x := \"a\"", "1:009")]
    [InlineData("x := ‘a’", "1:001 1:001")]
    [InlineData("x := 'abc", "1:003")]
    [InlineData("for i := 1 to 10do a", "")]
    public void MalformedTokens(string statement, string errors) => Assert.Equal(errors, Read.Errors($"begin {statement} end."));

    [Theory]
    [InlineData("x := a_b", "1:021")]
    [InlineData("x := $F", "1:010")]
    [InlineData("x := #13", "1:010")]
    [InlineData("x := ''", "1:011")]
    [InlineData("x := 1.", "1:004")]
    [InlineData("x := 10div 2", "1:006")]
    [InlineData("shl := xor", "")]
    public void IsoHasFewerTokens(string statement, string errors) =>
        Assert.Equal(errors, Read.Errors($"program p; begin {statement} end.", PascalStandard.Iso));
}
