using ProcVM.Cli.Options;
using ProcVM.Core;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm help</c>.</summary>
internal static class HelpCommand
{
    public static int Perform(Invocation invocation)
    {
        if (invocation.Operands is not [string name, ..])
        {
            invocation.Output.Answer(HelpText.Overview());
            return ExitStatus.Success;
        }

        if (CommandTable.Find(name) is { } command)
        {
            invocation.Output.Answer(HelpText.For(command));
            return ExitStatus.Success;
        }

        string[] names = Array.ConvertAll(CommandTable.All, row => row.Name);
        string? near = Text.Suggestion.Nearest(name, names);
        invocation.Output.Report(new Diagnostic(CliDiagnostics.UnknownCommand, null, name, near is null ? "" : $"; did you mean {near}?")
        {
            Hint = near is null ? "procvm help" : null,
        });
        return ExitStatus.Failure;
    }
}
