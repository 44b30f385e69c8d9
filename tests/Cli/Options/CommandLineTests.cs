using System.Text;
using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Core;

namespace ProcVM.Cli.Tests.Options;

/// <summary>Commands that need no process: splitting arguments, help, suggestions, explanations.</summary>
public class CommandLineTests
{
    [Fact]
    public void WhatFollowsFileIsTheGuests()
    {
        Invocation invocation = Parse("run", "--memory", "64M", "--env=A=B", "-O2", "x.pas", "--memory", "-h", "--", "--nonsense");
        Assert.Equal(["x.pas", "--memory", "-h", "--", "--nonsense"], invocation.Operands);
        Assert.Equal("64M", invocation.Value(OptionId.Memory));
        Assert.Equal(["A=B"], invocation.Values(OptionId.Env));
        Assert.Equal("2", invocation.Value(OptionId.Optimize));
        Assert.False(invocation.Has(OptionId.Help));
    }

    [Fact]
    public void OptionsMayFollowOperandsElsewhere()
    {
        Invocation invocation = Parse("build", "a.pas", "-o", "x", "b.pas", "--std=iso");
        Assert.Equal(["a.pas", "b.pas"], invocation.Operands);
        Assert.Equal("x", invocation.Value(OptionId.Output));
        Assert.Equal("x", Parse("build", "a.pas", "-ox").Value(OptionId.Output));
    }

    [Fact]
    public void TwoDashesEndTheOptions() => Assert.Equal(["-x.pas", "-y"], Parse("run", "--", "-x.pas", "-y").Operands);

    [Fact]
    public void AnOptionalValueNeedsAnEqualsSign()
    {
        Invocation plain = Parse("run", "--strace", "x.pas");
        Assert.True(plain.Has(OptionId.Strace) && plain.Value(OptionId.Strace) is null);
        Assert.Equal("f", Parse("run", "--strace=f", "x.pas").Value(OptionId.Strace));
    }

    [Theory]
    [InlineData(125)]
    [InlineData(0, "--help")]
    [InlineData(0, "help")]
    [InlineData(0, "help", "run")]
    [InlineData(125, "help", "rnu")]
    [InlineData(0, "run", "--help")]
    [InlineData(0, "version")]
    [InlineData(0, "--version")]
    [InlineData(0, "doctor")]
    [InlineData(0, "doctor", "--json")]
    [InlineData(0, "explain", "PVM0211")]
    [InlineData(1, "explain", "PVM9999")]
    [InlineData(125, "explain")]
    [InlineData(127, "profile", "x")]
    [InlineData(125, "vm", "run")]
    [InlineData(127, "compat", "x")]
    [InlineData(127, "rnu")]
    [InlineData(125, "run")]
    [InlineData(125, "completion", "tcsh")]
    [InlineData(125, "verify", "--frob", "x")]
    [InlineData(125, "asm", "a", "b")]
    public void Statuses(int status, params string[] arguments)
    {
        (int actual, string output, string error) = Perform(arguments);
        Assert.Equal(status, actual);
        Assert.DoesNotContain("   at ", output + error, StringComparison.Ordinal);
        if (status != 0 && arguments.Length > 0)
        {
            Assert.Matches("^procvm: error PVM[0-9]{4}: .*\n(  try: .*\n)?$", error);
        }
    }

    [Fact]
    public void EveryOptionIsInItsHelp()
    {
        foreach (Command command in CommandTable.All)
        {
            (_, string output, _) = Perform("help", command.Name);
            Assert.All(command.Options, option => Assert.Contains(option.Name, output, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void EveryOptionIsCompleted(string shell)
    {
        (int status, string script, _) = Perform("completion", shell);
        Assert.Equal(0, status);
        Assert.All(CommandTable.All, command => Assert.Contains(command.Name, script, StringComparison.Ordinal));
        string dashes = shell == "fish" ? "-l " : "--";
        Assert.All(OptionTable.Run, option => Assert.Contains(dashes + option.Name.TrimStart('-'), script.Replace("-s O", dashes + "O", StringComparison.Ordinal).Replace("-O", dashes + "O", StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public void DoctorAnswersInJson()
    {
        (_, string output, _) = Perform("doctor", "--json");
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(output);
        Assert.All(document.RootElement.GetProperty("checks").EnumerateArray(), check =>
            Assert.Contains(check.GetProperty("verdict").GetString(), (string[])["ok", "warn", "fail"]));
    }

    [Fact]
    public void OurOwnFailureIsOneLine()
    {
        using MemoryStream error = new();
        CommandOutput output = new(() => throw new InvalidOperationException("broken\nhere"), () => error);
        Assert.Equal(125, CommandLine.Perform(["version"], output));
        string text = Encoding.UTF8.GetString(error.ToArray());
        Assert.StartsWith("procvm: error PVM0099: internal error: InvalidOperationException: broken here\n  try: ", text);
    }

    private static Invocation Parse(params string[] arguments)
    {
        Invocation invocation = new(CommandTable.Find(arguments[0])!, CommandOutput.ForProcess());
        Diagnostic? error = new ArgumentParser(invocation, arguments, 1).Parse();
        Assert.Null(error);
        return invocation;
    }

    private static (int Status, string Output, string Error) Perform(params string[] arguments)
    {
        using MemoryStream output = new();
        using MemoryStream error = new();
        int status = CommandLine.Perform(arguments, new CommandOutput(() => output, () => error));
        return (status, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }
}
