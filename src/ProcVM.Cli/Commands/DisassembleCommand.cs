using System.Text;
using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module.Pasm;
using ProcVM.Pascal;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm dis</c>.</summary>
internal static class DisassembleCommand
{
    public static int Perform(Invocation invocation)
    {
        string path = invocation.Operands[0];
        string output = invocation.Value(OptionId.Output) ?? "-";
        if (OutputFile.IsInput(invocation, output))
        {
            return ExitStatus.Failure;
        }

        if (invocation.Has(OptionId.Tier))
        {
            return TierListing.Perform(invocation, output);
        }

        if (invocation.Operands.Count > 1)
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.SurplusOperand, null, "dis", invocation.Operands[1])
            {
                Hint = "procvm dis --tier cil FILE ROUTINE",
            });
            return ExitStatus.Failure;
        }

        if (ModuleFile.Read(invocation, path, "dis", out int status) is not { } module)
        {
            return status;
        }

        using StringWriter text = new();
        if (PascalCompiler.UnitName(module) is { } unit)
        {
            text.Write($"; the unit {unit}: link it with a program\n");
        }

        Disassembler.Write(module, text, invocation.Has(OptionId.Source) ? source => FindSource(source, path) : null);
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        return OutputFile.Write(invocation, output, bytes);
    }

    // Line tables name sources as the compiler was given them; a module may have moved together with its sources.
    public static SourceText? FindSource(string source, string module)
    {
        string beside = Path.Combine(Path.GetDirectoryName(module) ?? "", Path.GetFileName(source));
        foreach (string path in (string[])[source, beside])
        {
            if (FileContent.Read(path, out _, out _) is { } file)
            {
                return file.Text;
            }
        }

        return null;
    }
}
