using ProcVM.Cli.Commands;
using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Core;

namespace ProcVM.Cli;

/// <summary>The procvm command: finds what the arguments ask for and performs it.</summary>
internal static class CommandLine
{
    /// <summary>Performs one command line and gives its exit status. Nothing escapes: an exception here is our own bug, and is
    /// reported as one.</summary>
    public static int Perform(string[] arguments, CommandOutput output)
    {
        try
        {
            int status = Dispatch(arguments, output);
            return status == ExitStatus.Success && output.HasFailed ? ExitStatus.Failure : status;
        }
        catch (Exception failure)
        {
            bool debug = Environment.GetEnvironmentVariable("PROCVM_DEBUG") is "1";
            string brief = $"{failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}";
            output.Report(new Diagnostic(CliDiagnostics.Internal, null, debug ? failure.ToString() : brief)
            {
                Hint = debug ? null : "PROCVM_DEBUG=1 shows where; please report it",
            });
            return ExitStatus.Failure;
        }
    }

    private static int Dispatch(string[] arguments, CommandOutput output)
    {
        if (arguments.Length == 0)
        {
            output.Note(HelpText.Overview());
            return ExitStatus.Failure;
        }

        string first = arguments[0];
        if (first is "--help" or "-h")
        {
            output.Answer(HelpText.Overview());
            return ExitStatus.Success;
        }

        if (first is "--version" or "-V")
        {
            return VersionCommand.Perform(new Invocation(CommandTable.Run, output));
        }

        Command? command = CommandTable.Find(first);
        if (command is null && first[..Math.Min(1, first.Length)] != "-" && IsProbablyACommand(first))
        {
            return UnknownCommand(first, output);
        }

        return Perform(command ?? CommandTable.Run, arguments, command is null ? 0 : 1, output);
    }

    private static int Perform(Command command, string[] arguments, int start, CommandOutput output)
    {
        if (command.Perform is null)
        {
            output.Report(new Diagnostic(CliDiagnostics.NotInThisVersion, null, $"procvm {command.Name}"));
            return ExitStatus.Failure;
        }

        Invocation invocation = new(command, output);
        if (new ArgumentParser(invocation, arguments, start).Parse() is { } error)
        {
            output.Report(error);
            return RunReport.ReportNoRun(invocation, ExitStatus.Failure, "bad-option");
        }

        if (invocation.Has(OptionId.Help))
        {
            output.Answer(HelpText.For(command));
            return ExitStatus.Success;
        }

        return command.Perform(invocation);
    }

    // A word without a dot or slash that no file has: a command was meant.
    private static bool IsProbablyACommand(string word) =>
        word.Length > 0 && word.AsSpan().IndexOfAny('.', '/', '\\') < 0 && !File.Exists(word) && !Directory.Exists(word);

    private static int UnknownCommand(string word, CommandOutput output)
    {
        string[] names = Array.ConvertAll(CommandTable.All, command => command.Name);
        string? near = Suggestion.Nearest(word, names);
        output.Report(new Diagnostic(CliDiagnostics.UnknownCommand, null, word, near is null ? "" : $"; did you mean procvm {near}?")
        {
            Hint = near is null ? "procvm help" : null,
        });
        return ExitStatus.NotFound;
    }
}
