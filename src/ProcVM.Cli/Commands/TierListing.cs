using System.Text;
using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Runtime.Tiers;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm dis --tier</c>: what a tier makes of routines.</summary>
internal static class TierListing
{
    public static int Perform(Invocation invocation, string output)
    {
        string path = invocation.Operands[0];
        if (Load(invocation, path, out int status) is not { } module)
        {
            return status;
        }

        LoadResult<VerifiedModule> verified = Verifier.Verify(module);
        if (invocation.Output.Report(verified.Diagnostics))
        {
            return ExitStatus.Rejected;
        }

        if (FunctionsOf(invocation, module) is not { } functions)
        {
            return ExitStatus.Failure;
        }

        string tier = invocation.Value(OptionId.Tier)!;
        InstanceOptions options = new() { ProgramName = path, Tier = tier == "cil" ? TierChoice.Cil : TierChoice.Llvm };
        LoadResult<PcodeGuest> created = PcodeGuest.Create(verified.Value!, options);
        if (invocation.Output.Report(created.Diagnostics) || !created.Succeeded)
        {
            return ExitStatus.Failure;
        }

        using PcodeGuest guest = created.Value;
        using StringWriter text = new();
        SourceLines lines = new(module, source => DisassembleCommand.FindSource(source, path));
        foreach (int function in functions)
        {
            text.Write(text.GetStringBuilder().Length > 0 ? "\n" : "");
            if (guest.List(function, tier == "asm" ? ListingForm.Machine : ListingForm.Intermediate, lines, text) is { } reason)
            {
                text.Write($"; {reason}\n");
            }
        }

        return OutputFile.Write(invocation, output, Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static PcodeModule? Load(Invocation invocation, string path, out int status)
    {
        if (FileContent.Read(path, out status, out _) is { Kind: FileKind.Source } source)
        {
            return SourceCompiler.Compile(invocation, [source], out status);
        }

        return ModuleFile.Read(invocation, path, "dis", out status);
    }

    /// <summary>The functions that were named, all when none was; null after reporting one that there isn't.</summary>
    private static List<int>? FunctionsOf(Invocation invocation, PcodeModule module)
    {
        List<int> functions = [];
        foreach (string name in invocation.Operands.GetRange(1, invocation.Operands.Count - 1))
        {
            int before = functions.Count;
            for (int i = module.Imports.Length; i < module.FunctionCount; i++)
            {
                if (string.Equals(module.NameOf(i), name, StringComparison.OrdinalIgnoreCase))
                {
                    functions.Add(i);
                }
            }

            if (functions.Count == before)
            {
                string[] names = [.. Enumerable.Range(module.Imports.Length, module.FunctionCount - module.Imports.Length).Select(module.NameOf)];
                string near = Text.Suggestion.Nearest(name, names) is { } found ? $"; did you mean {found}?" : "";
                invocation.Output.Report(new Diagnostic(CliDiagnostics.NoRoutine, null, invocation.Operands[0], name, near));
                return null;
            }
        }

        return functions.Count > 0 || invocation.Operands.Count > 1
            ? functions
            : [.. Enumerable.Range(module.Imports.Length, module.FunctionCount - module.Imports.Length)];
    }
}
