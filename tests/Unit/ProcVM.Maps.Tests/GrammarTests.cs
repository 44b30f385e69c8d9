using ProcVM.Core;
using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tests;

/// <summary>What the grammar takes, and where and how it says no.</summary>
public class GrammarTests
{
    [Fact]
    public void TheExamplesOnTheGrammarsPageAreMaps()
    {
        MapFile map = MapTexts.MustParse(MapTexts.Examples());
        Assert.Equal([], MapChecker.Check([map]).Select(static one => one.ToString()));
        Assert.Equal(9, map.Declarations.OfType<MapPersonality>().Count());
        Assert.Equal(3, map.Declarations.OfType<MapLibrary>().Count());
        Assert.Equal(7, map.Calls.Count(static call => call.Key is MapInterruptKey));
    }

    [Fact]
    public void TheShippedMapIsGood()
    {
        MapFile map = MapTexts.MustParse(MapTexts.Shipped("pvm.map"));
        Assert.Equal([], MapChecker.Check([map], HandlerCatalogue.Of(map)).Select(static one => one.ToString()));
        Assert.All(map.Calls, static call => Assert.IsType<MapHandler>(call.Target));
    }

    [Fact]
    public void ACallIsReadWhole()
    {
        MapCall call = MapTexts.MustParse(
            "call 3 read(fd i32, buf out bytes[count * 2 + 1, used result], count u32) i32 => File.Read(flags=0, x=A) fail -1 partial \"a \\\"b\\\"\" blocking restart always since 2.0")
            .Calls.Single();
        Assert.Equal("read", call.Name);
        Assert.Equal(new MapNumberKey([new(null, 3)]), call.Key);
        Assert.Equal(new MapLength([new("count", false, 0), new(null, false, 2)], 1, new MapFactor("result", false, 0)), call.Parameters[1].Type.Length);
        Assert.Equal(new MapHandler("File", "Read", [new("flags", "0"), new("x", "A")]), call.Target);
        Assert.Equal(new MapSupport(SupportLevel.Partial, "a \"b\""), call.Support);
        Assert.Equal("-1", call.Fail);
        Assert.True(call.Blocking);
        Assert.Equal(MapRestart.Always, call.Restart);
        Assert.Equal("2.0", call.Since);
    }

    [Theory]
    [InlineData("12", 12)]
    [InlineData("-1", -1)]
    [InlineData("0x1F", 31)]
    [InlineData("1Fh", 31)]
    [InlineData("0o17", 15)]
    [InlineData("0b101", 5)]
    [InlineData("0bh", 11)]
    [InlineData("0xffffffffffffffff", -1)]
    [InlineData("-9223372036854775808", long.MinValue)]
    public void NumbersHaveFiveSpellings(string text, long value) =>
        Assert.Equal(value, ((MapEnum)MapTexts.MustParse($"enum e {{ A {text} }}").Declarations[0]).Members[0].Value);

    [Theory]
    [InlineData("call f(", "1:8 PVM0301")]
    [InlineData("call f(a) => A.B", "1:9 PVM0301")]
    [InlineData("call f(a i32 b i32) => A.B", "1:14 PVM0301")]
    [InlineData("call f(a i32[) => A.B", "1:14 PVM0301")]
    [InlineData("call f() => ", "1:12 PVM0301")]
    [InlineData("call f() => A.(", "1:15 PVM0301")]
    [InlineData("call f() full full", "1:15 PVM0301")]
    [InlineData("call f() => A.B partial \"open", "1:25 PVM0301")]
    [InlineData("cal f()", "1:1 PVM0301")]
    [InlineData("enum e { A 08x }", "1:12 PVM0301")]
    [InlineData("enum e { A 99999999999999999999 }", "1:12 PVM0301")]
    [InlineData("enum e { A 1", "1:13 PVM0301")]
    [InlineData("struct s { a u8 @ }", "1:19 PVM0301")]
    [InlineData("personality p { gate flag }", "1:22 PVM0301")]
    [InlineData("personality p { cpu x86 } x", "1:27 PVM0301")]
    [InlineData("dll a.dll {\n  fn f(\n  fn g() => A.B\n}", "2:8 PVM0301")]
    [InlineData("dll a.dll {\n  fn f() => A.B\ncall g() => A.B", "1:1 PVM0301")]
    [InlineData("dll a.dll {\n  fn f() => A.B\n}\n  fn g() => A.B", "4:3 PVM0301")]
    [InlineData("dll a.dll {\n  fn f( }\ncall g() => A.B", "2:9 PVM0301")]
    [InlineData("call f() \u00e9", "1:10 PVM0301")]
    [InlineData("call f() => A.B\n\0\ncall g() => A.B", "2:1 PVM0301")]
    public void ErrorsStandWhereTheyAre(string text, string place) =>
        Assert.Equal([place], MapTexts.Places(MapTexts.Parse(text).Diagnostics));

    [Fact]
    public void OneErrorCostsNoOtherDeclaration()
    {
        LoadResult<MapFile> result = MapTexts.Parse("call f( => A.B\ncall g() => A.B\nenum { A 1\n  B 2\n}\ncall h(x) => A.B\n");
        Assert.Equal(["1:9 PVM0301", "3:6 PVM0301", "6:9 PVM0301"], MapTexts.Places(result.Diagnostics));
    }

    [Fact]
    public void AMessageSaysWhatWasExpected()
    {
        Diagnostic error = Assert.Single(MapTexts.Parse("call f(a i32) => .Open").Diagnostics);
        Assert.Equal("expected 'return' or a name, found '.'", error.Message);
        Assert.EndsWith("  call f(a i32) => .Open\n                   ^", error.ToString());
    }

    [Fact]
    public void NestingIsBounded()
    {
        string deep = "call f(a " + string.Concat(Enumerable.Repeat("callback(b ", 1000)) + "i32" + new string(')', 1000) + ") => A.B";
        Assert.Equal(["PVM0302"], MapTexts.Parse(deep).Diagnostics.Select(static one => one.Descriptor.Code));
    }

    [Fact]
    public void SizeIsBounded()
    {
        Assert.Equal(["PVM0303"], MapTexts.Parse("call f() => A.B" + new string(' ', 70_000) + "full").Diagnostics.Select(static one => one.Descriptor.Code));
        Assert.Equal(["PVM0303"], MapTexts.Parse(new string('\n', 5_000_000)).Diagnostics.Select(static one => one.Descriptor.Code));
        Assert.Equal(101, MapTexts.Parse(string.Concat(Enumerable.Repeat("call (\n", 1000))).Diagnostics.Count);
    }
}
