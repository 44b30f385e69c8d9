using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Module;
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
        if (ModuleFile.Read(invocation, path, "verify", out int status) is not { } module)
        {
            return status;
        }

        LoadResult<VerifiedModule> verified = Verifier.Verify(module);
        if (invocation.Output.Report(verified.Diagnostics) || !verified.Succeeded)
        {
            return ExitStatus.Rejected;
        }

        if (invocation.Output.Report(PvmImportCheck.Check(module, path)))
        {
            return ExitStatus.Rejected;
        }

        invocation.Output.Answer($"{path}: valid, {module.Functions.Length} functions, {module.Imports.Length} imports");
        return ExitStatus.Success;
    }
}
