using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

/// <summary>Whatever nests is bounded: 100,000 levels are an error and never a stack overflow.</summary>
public class DepthTests
{
    private const int Levels = 100_000;
    private const int StackBytes = 1 << 20;

    [Theory]
    [InlineData("begin x := ", "(")]
    [InlineData("begin x := ", "[")]
    [InlineData("begin x := ", "not ")]
    [InlineData("begin x := ", "- ")]
    [InlineData("begin x := ", "@")]
    [InlineData("begin x := a", "+a")]
    [InlineData("begin x := a", "*a")]
    [InlineData("begin x := a", "=a")]
    [InlineData("begin x := ", "(a+a+a*a+")]
    [InlineData("begin x := ", "a = b + c * (")]
    [InlineData("begin p", "^")]
    [InlineData("begin p", ".a")]
    [InlineData("begin p", "[1]")]
    [InlineData("begin p", "()")]
    [InlineData("begin ", "p(")]
    [InlineData("begin ", "p[")]
    [InlineData("begin ", "begin ")]
    [InlineData("begin ", "if a then ")]
    [InlineData("begin ", "if a then b else ")]
    [InlineData("begin ", "case a of 1: ")]
    [InlineData("begin ", "case a of else ")]
    [InlineData("begin ", "while a do ")]
    [InlineData("begin ", "repeat ")]
    [InlineData("begin ", "for i := 1 to 2 do ")]
    [InlineData("begin ", "for i in s do ")]
    [InlineData("begin ", "with a do ")]
    [InlineData("begin ", "1: ")]
    [InlineData("begin ", "a: ")]
    [InlineData("", "procedure p; ")]
    [InlineData("procedure p", "(procedure q")]
    [InlineData("procedure p(a: ", "array [a..b: c] of ")]
    [InlineData("type t = ", "array [1..2] of ")]
    [InlineData("type t = ", "array of ")]
    [InlineData("type t = ", "record a: ")]
    [InlineData("type t = record ", "case a of 1: (")]
    [InlineData("type t = ", "set of ")]
    [InlineData("type t = ", "file of ")]
    [InlineData("type t = ", "function (a: ")]
    [InlineData("const a: b = ", "(")]
    [InlineData("const a: b = ", "(a: ")]
    public void DeepNestingIsAnError(string start, string level)
    {
        string text = start + string.Concat(Enumerable.Repeat(level, Levels));
        Assert.Equal("PAS038", Assert.Single(OnSmallStack(text).Diagnostics).Descriptor.Code);
    }

    [Theory]
    [InlineData("begin x := ", "(", "1", ")", " end.")]
    [InlineData("begin ", "if a then ", "b", "", " end.")]
    [InlineData("begin ", "begin ", "b", " end", " end.")]
    [InlineData("type t = ", "record a: ", "b", " end", "; begin end.")]
    [InlineData("begin x := a", "+a", "", "", " end.")]
    public void WhatProgramsNeedIsAllowed(string start, string level, string core, string back, string end)
    {
        const int Enough = 400;
        string text = start + string.Concat(Enumerable.Repeat(level, Enough)) + core + string.Concat(Enumerable.Repeat(back, Enough)) + end;
        Assert.Empty(OnSmallStack(text).Diagnostics);
    }

    [Fact]
    public void ErrorsAreBounded()
    {
        SyntaxTree tree = Read.Source("begin " + string.Concat(Enumerable.Repeat("x = 1; ", Levels)) + "end.");
        Assert.Equal(101, tree.Diagnostics.Count);
        Assert.Equal("PAS039", tree.Diagnostics[^1].Descriptor.Code);
    }

    private static SyntaxTree OnSmallStack(string text)
    {
        SyntaxTree? tree = null;
        Thread thread = new(() => tree = Read.Source(text), StackBytes);
        thread.Start();
        thread.Join();
        return tree!;
    }
}
