namespace ProcVM.Pascal.Tests.Binding;

/// <summary>Errors are found where they are, and none causes another.</summary>
public class ErrorTests
{
    [Theory]
    [InlineData("begin x := 1; x := 2; x := x + x end.", "1:100")]
    [InlineData("var r: record a: integer end; begin r.b := r.a + r.c end.", "1:139 1:139")]
    [InlineData("var v: undefined; begin v.a[1]^ := v end.", "1:100")]
    [InlineData("var i: integer; i: char; begin i := 'x'; i := 1 end.", "1:101")]
    [InlineData("const c = d; begin writeln(c + 1, c * 'x') end.", "1:100")]
    [InlineData("procedure p(a: nothing); begin a := 1 end; begin p(1); p('x') end.", "1:100")]
    [InlineData("procedure p; begin end; begin p(1); p(1, 2) end.", "1:180 1:180")]
    [InlineData("var i: integer; begin for i := 1 to 3 do i := i + 1 end.", "1:200")]
    [InlineData("var i: integer; begin i := 'x'; i := 1.5; i := nil; i := true end.", "1:130 1:130 1:130 1:130")]
    [InlineData("var b: byte; begin b := 256; b := -1; b := 255 end.", "1:148 1:148")]
    [InlineData("begin break; continue end.", "1:210 1:210")]
    [InlineData("type t = (a, b, a); begin end.", "1:101")]
    [InlineData("var i: integer; begin case i of 1: ; 2..5: ; 4: end end.", "1:204")]
    [InlineData("label 1; begin goto 1 end.", "1:208")]
    [InlineData("label 1; var i: integer; begin goto 1; if i = 1 then 1: i := 2 end.", "1:209")]
    [InlineData("procedure p(a: integer = 1; b: integer); begin end; begin p end.", "1:219 1:180")]
    [InlineData("const c = maxint + 1; d = 9223372036854775807; e = d * 4; begin end.", "1:149")]
    [InlineData("type t = array [1..100000, 1..100000] of integer; begin end.", "1:152")]
    [InlineData("function f: integer; begin f := 1 end; begin f := 2 end.", "1:119")]
    [InlineData("procedure p(const s: string); begin s := 'x' end; begin end.", "1:199")]
    public void Dialect(string source, string errors) => Assert.Equal(errors, Bind.Errors(source));

    [Theory]
    [InlineData("program p(output); begin readln end.", "1:111")]
    [InlineData("program p; begin writeln end.", "1:111")]
    [InlineData("program p(f); begin end.", "1:112")]
    [InlineData("program p; const n = 1; procedure q; const m = n; n = 2; begin end; begin end.", "1:102")]
    [InlineData("program p; function f: integer; begin end; begin end.", "1:117")]
    [InlineData("program p; type t = record case b: boolean of true: (x: integer) end; begin end.", "1:160")]
    [InlineData("program p; var a: packed array [1..3] of char; begin a := 'ab' end.", "1:158")]
    [InlineData("program p; var i: integer; procedure q; begin i := 1 end; begin for i := 1 to 2 do q end.", "1:201")]
    [InlineData("program p; var r: packed record a: integer end; procedure q(var i: integer); begin end; begin q(r.a) end.", "1:182")]
    [InlineData("program p; procedure q(function f(a: integer): integer); begin end; function g(a: char): integer; begin g := 1 end; begin q(g) end.", "1:184")]
    [InlineData("program p; var b: array [1..2] of integer; procedure q(a: array [l..h: integer] of char); begin end; begin q(b) end.", "1:186")]
    [InlineData("program p; var s: set of integer; begin end.", "1:153")]
    public void Iso(string source, string errors) => Assert.Equal(errors, Bind.Errors(source, PascalStandard.Iso));

    [Fact]
    public void MisspeltNamesGetAHint()
    {
        Core.Diagnostic error = Assert.Single(Bind.Source("var counter: integer; begin countr := 1 end.").Diagnostics);
        Assert.Equal("did you mean 'counter'?", error.Hint);
    }

    [Fact]
    public void ManyErrorsEndSoonAndTheirNumberIsBounded()
    {
        string statements = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"unknown{i} := other{i};\n"));
        Assert.Equal(100, Bind.Source($"begin {statements} end.").Diagnostics.Count);
    }

    [Theory]
    [InlineData("type", " t0 = integer;", " t{0} = array [1..1] of t{1};")]
    [InlineData("type", " t0 = integer;", " t{0} = array of t{1};")]
    [InlineData("type", " t0 = integer;", " t{0} = record a, b: ^t{1}; c: t{1} end;")]
    [InlineData("type", " t0 = procedure;", " t{0} = procedure(a, b: t{1});")]
    [InlineData("const", " t0 = 'x';", " t{0} = t{1} + 'x';")]
    public void ChainsOfDeclarationsAreBounded(string section, string first, string next)
    {
        string chain = string.Concat(Enumerable.Range(1, 5_000).Select(i => string.Format(null, next, i, i - 1)));
        Core.LoadResult<Pascal.Binding.BoundProgram> result = Bind.Source($"{section}{first}{chain} begin end.");
        Assert.True(result.Diagnostics.Count <= 101);
    }

    [Fact]
    public void UnitsSeeTheirInterfacesAlone()
    {
        (string, string)[] units =
        [
            ("a", "unit a; interface uses b; const n = m + 1; procedure p; implementation procedure p; begin end; procedure q; begin end; end."),
            ("b", "unit b; interface const m = 1; implementation uses a; const k = n; end."),
        ];
        Assert.Equal(string.Empty, Bind.Errors("uses a; begin p; writeln(a.n) end.", PascalStandard.ProcVM, units));
        Assert.Equal("1:100 1:107", Bind.Errors("uses a; begin q; writeln(a.m) end.", PascalStandard.ProcVM, units));
        Assert.Equal("1:108", Bind.Errors("uses c; begin end.", PascalStandard.ProcVM, units));
    }
}
