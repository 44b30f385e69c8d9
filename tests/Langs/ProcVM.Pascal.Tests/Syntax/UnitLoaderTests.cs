using ProcVM.Core.Text;
using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

public class UnitLoaderTests
{
    [Fact]
    public void UnitsComeAfterThoseTheyUse()
    {
        ProgramSources loaded = Load("program p; uses a, b; begin end.",
            ("a.pas", Unit("a", "c", "d")), ("b.pas", Unit("B", "", "a")), ("c.pas", Unit("c", "", "")), ("d.pp", Unit("d", "c", "a")));
        Assert.Empty(loaded.Diagnostics);
        Assert.Equal(["c", "a", "B", "d"], Names(loaded.Units));
        Assert.Equal(["c", "d", "a", "B"], Names(loaded.InitializationOrder));
    }

    [Fact]
    public void ImplementationsMayUseEachOther()
    {
        ProgramSources loaded = Load("program p; uses b; begin end.", ("a.pas", Unit("a", "b", "")), ("b.pas", Unit("b", "", "a")));
        Assert.Empty(loaded.Diagnostics);
        Assert.Equal(["b", "a"], Names(loaded.Units));
        Assert.Equal(["a", "b"], Names(loaded.InitializationOrder));
    }

    [Theory]
    [InlineData("a", "b", "", "PAS062")]
    [InlineData("a", "a", "", "PAS062")]
    [InlineData("a", "none", "", "PAS060")]
    [InlineData("a", "b", "b", "PAS063")]
    [InlineData("x", "", "", "PAS061")]
    [InlineData("a", "prog", "", "PAS061")]
    [InlineData("a", "system", "", "")]
    public void Mistakes(string name, string interfaceUses, string implementationUses, string code)
    {
        bool isCircle = code == "PAS062" && interfaceUses == "b";
        ProgramSources loaded = Load("program p; uses a; begin end.",
            ("a.pas", Unit(name, interfaceUses, implementationUses)),
            ("b.pas", Unit("b", isCircle ? "a" : "", "")),
            ("prog.pas", "program prog; begin end."));
        Assert.Equal(code, string.Join(' ', loaded.Diagnostics.Select(diagnostic => diagnostic.Descriptor.Code)));
    }

    [Fact]
    public void AUnitIsNoProgram() =>
        Assert.Equal("PAS064", Assert.Single(Load(Unit("a", "", "")).Diagnostics).Descriptor.Code);

    [Fact]
    public void LongChainsAreNoProblemAndManyUnitsAnError()
    {
        (string, string)[] chain = [.. Enumerable.Range(0, 1100).Select(i => ($"u{i}.pas", Unit($"u{i}", $"u{i + 1}", "")))];
        ProgramSources loaded = Load("program p; uses u0; begin end.", chain);
        Assert.Equal("PAS065", Assert.Single(loaded.Diagnostics).Descriptor.Code);
        Assert.Equal(1000, loaded.Units.Count);
    }

    private static string Unit(string name, string interfaceUses, string implementationUses) =>
        $"unit {name}; interface {Uses(interfaceUses)} implementation {Uses(implementationUses)} end.";

    private static string Uses(string names) => names.Length == 0 ? "" : $"uses {names};";

    private static IEnumerable<string> Names(IEnumerable<SyntaxTree> units) => units.Select(unit => unit.Root.Name.Name);

    private static ProgramSources Load(string main, params (string Name, string Text)[] files) =>
        UnitLoader.Load(new SourceText("main.pas", main), new PascalOptions(PascalStandard.ProcVM), new Read.Files(files));
}
