using System.Globalization;
using System.Text;
using ProcVM.Cli.Options;
using ProcVM.Cli.Text;
using ProcVM.Core;
using ProcVM.Runtime;
using ProcVM.Runtime.Tiers;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary>Tells how a run ended: on the standard error, in the exit status, in <c>--status-file</c> and <c>--stats</c>.</summary>
internal sealed class RunReport(Invocation invocation, InstanceOptions options)
{
    /// <summary>Reports a result and gives the exit status.</summary>
    public int Report(InstanceResult result)
    {
        int status = StatusOf(result.End, result.ExitCode);
        if (Describe(result) is { } diagnostic)
        {
            invocation.Output.Note(diagnostic + Frames(result));
        }

        if (result.Statistics.TierWarning is { } warning)
        {
            invocation.Output.Note(new Diagnostic(VmmDiagnostics.TierGaveUp, null, warning).ToString());
        }

        if (invocation.Has(OptionId.Stats))
        {
            invocation.Output.Note(Statistics(result, status));
        }

        if (invocation.Has(OptionId.StatusFile))
        {
            WriteStatus(status, Reason(result.End), result);
        }

        return status;
    }

    /// <summary>Reports that there was no run; gives the status back.</summary>
    public static int ReportNoRun(Invocation invocation, int status, string reason)
    {
        if (invocation.Has(OptionId.StatusFile))
        {
            WriteFile(invocation, new JsonLine().Add("status", status).Add("reason", reason));
        }

        return status;
    }

    /// <summary>Empties the status file, so that it never tells of an earlier run; false, after reporting it, when it can't be written.</summary>
    public static bool TryBegin(Invocation invocation) =>
        invocation.Value(OptionId.StatusFile) is not { } path
        || (!OutputFile.IsInput(invocation, path) && OutputFile.Write(invocation, path, []) == ExitStatus.Success);

    /// <summary>The exit status for an end.</summary>
    public static int StatusOf(InstanceEnd end, int exitCode) => end switch
    {
        InstanceEnd.Exited => exitCode & 0xFF,
        InstanceEnd.Signaled => ExitStatus.SignalBase + exitCode,
        InstanceEnd.Trapped => ExitStatus.Trapped,
        InstanceEnd.FuelSpent => ExitStatus.FuelSpent,
        InstanceEnd.MemoryLimit => ExitStatus.MemoryLimit,
        InstanceEnd.TimedOut => ExitStatus.TimedOut,
        InstanceEnd.OutputClosed => ExitStatus.OutputClosed,
        _ => ExitStatus.Interrupted,
    };

    private static string Reason(InstanceEnd end) => end switch
    {
        InstanceEnd.Exited => "exit",
        InstanceEnd.Signaled => "signal",
        InstanceEnd.Trapped => "trap",
        InstanceEnd.FuelSpent => "fuel",
        InstanceEnd.MemoryLimit => "memory",
        InstanceEnd.TimedOut => "timeout",
        InstanceEnd.OutputClosed => "output-closed",
        _ => "interrupted",
    };

    private Diagnostic? Describe(InstanceResult result) => result.End switch
    {
        InstanceEnd.Trapped => new Diagnostic(RunDiagnostics.ForTrap(result.Trap!.Kind), null, result.Trap.Message),
        InstanceEnd.FuelSpent => new Diagnostic(RunDiagnostics.FuelSpent, null, options.Fuel),
        InstanceEnd.MemoryLimit => new Diagnostic(RunDiagnostics.MemoryLimit, null, SizeText.Format(options.Memory)),
        InstanceEnd.TimedOut => new Diagnostic(RunDiagnostics.TimedOut, null, invocation.Value(OptionId.Timeout)!),
        _ => null,
    };

    private static string Frames(InstanceResult result)
    {
        StringBuilder text = new();
        TrapFrame[] frames = result.Trap?.Frames ?? [];
        int omitted = result.Trap?.OmittedFrames ?? 0;
        for (int i = 0; i < frames.Length; i++)
        {
            if (omitted > 0 && i == frames.Length / 2)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  … {omitted} more …");
            }

            text.Append("\n  at ").Append(frames[i].Function);
            if (frames[i].File is { } file)
            {
                text.Append(CultureInfo.InvariantCulture, $" ({file}:{frames[i].Line})");
            }
        }

        return text.ToString();
    }

    private static string Statistics(InstanceResult result, int status)
    {
        if (result.Engine is { } engine)
        {
            JsonLine foreign = new JsonLine()
                .Add("engine", engine)
                .Add("status", status)
                .Add("seconds", result.Duration.TotalSeconds)
                .Add("systemCalls", result.SystemCalls);
            if (result.Instructions >= 0)
            {
                foreign.Add("instructions", result.Instructions);
            }

            return foreign.ToString();
        }

        RunStatistics counts = result.Statistics;
        JsonLine line = new JsonLine()
            .Add("engine", counts.Tier is null ? "interp" : "jit")
            .Add("tier", counts.Tier ?? "interp")
            .Add("status", status)
            .Add("seconds", result.Duration.TotalSeconds)
            .Add("functionsLowered", counts.FunctionsLowered)
            .Add("registerInstructions", counts.RegisterInstructions)
            .Add("memoryBytes", (long)counts.MemoryBytes);
        if (counts.Tier is not null)
        {
            line.Add("functionsCompiled", counts.FunctionsCompiled).Add("loopsEntered", counts.EntriesCompiled);
            foreach (TierStatistics tier in counts.Tiers ?? [])
            {
                line.Add(tier.Name + "Functions", tier.Functions).Add(tier.Name + "Loops", tier.Loops).Add(tier.Name + "Bytes", tier.Bytes)
                    .Add(tier.Name + "CompileSeconds", tier.CompileTime.TotalSeconds);
            }
        }

        if (result.CodeCache is { } cache)
        {
            line.Add("cacheHits", cache.Hits).Add("cacheMisses", cache.Misses).Add("cacheBytesRead", cache.BytesRead)
                .Add("cacheBytesWritten", cache.BytesWritten);
            if (cache.Problem is { } problem)
            {
                line.Add("cacheProblem", problem);
            }
        }

        if (counts.FuelUsed >= 0)
        {
            line.Add("fuelUsed", counts.FuelUsed);
        }

        return line.ToString();
    }

    private void WriteStatus(int status, string reason, InstanceResult result)
    {
        JsonLine line = new JsonLine().Add("status", status).Add("reason", reason);
        if (result.End == InstanceEnd.Trapped)
        {
            line.Add("trap", RunDiagnostics.NameOf(result.Trap!.Kind)).Add("message", result.Trap.Message);
        }

        if (result.Trap?.Frames is [var frame, ..])
        {
            line.Add("function", frame.Function).Add("file", frame.File).Add("line", frame.Line);
        }

        WriteFile(invocation, line);
    }

    private static void WriteFile(Invocation invocation, JsonLine line)
    {
        OutputFile.Write(invocation, invocation.Value(OptionId.StatusFile)!, Encoding.UTF8.GetBytes(line + "\n"));
    }
}
