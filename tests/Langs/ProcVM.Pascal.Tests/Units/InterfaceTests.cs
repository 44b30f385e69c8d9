using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Pascal.Binding;
using ProcVM.Pascal.Units;

namespace ProcVM.Pascal.Tests.Units;

/// <summary>The description of an interface: everything comes back as it was, and no bytes do any harm.</summary>
public sealed class InterfaceTests
{
    private const int Mutations = 2000;

    /// <summary>Every kind of thing that an interface can hold.</summary>
    private const string Kinds = """
        unit kinds;
        interface
        const
          whole = -42; large = $123456789A; fraction = 2.5; letter = 'x'; words = 'it''s'; flag = true; none = nil;
          digits = ['0'..'9']; nothing = []; half = 0.5;
        type
          colour = (red, green, blue); gap = (lowest = 3, highest = 300); warm = red..green; small = -5..5; wide = 0..$FFFFFFFF;
          colours = set of colour; chars = packed set of char;
          vector = array [1..3] of real; grid = array [colour, small] of byte; name = packed array [1..8] of char;
          short = string[20]; list = array of integer; lists = array of list;
          link = ^node; node = record value: integer; next: link; case flag: boolean of true: (a: real); false: (b: char; case colour of red: (c: word); green, blue: (d: qword)) end;
          tight = packed record x: byte; y: int64 end;
          numbers = file of integer; anything = file;
          action = procedure; test = function(x: integer; var y: real): boolean; visitor = procedure(procedure inner(n: node); x: action);
          forwards = ^later; later = record back: forwards end;
        var
          palette: array [colour] of record r, g, b: byte end; origin: vector = (1, 2, 3); hook: action; log: text; heap: pointer; bits: colours;
          cell: integer; alias: word absolute cell;
        procedure draw; overload;
        procedure draw(c: colour; n: integer = 7; const s: string = 'seven'); overload;
        function draw(const v: vector; out r: real): short; overload;
        procedure sum(var total: real; const items: array of real);
        procedure fill(var a: array [lo..hi: integer; lo2..hi2: small] of char; c: char);
        procedure raw(var data; const more; size: integer);
        function pick(f: test; l: list): link;
        implementation
        procedure draw; begin write('draw') end;
        procedure draw(c: colour; n: integer; const s: string); begin write(ord(c), n, s) end;
        function draw(const v: vector; out r: real): short; begin r := v[1]; draw := 'vector' end;
        procedure sum(var total: real; const items: array of real); var i: integer; begin total := 0; for i := 0 to high(items) do total := total + items[i] end;
        procedure fill(var a: array [lo..hi: integer; lo2..hi2: small] of char; c: char); var i, j: integer; begin for i := lo to hi do for j := lo2 to hi2 do a[i, j] := c end;
        procedure raw(var data; const more; size: integer); begin end;
        function pick(f: test; l: list): link; begin pick := nil end;
        end.
        """;

    private const string User = """
        program user;
        uses kinds;
        var g: grid; n: node; t: tight; v: vector; r: real; c: array [1..2, -1..1] of char; p: link; f: forwards; x: later; i: integer; l: list;
        begin
          draw; draw(green); draw(blue, whole); draw(red, 1, words); write(draw(origin, r), r:4:1);
          sum(r, [half, fraction]); write(r:4:1); fill(c, letter); write(c[2, 1]);
          palette[blue].g := 9; write(palette[blue].g, sizeof(n), ' ', sizeof(t), ' ', sizeof(g), ' ', sizeof(bits), ord(highest), large);
          n.flag := false; n.b := 'b'; n.d := 12; new(p); p^.next := nil; p^.value := 3; write(n.d, p^.value, '5' in digits);
          f := @x; x.back := f; write(f^.back = f); hook := nil; bits := [red, blue] + nothing; write(green in bits);
          setlength(l, 2); write(pick(nil, l) = none); g[green, -5] := 1; v := origin; write(v[3]:2:0, alias);
          i := 5; n.flag := true; writeln(n.b)
        end.
        """;

    [Fact]
    public void EveryKindOfThingCanBeUsed()
    {
        Project project = new(("kinds.pas", Kinds), ("user.pas", User));
        string whole = project.Run("user.pas");
        Assert.Contains("Variant", whole);
        Assert.Equal(whole, project.Build("kinds").Run("user.pas"));
        Assert.Empty(project.Reads);
    }

    [Fact]
    public void WhatIsReadIsWrittenAgainTheSame()
    {
        CompiledUnit unit = Compile();
        Universe universe = new(isIso: false);
        RoutineSymbol owner = new("kinds", null, default) { Unit = new UnitSymbol("kinds") };
        UnitInterface? read = InterfaceReader.Read(unit.Interface, owner, universe, (_, _) => null, out string? error);
        Assert.True(read is not null, error);
        UnitInterface again = InterfaceWriter.Write(owner.Unit!.Interface, [], universe, new ForeignTypes());
        Assert.Equal(unit.Interface.ToArray(), again.Bytes.ToArray());
        Assert.Equal(read.Hash, again.Hash);
    }

    [Fact]
    public void AnInterfaceDoesNotDependOnItsImplementation()
    {
        CompiledUnit one = Compile();
        CompiledUnit other = Compile(Kinds.Replace("write('draw')", "writeln('drawn', cell)", StringComparison.Ordinal));
        Assert.Equal(one.Interface.ToArray(), other.Interface.ToArray());
        CompiledUnit changed = Compile(Kinds.Replace("half = 0.5", "half = 0.25", StringComparison.Ordinal));
        Assert.NotEqual(one.Interface.ToArray(), changed.Interface.ToArray());
    }

    [Fact]
    public void DamagedInterfacesGiveErrors()
    {
        CompiledUnit unit = Compile();
        Project project = new(("user.pas", User), ("empty.pas", "program empty; uses kinds; begin end."));
        Random random = new(20261121);
        int read = 0;
        int linked = 0;
        for (int i = 0; i < Mutations; i++)
        {
            byte[] description = Mutate(unit.Interface.ToArray(), random);
            RoutineSymbol owner = new("kinds", null, default) { Unit = new UnitSymbol("kinds") };
            read += InterfaceReader.Read(description, owner, new Universe(isIso: false), (_, _) => null, out _) is null ? 0 : 1;
            if (i % 8 == 0)
            {
                project.Put("kinds.pcode", With(unit, description));
                linked += Compiles(project, "empty.pas") ? 1 : 0;
                Compiles(project, "user.pas");
            }
        }

        // A mutation of a number or a name often leaves a right interface: those are bound against, too.
        Assert.True(read >= Mutations / 20, $"{read} of {Mutations} were read");
        Assert.True(linked > 0);
    }

    [Fact]
    public void DamagedUnitsGiveErrors()
    {
        Project project = new(("kinds.pas", Kinds), ("user.pas", User));
        byte[] whole = project.Build("kinds").Bytes("kinds.pcode");
        project.Delete("kinds.pas");
        Random random = new(7);
        for (int i = 0; i < 300; i++)
        {
            Compiles(project.Put("kinds.pcode", Mutate((byte[])whole.Clone(), random)), "user.pas");
        }

        for (int length = 0; length < whole.Length; length += 97)
        {
            Compiles(project.Put("kinds.pcode", whole[..length]), "user.pas");
        }
    }

    private static bool Compiles(Project project, string program)
    {
        LoadResult<PcodeModule> result = project.Compile(program);
        Assert.All(result.Diagnostics, diagnostic => Assert.NotEmpty(diagnostic.ToString()));
        Assert.True(result.Succeeded || result.Diagnostics.Any(diagnostic => diagnostic.IsError));
        Assert.True(!result.Succeeded || Verifier.Verify(result.Value).Succeeded);
        return result.Succeeded;
    }

    private static CompiledUnit Compile(string? text = null)
    {
        Project project = new(("kinds.pas", text ?? Kinds));
        byte[] bytes = project.Build("kinds").Bytes("kinds.pcode");
        CompiledUnit? unit = CompiledUnit.Read(new UnitFile("kinds.pcode", bytes, default), out string? error);
        Assert.True(unit is not null, error);
        return unit;
    }

    /// <summary>The unit's module with another description of the interface.</summary>
    private static byte[] With(CompiledUnit unit, byte[] description)
    {
        CustomSection section = unit.Module.Customs[0];
        ReadOnlyMemory<byte> bytes = CompiledUnit.Describe(unit.Name, unit.Settings, unit.Sources, unit.Uses, new UnitInterface(description, []));
        unit.Module.Customs[0] = section with { Bytes = bytes };
        byte[] module = ModuleWriter.ToArray(unit.Module);
        unit.Module.Customs[0] = section;
        return module;
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        for (int i = random.Next(3); i >= 0 && bytes.Length > 8; i--)
        {
            int place = random.Next(bytes.Length);
            switch (random.Next(7))
            {
                case 0:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 2:
                    bytes[place] = (byte)random.Next(20);
                    break;
                case 3:
                    bytes[place] += (byte)(random.Next(2) * 2 - 1);
                    break;
                case 4:
                    bytes = [.. bytes[..place], (byte)random.Next(256), .. bytes[place..]];
                    break;
                case 5:
                    bytes = [.. bytes[..place], .. bytes[(place + 1)..]];
                    break;
                default:
                    int from = random.Next(bytes.Length);
                    int length = Math.Min(random.Next(24), bytes.Length - Math.Max(from, place));
                    bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(place));
                    break;
            }
        }

        return bytes;
    }
}
