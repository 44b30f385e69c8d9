using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Pascal;
using ProcVM.Personality.Pvm;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm verify</c>: status 1 when a module isn't valid.</summary>
internal static class VerifyCommand
{
    public static int Perform(Invocation invocation)
    {
        int status = ExitStatus.Success;
        foreach (string path in invocation.Operands)
        {
            status = Math.Max(status, Verify(invocation, path));
        }

        return status;
    }

    private static int Verify(Invocation invocation, string path)
    {
        List<Diagnostic> diagnostics = [];
        PcodeModule? module = ModuleFile.Read(path, "verify", diagnostics, out int status);
        string? unit = module is null ? null : PascalCompiler.UnitName(module);
        if (module is not null)
        {
            diagnostics.AddRange(unit is null ? Verifier.Verify(module).Diagnostics : Verifier.VerifyLinkable(module).Diagnostics);
            if (!diagnostics.Exists(diagnostic => diagnostic.IsError))
            {
                diagnostics.AddRange(PvmImportCheck.Check(module, path));
            }
        }

        if (invocation.Output.Report(diagnostics) && status == ExitStatus.Success)
        {
            status = ExitStatus.Rejected;
        }

        if (invocation.Has(OptionId.Json))
        {
            invocation.Output.Answer(AsJson(path, status, module, unit, diagnostics));
        }
        else if (status == ExitStatus.Success)
        {
            string what = unit is null ? "valid" : $"valid, the unit {unit}: link it with a program";
            invocation.Output.Answer($"{path}: {what}, {module!.Functions.Length} functions, {module.Imports.Length} imports");
        }

        return status;
    }

    private static string AsJson(string path, int status, PcodeModule? module, string? unit, List<Diagnostic> diagnostics)
    {
        JsonLine line = new JsonLine().Add("file", path).Add("status", status);
        if (module is not null)
        {
            line.Add("functions", module.Functions.Length).Add("imports", module.Imports.Length);
        }

        if (unit is not null)
        {
            line.Add("unit", unit);
        }

        return line.Add("errors", diagnostics.FindAll(diagnostic => diagnostic.IsError).ConvertAll(AsJson)).ToString();
    }

    private static JsonLine AsJson(Diagnostic diagnostic)
    {
        JsonLine line = new JsonLine().Add("code", diagnostic.Descriptor.Code).Add("message", diagnostic.Message);
        return diagnostic.Offset is { } offset ? line.Add("offset", offset) : line;
    }
}
