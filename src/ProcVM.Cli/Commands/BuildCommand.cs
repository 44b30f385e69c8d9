using System.Text;
using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Module.Pasm;
using ProcVM.Pascal;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm build</c>: status 1 when a source has errors.</summary>
internal static class BuildCommand
{
    public static int Perform(Invocation invocation)
    {
        if (OutputFile.Path(invocation) is not { } output)
        {
            return ExitStatus.Failure;
        }

        List<FileContent> files = [];
        foreach (string path in invocation.Operands)
        {
            if (FileContent.Read(path, out int status, out Diagnostic? error) is not { } file)
            {
                invocation.Output.Report(error!);
                return status;
            }

            // Compiled units may stand beside the sources that use them.
            if (file.Kind != FileKind.Source && (files.Count == 0 || file.Kind != FileKind.Pcode))
            {
                invocation.Output.Report(new Diagnostic(CliDiagnostics.NotAModule, null, path, FileContent.Describe(file.Kind), "build", "a source"));
                return ExitStatus.CannotLoad;
            }

            files.Add(file);
        }

        return SourceCompiler.Compile(invocation, files, out int compiled) is { } module ? Write(invocation, output, module) : compiled;
    }

    private static int Write(Invocation invocation, string output, PcodeModule module)
    {
        IReadOnlyList<Diagnostic> errors = PascalCompiler.UnitName(module) is null
            ? Verifier.Verify(module).Diagnostics
            : Verifier.VerifyLinkable(module).Diagnostics;
        if (errors.Count > 0)
        {
            throw new InvalidOperationException($"the compiler's module isn't valid: {errors[0].Message}");
        }

        byte[] bytes = invocation.Value(OptionId.Emit) == "pasm"
            ? Encoding.UTF8.GetBytes(Disassembler.ToText(module))
            : ModuleWriter.ToArray(module);
        return OutputFile.Write(invocation, output, bytes);
    }
}
