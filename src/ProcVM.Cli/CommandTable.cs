using ProcVM.Cli.Commands;
using ProcVM.Cli.Options;

namespace ProcVM.Cli;

/// <summary>The commands, in the order in which help shows them.</summary>
internal static class CommandTable
{
    /// <summary>What <c>procvm FILE</c> means too.</summary>
    public static Command Run { get; } = new("run", "FILE [ARGS…]", "run one program as one instance", OptionTable.Run)
    {
        Perform = RunCommand.Perform,
        StopsAtFirstOperand = true,
        Least = 1,
        Details = """
            FILE is a Pascal source, a P-code module or a Linux program, told by its content; '-' is the standard input. It is a path,
            never looked up in PATH. With --rootfs a path that exists in the root wins, then one of the host's. Everything after FILE
            is the program's, verbatim.

            The exit status is the program's own. Otherwise: 1 a source with errors, 122 fuel spent, 123 ended by the sandbox,
            124 timeout, 125 ProcVM's own failure, 126 can't be loaded, 127 not found, 130 Ctrl-C, 134 a trap, 137 the memory limit.
            """,
    };

    /// <summary>All commands.</summary>
    public static Command[] All { get; } =
    [
        Run,
        new("build", "SRC… -o OUT", "compile to P-code", OptionTable.Build) { Perform = BuildCommand.Perform, Least = 1 },
        new("asm", "FILE -o OUT", "assemble P-code text", OptionTable.Assemble) { Perform = AssembleCommand.Perform, Least = 1, Most = 1 },
        new("dis", "FILE [ROUTINE…]", "disassemble a P-code module", OptionTable.Disassemble)
        {
            Perform = DisassembleCommand.Perform,
            Least = 1,
            Details = """
                With --tier FILE may be a source too, and the named routines are shown with their source lines; all of them when none is named.
                asm is the LLVM tier's code: that of the CIL tier is made by .NET, which doesn't hand it out.
                """,
        },
        new("verify", "FILE…", "say whether P-code modules are valid and their imports known", OptionTable.Answering) { Perform = VerifyCommand.Perform, Least = 1 },
        new("profile", "FILE [ARGS…]", "run and report where the time goes", OptionTable.Profile)
        {
            Perform = ProfileCommand.Perform,
            StopsAtFirstOperand = true,
            Least = 1,
            Details = """
                Runs FILE as `procvm run` does and reports on stderr when it ends: calls of each routine and executions of each line,
                exact; CPU time, sampled. The exit status is the program's own, as of `procvm run`.

                --compare runs FILE several times in each tier: once for the user, then with the same input and its output thrown away.
                What it writes into files it writes each time.
                """,
        },
        new("vm", "run …", "run a full system", OptionTable.HelpOnly),
        new("compat", "FILE", "list what a foreign binary calls, and what of it there is", OptionTable.Compat)
        {
            Perform = CompatCommand.Perform,
            Least = 1,
            Most = 1,
            Details = """
                FILE is a Linux program or a P-code module. The system calls are those of the program's own code, found by disassembling it: numbers that are
                worked out while it runs can't be told. --rootfs says where the libraries of a dynamic program are looked for. Status 1: something is missing.
                """,
        },
        new("doctor", "", "say what this host offers", OptionTable.Answering) { Perform = DoctorCommand.Perform, Most = 0 },
        new("explain", "CODE", "say what a message means", OptionTable.Answering) { Perform = ExplainCommand.Perform, Least = 1, Most = 1 },
        new("completion", "SHELL", "print the completion script of a shell", OptionTable.HelpOnly)
        {
            Perform = CompletionCommand.Perform,
            Least = 1,
            Most = 1,
            OperandWords = ["bash", "zsh", "fish", "pwsh"],
        },
        new("version", "", "print the version", OptionTable.Answering) { Perform = VersionCommand.Perform, Most = 0 },
        new("help", "[COMMAND]", "show help", OptionTable.HelpOnly) { Perform = HelpCommand.Perform, Most = 2 },
    ];

    /// <summary>The command of a name; null when there is none.</summary>
    public static Command? Find(string name)
    {
        foreach (Command command in All)
        {
            if (command.Name == name)
            {
                return command;
            }
        }

        return null;
    }
}
