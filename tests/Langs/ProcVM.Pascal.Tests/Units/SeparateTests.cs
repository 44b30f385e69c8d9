using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Pascal.Tests.Units;

/// <summary>Which form of a unit is taken, when it is compiled again, and what of a program goes across modules.</summary>
public sealed class SeparateTests
{
    private const string Base = """
        unit base;
        interface
        type count = 0..100;
        var total: count;
        procedure add(n: count);
        implementation
        procedure add(n: count); begin total := total + n end;
        end.
        """;

    private const string User = """
        unit user;
        interface
        uses base;
        function twice(n: count): count;
        implementation
        function twice(n: count): count; begin add(n); add(n); twice := total end;
        end.
        """;

    private const string Main = """
        program main;
        uses base, user;
        begin writeln(twice(4)); add(1); writeln(total); writeln(twice(60)) end.
        """;

    private static Project Three() => new(("base.pas", Base), ("user.pas", User), ("main.pas", Main));

    [Fact]
    public void BothWaysGiveTheSame()
    {
        string whole = Three().Run("main.pas");
        Assert.Equal("8\n9\nRange base.add@base.pas:7 user.twice@user.pas:6 main@main.pas:3", whole);
        Assert.Equal(whole, Three().Build("base", "user").Run("main.pas"));
        Assert.Equal(whole, Three().Build("base").Run("main.pas"));
        Assert.Equal(whole, Three().Build("user").Run("main.pas"));
        Assert.Equal(whole, Three().Build("base", "user").Delete("base.pas").Delete("user.pas").Run("main.pas"));
    }

    [Fact]
    public void AnOlderSourceIsNotRead()
    {
        Project project = Three().Build("base", "user");
        project.Module("main.pas");
        Assert.Empty(project.Reads);

        // A newer one is read, and the compiled unit still taken if it is what was compiled.
        project.Touch("base.pas").Module("main.pas");
        Assert.Equal(["base.pas"], project.Reads);
    }

    [Fact]
    public void AChangedSourceIsCompiledAgain()
    {
        Project project = Three().Build("base", "user");
        project.Write("base.pas", Base.Replace("total + n", "total + n + 1", StringComparison.Ordinal));
        Assert.StartsWith("10\n12\n", project.Run("main.pas"));
        Assert.DoesNotContain("user.pas", project.Reads);
    }

    [Fact]
    public void AChangedInterfaceMakesItsUsersBeCompiledAgain()
    {
        Project project = Three().Build("base", "user");
        project.Write("base.pas", Base.Replace("0..100", "0..200", StringComparison.Ordinal));
        Assert.StartsWith("8\n9\n129\n", project.Run("main.pas"));
        Assert.Contains("user.pas", project.Reads);

        // Without a source there is no way: both are named.
        LoadResult<PcodeModule> result = project.Delete("user.pas").Compile("main.pas");
        Assert.Equal("PAS421", Assert.Single(result.Diagnostics, d => d.IsError).Descriptor.Code);
        Assert.Contains("'user' in 'user.pcode'", result.Diagnostics[0].Message);
        Assert.Contains("'base'", result.Diagnostics[0].Message);
    }

    [Fact]
    public void AnImplementationMayChange()
    {
        Project project = Three().Build("base", "user");
        project.Write("base.pas", Base.Replace("add(n: count); begin", "add(n: count); begin write('+');", StringComparison.Ordinal)).Build("base");
        Assert.StartsWith("++8\n+9\n", project.Delete("user.pas").Run("main.pas"));
    }

    [Fact]
    public void AChangedUsedInterfaceOfAnImplementationCountsToo()
    {
        Project project = Three()
            .Write("user.pas", User.Replace("uses base;\n", "", StringComparison.Ordinal).Replace("count", "integer", StringComparison.Ordinal)
                .Replace("implementation", "implementation uses base;", StringComparison.Ordinal))
            .Build("base", "user");
        Assert.StartsWith("8\n9\n", project.Run("main.pas"));
        project.Write("base.pas", Base.Replace("0..100", "0..200", StringComparison.Ordinal));
        Assert.StartsWith("8\n9\n129\n", project.Run("main.pas"));
        Assert.Equal("PAS421", project.Delete("user.pas").Errors("main.pas"));
    }

    [Fact]
    public void IncludedFilesCount()
    {
        Project project = new(
            ("part.inc", "const answer = 41;"), ("base.pas", "unit base; interface {$I part.inc} implementation end."),
            ("main.pas", "program main; uses base; begin writeln(answer) end."));
        Assert.Equal("41\n", project.Build("base").Run("main.pas"));
        Assert.Equal("42\n", project.Write("part.inc", "const answer = 42;").Run("main.pas"));
        Assert.Equal("42\n", project.Build("base").Delete("part.inc").Delete("base.pas").Run("main.pas"));
    }

    [Fact]
    public void WhatIsMissingOrDamagedIsSaid()
    {
        Project project = Three().Build("base", "user").Delete("base.pas").Delete("user.pas");
        Assert.Equal("PAS422", new Project(("main.pas", "program main; uses user; begin end.")).Put("user.pcode", project.Bytes("user.pcode")).Errors("main.pas"));
        Assert.Equal("PAS420", project.Put("base.pcode", [1, 2, 3]).Errors("main.pas"));
        Assert.Equal("PAS420", project.Put("base.pcode", ModuleWriter.ToArray(new Project(("p.pas", "program p; begin end.")).Module("p.pas"))).Errors("main.pas"));
        Assert.StartsWith("8\n9\n", project.Write("base.pas", Base).Run("main.pas"));
    }

    [Fact]
    public void CirclesOfInterfacesAreAnError()
    {
        Project project = new(
            ("a.pas", "unit a; interface uses b; implementation end."), ("b.pas", "unit b; interface implementation end."),
            ("main.pas", "program main; uses a; begin end."));
        project.Build("b", "a");
        project.Write("b.pas", "unit b; interface uses a; implementation end.");
        Assert.Equal("PAS110", project.Errors("main.pas"));
        Assert.Equal("PAS110", project.Errors("b.pas"));
    }

    [Fact]
    public void ImplementationsMayUseEachOther()
    {
        Project project = new(
            ("a.pas", "unit a; interface procedure p(n: integer); implementation uses b; procedure p(n: integer); begin write('p', n); if n > 0 then q(n - 1) end; begin write('a') end."),
            ("b.pas", "unit b; interface procedure q(n: integer); implementation uses a; procedure q(n: integer); begin write('q', n); if n > 0 then p(n - 1) end; begin write('b') end."),
            ("main.pas", "program main; uses a; begin p(3) end."));
        string whole = project.Run("main.pas");
        Assert.Equal("bap3q2p1q0", whole);
        Assert.Equal(whole, project.Build("a").Run("main.pas"));
        Assert.Equal(whole, project.Build("b").Run("main.pas"));
        Assert.Equal(whole, project.Delete("a.pas").Delete("b.pas").Run("main.pas"));
    }

    [Fact]
    public void HaltFinalizesAllUnits()
    {
        Project project = new(
            ("a.pas", "unit a; interface procedure stop; implementation procedure stop; begin halt(3) end; initialization write('i') finalization write('f') end."),
            ("b.pas", "unit b; interface uses a; implementation initialization write('j') finalization write('g') end."),
            ("main.pas", "program main; uses b, a; begin write('m'); stop; write('n') end."));
        Assert.Equal("ijmgf", project.Run("main.pas"));
        Assert.Equal("ijmgf", project.Build("a", "b").Run("main.pas"));
        Assert.Equal("ijmgf", project.Delete("b.pcode").Run("main.pas"));
    }

    [Fact]
    public void AddressesInFirstValuesAreThereBeforeAnythingRuns()
    {
        Project project = new(
            ("a.pas", """
                unit a;
                interface
                type proc = procedure; pint = ^integer;
                procedure one;
                const action: proc = @one;
                var number: integer = 7; where: pint = @number;
                implementation
                procedure one; begin write('one') end;
                begin where^ := where^ + 1 end.
                """),
            ("main.pas", """
                program main;
                uses a;
                const again: proc = @one; there: pint = @number;
                begin
                  action(); again(); write(where^, there^);
                  if there = where then write('same'); if action = again then write('same')
                end.
                """));
        string whole = project.Run("main.pas");
        Assert.Contains("oneone88", whole);
        Assert.Equal(whole, project.Build("a").Run("main.pas"));
    }

    [Fact]
    public void VariablesMayLieOnOthersOfOtherUnits()
    {
        Project project = new(
            ("a.pas", "unit a; interface var w: array [0..3] of byte; implementation end."),
            ("b.pas", "unit b; interface uses a; var v: integer absolute w; procedure show; implementation procedure show; var u: integer absolute w; begin write(u, ' ') end; end."),
            ("main.pas", "program main; uses a, b; var x: word absolute v; begin v := 65539; show; write(w[0], w[2], ' ', x) end."));
        Assert.Equal("65539 31 3", project.Run("main.pas"));
        Assert.Equal("65539 31 3", project.Build("a").Run("main.pas"));
        Assert.Equal("65539 31 3", project.Build("b").Run("main.pas"));
    }
}
