using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Module.Pasm;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm asm</c>: status 1 when the text has errors.</summary>
internal static class AssembleCommand
{
    public static int Perform(Invocation invocation)
    {
        if (OutputFile.Path(invocation) is not { } output)
        {
            return ExitStatus.Failure;
        }

        string path = invocation.Operands[0];
        if (FileContent.Read(path, out int status, out Diagnostic? error) is not { } file)
        {
            invocation.Output.Report(error!);
            return status;
        }

        if (file.Kind is not (FileKind.Source or FileKind.Script))
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.NotAModule, null, path, FileContent.Describe(file.Kind), "asm", "P-code text"));
            return ExitStatus.CannotLoad;
        }

        LoadResult<PcodeModule> assembled = Assembler.Assemble(file.Text);
        if (invocation.Output.Report(assembled.Diagnostics) || !assembled.Succeeded)
        {
            return ExitStatus.Rejected;
        }

        bool failed = invocation.Output.Report(assembled.Value.Relocations.Length > 0
            ? Verifier.VerifyLinkable(assembled.Value).Diagnostics
            : Verifier.Verify(assembled.Value).Diagnostics);
        return failed ? ExitStatus.Rejected : OutputFile.Write(invocation, output, ModuleWriter.ToArray(assembled.Value));
    }
}
