using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Personality.Pvm;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm run</c>, and <c>procvm FILE</c>.</summary>
internal static class RunCommand
{
    public static int Perform(Invocation invocation) =>
        Prepare(invocation, out InstanceOptions? options, out int status) is { } module ? Run(invocation, module, options!)
            : status == ExitStatus.IsForeign ? LinuxRun.Run(invocation, options!)
            : status;

    /// <summary>The program that FILE names and what the options give it; null, with the exit status, after reporting why there is none.</summary>
    public static VerifiedModule? Prepare(Invocation invocation, out InstanceOptions? options, out int status)
    {
        options = null;
        status = ExitStatus.Failure;
        if (!RunReport.TryBegin(invocation))
        {
            return null;
        }

        options = new RunSettings(invocation).Read(out Diagnostic? error);
        if (options is null)
        {
            invocation.Output.Report(error!);
            RunReport.ReportNoRun(invocation, status, "bad-option");
            return null;
        }

        if (invocation.Value(OptionId.Map) is { } map)
        {
            if (LoadMap(invocation, map) is not { } further)
            {
                RunReport.ReportNoRun(invocation, status, "bad-option");
                return null;
            }

            options = options with { Further = further };
        }

        if (Load(invocation, out status) is not { } module)
        {
            if (status == ExitStatus.IsForeign)
            {
                return null;
            }

            RunReport.ReportNoRun(invocation, status, status switch
            {
                ExitStatus.Rejected => "compile",
                ExitStatus.NotFound => "not-found",
                ExitStatus.CannotLoad => "cannot-load",
                _ => "failure",
            });
            return null;
        }

        return module;
    }

    /// <summary>Runs a program to its end, reports how it ended and gives the exit status.</summary>
    public static int Run(Invocation invocation, VerifiedModule module, InstanceOptions options, Action<InstanceResult>? ended = null)
    {
        using CallTrace? trace = CallTrace.Open(invocation, out int status);
        if (status != ExitStatus.Success)
        {
            return RunReport.ReportNoRun(invocation, status, "bad-option");
        }

        if (invocation.Value(OptionId.Engine) == "native")
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.Conflict, null, "--engine native", "a P-code program"));
            return RunReport.ReportNoRun(invocation, ExitStatus.Failure, "bad-option");
        }

        StopSignals? signals = null;
        RunReport report = new(invocation, options);
        options = options with
        {
            Trace = trace is null ? null : trace.Print,
            Abandon = end => Environment.Exit(end == InstanceEnd.TimedOut ? report.Report(InstanceResult.Abandoned(end)) : signals!.Status),
        };
        LoadResult<PcodeGuest> created = PcodeGuest.Create(module, options);
        if (invocation.Output.Report(created.Diagnostics) || !created.Succeeded)
        {
            bool isOurs = created.Diagnostics is [{ Descriptor: { } descriptor }, ..] && descriptor == VmmDiagnostics.CannotGrant;
            return RunReport.ReportNoRun(invocation, isOurs ? ExitStatus.Failure : ExitStatus.CannotLoad, isOurs ? "bad-option" : "cannot-load");
        }

        using PcodeGuest guest = created.Value;
        using (signals = new StopSignals(guest.Interrupt))
        {
            InstanceResult result = guest.Run();
            ended?.Invoke(result);
            status = report.Report(result);
            return result.End == InstanceEnd.Stopped ? signals.Status : status;
        }
    }

    private static FurtherCalls? LoadMap(Invocation invocation, string path)
    {
        if (FileContent.Read(path, out _, out Diagnostic? error) is not { } file)
        {
            invocation.Output.Report(error!);
            return null;
        }

        LoadResult<FurtherCalls> loaded = FurtherCalls.Load(file.Text);
        return invocation.Output.Report(loaded.Diagnostics) ? null : loaded.Value;
    }

    private static VerifiedModule? Load(Invocation invocation, out int status)
    {
        string path = invocation.Operands[0];
        if (invocation.Has(OptionId.RootFs) && invocation.Command.Name == "run")
        {
            // FILE may be a path of the guest's.
            status = ExitStatus.IsForeign;
            return null;
        }

        if (FileContent.Read(path, out status, out Diagnostic? error) is not { } file)
        {
            invocation.Output.Report(error!);
            return null;
        }

        switch (file.Kind)
        {
            case FileKind.Pcode:
                LoadResult<PcodeModule> read = ModuleReader.Read(file.Bytes, path, lazy: true);
                status = ExitStatus.CannotLoad;
                return invocation.Output.Report(read.Diagnostics) || IsUnit(invocation, path, read.Value!) ? null : Verify(invocation, read.Value!);
            case FileKind.Source:
                if (Compile(invocation, file, out status) is not { } module)
                {
                    return null;
                }

                if (IsUnit(invocation, path, module))
                {
                    status = ExitStatus.CannotLoad;
                    return null;
                }

                return VerifyOwn(module);
            case FileKind.Elf when invocation.Command.Name == "run":
                status = ExitStatus.IsForeign;
                return null;
            case FileKind.Elf or FileKind.Pe or FileKind.Dos:
                status = ExitStatus.Failure;
                invocation.Output.Report(new Diagnostic(CliDiagnostics.NotInThisVersion, null, $"'{path}' is {FileContent.Describe(file.Kind)}"));
                return null;
            default:
                status = ExitStatus.CannotLoad;
                invocation.Output.Report(new Diagnostic(CliDiagnostics.NotAProgram, null, path, FileContent.Describe(file.Kind)));
                return null;
        }
    }

    private static PcodeModule? Compile(Invocation invocation, FileContent file, out int status) =>
        SourceCompiler.Compile(invocation, [file], out status);

    // Programs have no custom sections: they start without the compiler.
    private static bool IsUnit(Invocation invocation, string path, PcodeModule module)
    {
        if (module.Customs.Length == 0 || UnitName(module) is not { } name)
        {
            return false;
        }

        invocation.Output.Report(new Diagnostic(CliDiagnostics.IsAUnit, null, path, name));
        return true;
    }

    private static string? UnitName(PcodeModule module) => Pascal.PascalCompiler.UnitName(module);

    private static VerifiedModule VerifyOwn(PcodeModule module) =>
        Verifier.Verify(module) is { Succeeded: true } verified
            ? verified.Value
            : throw new InvalidOperationException($"the compiler's module isn't valid: {Verifier.Verify(module).Diagnostics[0].Message}");

    private static VerifiedModule? Verify(Invocation invocation, PcodeModule module)
    {
        LoadResult<VerifiedModule> verified = Verifier.Verify(module);
        return invocation.Output.Report(verified.Diagnostics) ? null : verified.Value;
    }
}
