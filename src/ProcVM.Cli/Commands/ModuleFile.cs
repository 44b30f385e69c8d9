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
        List<Diagnostic> diagnostics = [];
        PcodeModule? module = Read(path, command, diagnostics, out status);
        invocation.Output.Report(diagnostics);
        return module;
    }

    /// <summary>The module in a file; null, with the exit status, when there is none. Adds what there is to report.</summary>
    public static PcodeModule? Read(string path, string command, List<Diagnostic> diagnostics, out int status)
    {
        if (FileContent.Read(path, out status, out Diagnostic? error) is not { } file)
        {
            diagnostics.Add(error!);
            return null;
        }

        if (file.Kind != FileKind.Pcode)
        {
            status = ExitStatus.CannotLoad;
            diagnostics.Add(new Diagnostic(CliDiagnostics.NotAModule, null, path, FileContent.Describe(file.Kind), command, "a P-code module")
            {
                Hint = file.Kind == FileKind.Source ? $"procvm build {path} -o OUT.pcode" : null,
            });
            return null;
        }

        LoadResult<PcodeModule> read = ModuleReader.Read(file.Bytes, path);
        diagnostics.AddRange(read.Diagnostics);
        status = read.Succeeded ? ExitStatus.Success : ExitStatus.Rejected;
        return read.Succeeded ? read.Value : null;
    }
}
