using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm run</c> of a Linux program.</summary>
internal static class LinuxRun
{
    /// <summary>Runs FILE to its end, reports how it ended and gives the exit status.</summary>
    public static int Run(Invocation invocation, InstanceOptions options)
    {
        if (FindUnserved(invocation) is { } unserved)
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.NotInThisVersion, null, $"{unserved} with a Linux program"));
            return RunReport.ReportNoRun(invocation, ExitStatus.Failure, "bad-option");
        }

        using CallTrace? trace = CallTrace.Open(invocation, out int status);
        if (status != ExitStatus.Success)
        {
            return RunReport.ReportNoRun(invocation, status, "bad-option");
        }

        StopSignals? signals = null;
        RunReport report = new(invocation, options);
        options = options with
        {
            Grants = invocation.Has(OptionId.Dir) ? options.Grants : [],
            Engine = invocation.Value(OptionId.Engine) switch
            {
                "interp" => EngineChoice.Interpreter,
                "native" => EngineChoice.Native,
                _ => EngineChoice.Auto,
            },
            Trace = trace is null ? null : trace.Print,
            Abandon = end => Environment.Exit(end == InstanceEnd.TimedOut ? report.Report(InstanceResult.Abandoned(end)) : signals!.Status),
        };
        LoadResult<LinuxGuest> created = LinuxGuest.Create(invocation.Operands[0], options, line => invocation.Output.Note("procvm: " + line));
        if (!created.Succeeded)
        {
            invocation.Output.Report(created.Diagnostics);
            DiagnosticDescriptor? descriptor = created.Diagnostics is [{ } first, ..] ? first.Descriptor : null;
            return descriptor == VmmDiagnostics.CannotLoad ? RunReport.ReportNoRun(invocation, ExitStatus.CannotLoad, "cannot-load")
                : descriptor == VmmDiagnostics.NotFound ? RunReport.ReportNoRun(invocation, ExitStatus.NotFound, "not-found")
                : RunReport.ReportNoRun(invocation, ExitStatus.Failure, "failure");
        }

        using LinuxGuest guest = created.Value;
        using (signals = new StopSignals(() => guest.Signal(signals!.Status - ExitStatus.SignalBase)))
        {
            using TerminalSignals terminal = new(guest);
            return report.Report(guest.Run());
        }
    }

    private static string? FindUnserved(Invocation invocation)
    {
        if (invocation.Value(OptionId.Engine) is "jit")
        {
            return "--engine jit";
        }

        if (invocation.Value(OptionId.Engine) is "native" && invocation.Has(OptionId.Fuel))
        {
            return "--engine native --fuel";
        }

        (OptionId Id, string Name)[] unserved =
        [
            (OptionId.Deterministic, "--deterministic"), (OptionId.Tier, "--tier"), (OptionId.Map, "--map"),
        ];
        foreach ((OptionId id, string name) in unserved)
        {
            if (invocation.Has(id))
            {
                return name;
            }
        }

        return null;
    }
}
