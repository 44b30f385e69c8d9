using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

public class TreeTests
{
    [Fact]
    public void Types()
    {
        Assert.Equal(3, Read.Type<EnumTypeSyntax>("(a, b, c)").Members.Length);
        ArrayTypeSyntax array = Read.Type<ArrayTypeSyntax>("packed array [1..2, boolean, (x, y)] of char");
        Assert.True(array.IsPacked);
        Assert.Equal(3, array.Indices.Length);
        Assert.IsType<OpenArrayTypeSyntax>(Read.Type<OpenArrayTypeSyntax>("array of array of char").Element);
        Assert.IsType<NamedTypeSyntax>(Read.Type<SetTypeSyntax>("set of char").Base);
        Assert.Null(Read.Type<FileTypeSyntax>("file").Component);
        Assert.Equal("node", Read.Type<PointerTypeSyntax>("^Node").Target.Name.Key);
        Assert.IsType<IntegerLiteralSyntax>(Read.Type<StringTypeSyntax>("string[20]").Length);
        Assert.Equal("u", Read.Type<NamedTypeSyntax>("u.t").Unit!.Value.Key);
        RoutineTypeSyntax routine = Read.Type<RoutineTypeSyntax>("function (a, b: real; var c: char): real");
        Assert.Equal(2, routine.Parameters.Length);
        Assert.IsType<SubrangeTypeSyntax>(Read.Type<SubrangeTypeSyntax>("-max..max"));
    }

    [Fact]
    public void Records()
    {
        RecordTypeSyntax record = Read.Type<RecordTypeSyntax>(
            "record a, b: c; case d: e of 1, 2: (f: g; case h of 3: ();); 4: () end", PascalStandard.Iso);
        Assert.Equal(2, Assert.Single(record.Fields.Fixed).Names.Length);
        VariantPartSyntax variants = record.Fields.Variants!;
        Assert.Equal("d", variants.Tag!.Value.Key);
        Assert.Equal(2, variants.Variants.Length);
        Assert.Null(variants.Variants[0].Fields.Variants!.Tag);
    }

    [Fact]
    public void Routines()
    {
        ProgramSyntax program = Read.Clean<ProgramSyntax>("""
            program p(input, output);
            procedure a(function f(x: real): real; var b: array [l..h: integer; m..n: char] of packed array [o..q: s] of t); forward;
            function b(const c; out d: e; g: array of h; i: j = 5): k; overload; inline; cdecl;
              procedure nested; begin end;
            begin end;
            procedure a; begin end;
            begin end.
            """);
        RoutineDeclarationSyntax[] routines = [.. program.Block.Declarations.Cast<RoutineDeclarationSyntax>()];
        Assert.Equal([RoutineDirectives.Forward, RoutineDirectives.Overload | RoutineDirectives.Inline, RoutineDirectives.None],
            routines.Select(routine => routine.Directives));
        Assert.Null(routines[0].Body);
        Assert.Null(routines[2].Heading.Parameters);
        Assert.IsType<RoutineParameterSyntax>(routines[0].Heading.Parameters![0]);
        ConformantArrayTypeSyntax schema = Assert.IsType<ConformantArrayTypeSyntax>(
            Assert.IsType<VariableParameterSyntax>(routines[0].Heading.Parameters![1]).Type);
        Assert.Equal(["l", "m"], schema.Indices.Select(index => index.Low.Key));
        Assert.True(Assert.IsType<ConformantArrayTypeSyntax>(schema.Element).IsPacked);
        VariableParameterSyntax[] parameters = [.. routines[1].Heading.Parameters!.Cast<VariableParameterSyntax>()];
        Assert.Equal([ParameterMode.Const, ParameterMode.Out, ParameterMode.Value, ParameterMode.Value],
            parameters.Select(parameter => parameter.Mode));
        Assert.Null(parameters[0].Type);
        Assert.IsType<OpenArrayTypeSyntax>(parameters[2].Type);
        Assert.NotNull(parameters[3].DefaultValue);
    }

    [Fact]
    public void Statements()
    {
        Assert.Null(Read.Statement<IfStatementSyntax>("if a then if b then c else d").Else);
        Assert.Equal("7", Read.Statement<LabeledStatementSyntax>("007: a").Label.Key);
        Assert.IsType<EmptyStatementSyntax>(Read.Statement<LabeledStatementSyntax>("1: ").Statement);
        Assert.Equal("1", Read.Statement<GotoStatementSyntax>("goto 01").Label.Key);
        Assert.Equal("out", Read.Statement<LabeledStatementSyntax>("out: a := 1").Label.Key);
        Assert.True(Read.Statement<ForStatementSyntax>("for i := 9 downto 1 do a").Range.IsDown);
        Assert.Equal("s", Assert.IsType<NameExpressionSyntax>(Read.Statement<ForInStatementSyntax>("for i in s do a").Collection).Name.Key);
        Assert.Equal(2, Read.Statement<WithStatementSyntax>("with a, b^.c do d").Records.Length);
        Assert.Equal(2, Read.Statement<RepeatStatementSyntax>("repeat a; b; until c").Statements.Length);
        Assert.IsType<CallExpressionSyntax>(Read.Statement<CallStatementSyntax>("exit(1)").Call);
        Assert.Empty(Read.Statements(";;;"));
    }

    [Fact]
    public void Cases()
    {
        CaseStatementSyntax plain = Read.Statement<CaseStatementSyntax>("case a of -1: b; 'c', d: ; end", PascalStandard.Iso);
        Assert.Equal([1, 2], plain.Arms.Select(arm => arm.Labels.Length));
        Assert.Null(plain.Else);
        CaseStatementSyntax rich = Read.Statement<CaseStatementSyntax>("case a of 1..3, 5: if b then c; else d; e end");
        Assert.NotNull(rich.Arms[0].Labels[0].High);
        Assert.Equal(2, rich.Else!.Statements.Length);
        Assert.NotNull(Read.Statement<CaseStatementSyntax>("case a of 1: b otherwise c end").Else);
        Assert.Equal(2, Read.Statement<CaseStatementSyntax>("case a of 1: b; otherwise: c end", PascalStandard.Iso).Arms.Length);
    }

    [Fact]
    public void UnitsHaveTheirParts()
    {
        UnitSyntax unit = Read.Clean<UnitSyntax>("""
            unit Lists;
            interface
            uses a, b in 'dir/b.pas';
            type t = integer;
            procedure p(x: t);
            implementation
            uses c;
            procedure p; begin end;
            initialization
              p(1);
            finalization
              p(2)
            end.
            """);
        Assert.Equal("dir/b.pas", unit.Interface.Uses[1].Path);
        Assert.Null(Assert.IsType<RoutineDeclarationSyntax>(unit.Interface.Declarations[1]).Body);
        Assert.Equal("c", Assert.Single(unit.Implementation.Uses).Name.Key);
        Assert.Single(unit.Initialization!.Statements);
        Assert.Single(unit.Finalization!.Statements);
    }

    [Fact]
    public void WhatFollowsTheEndIsAWarning()
    {
        Assert.Equal("PAS040", Assert.Single(Read.Source("begin end. more").Diagnostics).Descriptor.Code);
        Assert.Empty(Read.Source("begin end.\u001A more").Diagnostics);
        Assert.Empty(Read.Source("\uFEFFbegin end.").Diagnostics);
    }
}
