using ProcVM.Maps.Model;

namespace ProcVM.Maps.Tests;

/// <summary>Every rule of the checker has a map that breaks it, and that one alone.</summary>
public class CheckerTests
{
    private const string Head = """
        personality p { pointer 4; long 4; align 4; gate int 0x80 { number eax; args ebx }; gate import "p"; unknown => ENOSYS }
        personality q : p { pointer 8; long 8; align 16 }
        enum errno : i32 { ENOSYS 38 }

        """;

    private static readonly HandlerCatalogue s_handlers = new(new Dictionary<string, MapList<HandlerParameter>>
    {
        ["A.B"] = [],
        ["A.Number"] = [new("n", "i32")],
        ["A.Text"] = [new("s", "in cstr"), new("n", "i32")],
    });

    [Theory]
    [InlineData("PVM0310", "call f(a nothing) => A.B")]
    [InlineData("PVM0310", "call f() nothing => A.B")]
    [InlineData("PVM0310", "struct s { a nothing }")]
    [InlineData("PVM0311", "type t = i32\ntype t = u32")]
    [InlineData("PVM0311", "type i32 = u32")]
    [InlineData("PVM0312", "call f() => A.B\ncall f() => A.B")]
    [InlineData("PVM0312", "dll a.dll {\n  fn f{A,W}() => A.B\n  fn fA() => A.B\n}")]
    [InlineData("PVM0313", "call 1 f() => A.B\ncall 1 g() => A.B")]
    [InlineData("PVM0313", "call {p 1, q 2} f() => A.B\ncall {q 2} g() => A.B")]
    [InlineData("PVM0313", "int 80h al=01h f() => A.B\nint 80h al=1 g() => A.B")]
    [InlineData("PVM0313", "dll a.dll {\n  fn f @1 () => A.B\n  fn g @1 () => A.B\n}")]
    [InlineData("PVM0314", "call f(a in bytes[n]) => A.B")]
    [InlineData("PVM0314", "struct s { a u8[n]; n u32 }")]
    [InlineData("PVM0315", "struct s size 12 { a u32; b u64; c u8 }")]
    [InlineData("PVM0315", "struct s size p 8, q 12 { a long; b u32 }")]
    [InlineData("PVM0316", "struct s { a u8; b u16 @1 }")]
    [InlineData("PVM0338", "call 1 f = nobody")]
    [InlineData("PVM0338", "call 1 f() => A.B\ncall 2 g = q.h")]
    [InlineData("PVM0324", "call 1 f() => A.B\ncall 2 g = q.f(a i32)")]
    [InlineData("PVM0310", "call 1 f() => A.B\ncall 2 g = q.f wide nothing")]
    [InlineData("PVM0310", "struct s as nothing { a u32 }")]
    [InlineData("PVM0339", "struct s { a u32 }\nstruct t as s { b u32 }")]
    [InlineData("PVM0317", "call f() => A.B partial")]
    [InlineData("PVM0318", "call f() => A.Nobody")]
    [InlineData("PVM0319", "call f() => A.Number")]
    [InlineData("PVM0319", "call f(a i32) => A.Number(n=1)")]
    [InlineData("PVM0319", "call f(a i32) => A.Number(m=1)")]
    [InlineData("PVM0320", "call f(a u32) => A.Number")]
    [InlineData("PVM0320", "call f(a out cstr) => A.Text(n=1)")]
    [InlineData("PVM0321", "call f() => ENOBODY")]
    [InlineData("PVM0321", "call f() => A.B fail NOBODY")]
    [InlineData("PVM0321", "call f() => return NOBODY")]
    [InlineData("PVM0321", "call f(a in cstr) => A.Text(n=NOBODY)")]
    [InlineData("PVM0321", "call f(a i32) variant a { NOBODY => A.Number }")]
    [InlineData("PVM0322", "personality r : nobody { }")]
    [InlineData("PVM0322", "call {nobody 1} f() => A.B")]
    [InlineData("PVM0322", "struct s size nobody 1 { a u8 }")]
    [InlineData("PVM0323", "call f(a i32, a i32) => A.B")]
    [InlineData("PVM0324", "call f(a i32) variant b { * => A.Number }")]
    [InlineData("PVM0324", "call f(a i32) variant a { *(b i32) => A.Number }")]
    [InlineData("PVM0325", "call f(a cstr) => A.B")]
    [InlineData("PVM0325", "struct s { a u8 }\ncall f(a s) => A.B")]
    [InlineData("PVM0326", "int 0x21 f() => A.B")]
    [InlineData("PVM0326", "personality r { gate import \"r\" }\ncall 1 f() => A.B")]
    [InlineData("PVM0326", "personality r { gate int 3 { number eax } }\ncall f() => A.B")]
    [InlineData("PVM0327", "int 80h al=100h f() => A.B")]
    [InlineData("PVM0327", "call -1 f() => A.B")]
    [InlineData("PVM0327", "personality r { gate int 256 }")]
    [InlineData("PVM0327", "personality r { pointer 3 }")]
    [InlineData("PVM0327", "struct s align 3 { a u8 }")]
    [InlineData("PVM0327", "dll a.dll {\n  fn f @0 () => A.B\n}")]
    [InlineData("PVM0328", "type t = u\ntype u = t")]
    [InlineData("PVM0328", "struct s { a s }")]
    [InlineData("PVM0329", "struct s { a u8; a u8 }")]
    [InlineData("PVM0329", "enum e { A 1, A 2 }")]
    [InlineData("PVM0330", "call f()")]
    [InlineData("PVM0330", "call f() full")]
    [InlineData("PVM0331", "call f(a i32) variant a { 1 => A.Number; 1 => ENOSYS }")]
    [InlineData("PVM0332", "dll a.dll {\n  fn f = b.g\n}\ndll b.dll {\n}")]
    [InlineData("PVM0333", "personality q { }")]
    [InlineData("PVM0334", "enum e : f64 { A 1 }")]
    [InlineData("PVM0335", "personality r { gate syscall { number xyz } }")]
    [InlineData("PVM0335", "int 80h al=1 f(cl:dq a u8) => A.B")]
    [InlineData("PVM0336", "", "call f() => A.B")]
    public void ARuleRejects(string code, string text, string? alone = null)
    {
        MapFile map = MapTexts.MustParse(text.Length == 0 ? alone! : Head + text);
        string[] codes = [.. MapChecker.Check([map], s_handlers).Select(static one => one.Descriptor.Code).Distinct()];
        if (codes.Length > 1)
        {
            // A wrong parameter is also a parameter that the handler doesn't take.
            codes = [.. codes.Where(static one => one is not ("PVM0319" or "PVM0320"))];
        }

        Assert.Equal([code], codes);
    }

    [Fact]
    public void EveryRuleHasACodeOfItsOwnAndAnExplanation()
    {
        Assert.Equal(MapDiagnostics.All.Count, MapDiagnostics.All.Select(static one => one.Code).Distinct().Count());
        Assert.All(MapDiagnostics.All, static one => Assert.InRange(one.Explanation.Length, 40, 400));
    }

    [Fact]
    public void TheHeadItselfIsGood() => Assert.Empty(MapChecker.Check([MapTexts.MustParse(Head)], s_handlers));

    [Fact]
    public void MapsThatAreLoadedTogetherShareTypesAndParents()
    {
        MapFile parent = MapTexts.MustParse("personality p { gate import \"p\" }\ntype fd = i32\nenum errno { ENOSYS 38 }");
        MapFile child = MapTexts.MustParse("personality c : p { }\ncall f(a fd) => ENOSYS none");
        Assert.Empty(MapChecker.Check([child, parent]));
        Assert.Equal(["1:1 PVM0322", "2:8 PVM0310", "2:17 PVM0321"], MapTexts.Places(MapChecker.Check([child])));
    }

    [Fact]
    public void AnErrorShowsItsRow()
    {
        MapFile map = MapTexts.MustParse(Head + "struct s size 7 { a u32 }");
        Assert.Equal(
            "test.map:4:1: error PVM0315: 's' takes 4 bytes in p, not 7\n  struct s size 7 { a u32 }\n  ^~~~~~~~~~~~~~~~~~~~~~~~~",
            MapChecker.Check([map])[0].ToString());
    }

    [Fact]
    public void HostileStructuresTakeNoTime()
    {
        string text = string.Concat(Enumerable.Range(0, 2000).Select(static i => $"struct s{i} {{ a s{i + 1}; b s{i + 1}; c s{i + 1}[4] }}\n")) + "struct s2000 { a u8[0] }";
        MapChecker.Check([MapTexts.MustParse(Head + text)]);
        string wide = string.Concat(Enumerable.Range(0, 60).Select(static i => $"struct w{i} {{ a w{i + 1}[1000000]; }}\n")) + "struct w60 { a u64[4000000000] }";
        MapChecker.Check([MapTexts.MustParse(Head + wide)]);
    }
}
