using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Module;

namespace ProcVM.Cli.Commands;

/// <summary>Reads the module that a command works on.</summary>
internal static class ModuleFile
{
    /// <summary>The module in a file; null, with the exit status, when there is none, after reporting why.</summary>
    public static PcodeModule? Read(Invocation invocation, string path, string command, out int status)
    {
        if (FileContent.Read(path, out status, out Diagnostic? error) is not { } file)
        {
            invocation.Output.Report(error!);
            return null;
        }

        if (file.Kind != FileKind.Pcode)
        {
            status = ExitStatus.CannotLoad;
            invocation.Output.Report(new Diagnostic(CliDiagnostics.NotAModule, null, path, FileContent.Describe(file.Kind), command, "a P-code module")
            {
                Hint = file.Kind == FileKind.Source ? $"procvm build {path} -o OUT.pcode" : null,
            });
            return null;
        }

        LoadResult<PcodeModule> read = ModuleReader.Read(file.Bytes, path);
        status = ExitStatus.Rejected;
        return invocation.Output.Report(read.Diagnostics) ? null : read.Value;
    }
}
