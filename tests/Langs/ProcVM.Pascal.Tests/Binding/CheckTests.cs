using ProcVM.Pascal.Binding;

namespace ProcVM.Pascal.Tests.Binding;

/// <summary>Checks stand where a value could be wrong, and nowhere else.</summary>
public class CheckTests
{
    [Theory]
    [InlineData("var x: 1..10; i: integer;", "i", true)]
    [InlineData("var x: 0..9; i: integer;", "(i mod 10)", true)]
    [InlineData("var x: -9..9; i: integer;", "i mod 10", false)]
    [InlineData("var x: 0..255; c: char;", "ord(c)", false)]
    [InlineData("var x: 0..15; i: integer;", "i and 15", false)]
    [InlineData("var x: int64; i: integer;", "i", false)]
    [InlineData("var x: integer; l: int64;", "l", true)]
    [InlineData("var x: 1..10; y: 1..10;", "y", true)]
    [InlineData("var x: 0..510; b: byte;", "b + b", false)]
    [InlineData("var x: char; i: integer;", "chr(i)", true)]
    public void RangeChecks(string declarations, string expression, bool isChecked)
    {
        BoundExpression value = Bind.Value(declarations, expression);
        Assert.Equal(isChecked, Holds(value));

        static bool Holds(BoundExpression value) => value is BoundRangeCheck || (value is BoundConversion conversion && Holds(conversion.Operand));
    }

    [Theory]
    [InlineData("i + 1", true)]
    [InlineData("b + 1", false)]
    [InlineData("b * b", false)]
    [InlineData("i mod 100 + 5", false)]
    [InlineData("i * 2", true)]
    public void OverflowChecks(string expression, bool isChecked)
    {
        BoundExpression value = Bind.Value("var x, i: integer; b: byte;", expression);
        Assert.Equal(isChecked, Assert.IsType<BoundBinary>(value).ChecksOverflow);
    }

    [Theory]
    [InlineData("for i := 1 to 100 do a[i] := 0", false)]
    [InlineData("for i := 1 to 101 do a[i] := 0", true)]
    [InlineData("for i := 2 to 99 do a[i - 1] := a[i + 1]", false)]
    [InlineData("for i := 100 downto 1 do a[i] := 0", false)]
    public void IndexChecks(string statement, bool isChecked)
    {
        BoundProgram program = Bind.Clean($"var a: array [1..100] of integer; i: integer; begin {statement} end.");
        BoundFor loop = Assert.IsType<BoundFor>(Assert.IsType<BoundBlock>(program.Main.Body).Statements[0]);
        BoundAssignment assignment = Assert.IsType<BoundAssignment>(loop.Body);
        Assert.Equal(isChecked, Assert.IsType<BoundElement>(assignment.Target).ChecksIndex);
    }

    [Theory]
    [InlineData("2 + 3 * 4", 14)]
    [InlineData("7 div -2", -3)]
    [InlineData("-7 mod 3", -1)]
    [InlineData("ord('a') + ord(true)", 98)]
    [InlineData("sizeof(t)", 8)]
    [InlineData("high(t) - low(t)", 1)]
    [InlineData("length('abc') + abs(-4)", 7)]
    [InlineData("trunc(2.9) + round(2.5)", 5)]
    [InlineData("1 shl 10 or 1", 1025)]
    [InlineData("ord(3 in [1, 3..5]) + ord('b' < 'a')", 1)]
    [InlineData("hi($1234) * 256 + lo($1234)", 0x1234)]
    public void Constants(string expression, long value)
    {
        BoundExpression bound = Bind.Value("type t = array [0..1] of integer; var x: int64;", expression);
        Assert.Equal(value, Assert.IsType<BoundOrdinal>(bound).Value);
    }

    [Fact]
    public void IsoModulusIsNeverNegative() =>
        Assert.Equal(2, Assert.IsType<BoundOrdinal>(Bind.Value("var x: integer;", "(-7) mod 3", PascalStandard.Iso)).Value);

    [Fact]
    public void WrappingCardinalsAreComputedIn32Bits()
    {
        BoundExpression value = Bind.Value("{$Q-}{$R-} var x, y: cardinal;", "x * 31 + y");
        BoundBinary sum = Assert.IsType<BoundBinary>(Assert.IsType<BoundConversion>(value).Operand);
        Assert.Equal(4, sum.Type.Size);
    }

    [Fact]
    public void ResultsAreCheckedWhereAWayMissesThem()
    {
        BoundProgram program = Bind.Clean(
            """
            program p;
            function f(i: integer): integer; begin if i > 0 then f := 1 end;
            function g(i: integer): integer; begin if i > 0 then g := 1 else g := 2 end;
            begin end.
            """,
            PascalStandard.Iso);
        Assert.True(program.Main.Nested[0].ChecksResult);
        Assert.False(program.Main.Nested[1].ChecksResult);
    }

    [Fact]
    public void VariablesKnowWhoUsesThem()
    {
        BoundProgram program = Bind.Clean(
            "var a, b: integer; procedure p; var c, d: integer; procedure q; begin c := a end; begin d := 1; q end; begin b := 1; p end.");
        Assert.True(program.Main.Locals[0].IsCaptured);
        Assert.False(program.Main.Locals[1].IsCaptured);
        RoutineSymbol p = program.Main.Nested[0];
        Assert.True(p.Locals[0].IsCaptured);
        Assert.False(p.Locals[1].IsCaptured);
        Assert.False(p.NeedsStaticLink);
        Assert.True(p.Nested[0].NeedsStaticLink);
    }
}
