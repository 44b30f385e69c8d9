using ProcVM.Cli.Completion;
using ProcVM.Cli.Options;
using ProcVM.Core;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm completion</c>.</summary>
internal static class CompletionCommand
{
    public static int Perform(Invocation invocation)
    {
        string shell = invocation.Operands[0];
        string? script = shell switch
        {
            "bash" => BashCompletion.Script(),
            "zsh" => ZshCompletion.Script(),
            "fish" => FishCompletion.Script(),
            "pwsh" => PwshCompletion.Script(),
            _ => null,
        };
        if (script is null)
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.BadValue, null, "SHELL", shell, "one of bash, zsh, fish, pwsh"));
            return ExitStatus.Failure;
        }

        invocation.Output.Answer(script.TrimEnd('\n'));
        return ExitStatus.Success;
    }
}
