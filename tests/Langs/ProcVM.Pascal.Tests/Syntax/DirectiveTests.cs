using ProcVM.Pascal.Syntax;

namespace ProcVM.Pascal.Tests.Syntax;

public class DirectiveTests
{
    [Theory]
    [InlineData("", CompilerSwitches.Default)]
    [InlineData("{$R-}", CompilerSwitches.OverflowChecks | CompilerSwitches.IoChecks)]
    [InlineData("(*$R-,Q-,i-,B+*)", CompilerSwitches.FullBooleans)]
    [InlineData("{$rangechecks off}{$IOCHECKS OFF}{$OverflowChecks off}", CompilerSwitches.None)]
    [InlineData("{$push}{$R-}{$Q-}{$pop}", CompilerSwitches.Default)]
    [InlineData("{$mode objfpc}{$H+}{$X+,S-}", CompilerSwitches.Default)]
    [InlineData("{$ifopt R+}{$I-}{$else}{$Q-}{$endif}", CompilerSwitches.RangeChecks | CompilerSwitches.OverflowChecks)]
    public void SwitchesReachTheStatementsAfterThem(string directives, CompilerSwitches switches) =>
        Assert.Equal(switches, Read.Statement<AssignmentStatementSyntax>($"{directives} x := 1").Switches);

    [Fact]
    public void SwitchesChangeWithinAStatement()
    {
        BinaryExpressionSyntax sum = Read.Expression<BinaryExpressionSyntax>("{$Q-} a + {$Q+} b");
        Assert.Equal(CompilerSwitches.None, sum.Left.Switches & CompilerSwitches.OverflowChecks);
        Assert.Equal(CompilerSwitches.OverflowChecks, sum.Right.Switches & CompilerSwitches.OverflowChecks);
    }

    [Theory]
    [InlineData("{$ifdef PROCVM}a{$else}b{$endif}", "a")]
    [InlineData("{$ifndef procvm}a{$else}b{$endif}", "b")]
    [InlineData("{$define X}{$ifdef x}a{$endif}", "a")]
    [InlineData("{$define X}{$undef X}{$ifdef x}a{$else}b{$endif}", "b")]
    [InlineData("{$if defined(procvm) and not (defined(a) or false)}a{$else}b{$endif}", "a")]
    [InlineData("{$if defined(z)}a{$elseif true}b{$elseif true}c{$else}d{$endif}", "b")]
    [InlineData("{$ifdef z}{$ifdef procvm}a{$else}b{$endif} ?? '{$endif}' {$else}c{$endif}", "c")]
    [InlineData("{$ifdef z}{$else}{$ifdef z}a{$else}b{$endif}{$endif}", "b")]
    public void Conditionals(string text, string expected)
    {
        CallStatementSyntax call = Read.Statement<CallStatementSyntax>(text);
        Assert.Equal(expected, Assert.IsType<NameExpressionSyntax>(call.Call).Name.Name);
    }

    [Theory]
    [InlineData("{$else}", "1:017")]
    [InlineData("{$endif}", "1:017")]
    [InlineData("{$ifdef a}{$else}{$else}{$endif}", "1:017")]
    [InlineData("{$ifdef a}", "1:018")]
    [InlineData("{$define}", "1:013")]
    [InlineData("{$R?}", "")]
    [InlineData("{$Q}", "1:013")]
    [InlineData("{$if x}{$endif}", "1:013")]
    [InlineData("{$pop}", "1:013")]
    [InlineData("{$error no good}", "1:019")]
    [InlineData("{$I nofile.inc}", "1:014")]
    [InlineData("{$I}", "1:013")]
    public void Mistakes(string directive, string errors) => Assert.Equal(errors, Read.Errors($"{directive} begin end."));

    [Theory]
    [InlineData("{$nonsense}", "PAS012")]
    [InlineData("{$warning careful}", "PAS020")]
    public void Warnings(string directive, string code)
    {
        SyntaxTree tree = Read.Source($"{directive} begin end.");
        Assert.False(tree.HasErrors);
        Assert.Equal(code, Assert.Single(tree.Diagnostics).Descriptor.Code);
    }

    [Fact]
    public void IncludedTextStandsInPlaceOfTheDirective()
    {
        SyntaxTree tree = Read.Source(
            "program p; {$I decl.inc}\nbegin {$I body.inc} c end.",
            files: [("decl.inc", "var a: integer;\nb: 5;"), ("body.inc", "a; {$I 'deep.inc'} b;"), ("deep.inc", "d;")]);
        Assert.Equal("decl.inc:2", string.Join(' ', tree.Diagnostics.Select(d => $"{d.Span!.Value.Source.Path}:{d.Span.Value.Position.Line}")));
        Assert.Equal(4, ((ProgramSyntax)tree.Root).Block.Body.Statements.Length);
    }

    [Fact]
    public void IncludesDontGoInCircles()
    {
        Assert.Equal("1:015", Read.Errors("{$I a} begin end.", files: [("a", "{$I a}")]));
        Assert.Equal("1:015", Read.Errors("{$I a} begin end.", files: [("a", "{$I b}"), ("b", "{$I a}")]));
        Assert.Equal("1:018", Read.Errors("{$I a} {$endif} begin end.", files: [("a", "{$ifdef x}")]));
        Assert.Equal("1:017", Read.Errors("{$ifdef procvm}{$I a} {$endif} begin end.", files: [("a", "{$endif}")]));
    }

    [Fact]
    public void IncludesAreBounded()
    {
        (string, string)[] chain = [.. Enumerable.Range(0, 40).Select(i => ($"f{i}", $"{{$I f{i + 1}}}"))];
        Assert.Equal("1:016", Read.Errors("{$I f0} begin end.", files: chain));

        string twice = string.Concat(Enumerable.Repeat("{$I next}", 30));
        (string, string)[] bomb = [.. Enumerable.Range(0, 20).Select(i => ($"f{i}", twice.Replace("next", $"f{i + 1}")))];
        Assert.Contains("1:016", Read.Errors("{$I f0} begin end.", files: [.. bomb, ("f20", "")]));
    }
}
