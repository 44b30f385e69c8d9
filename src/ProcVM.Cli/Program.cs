using ProcVM.Cli;
using ProcVM.Cli.Text;

return CommandLine.Perform(args, CommandOutput.ForProcess());
