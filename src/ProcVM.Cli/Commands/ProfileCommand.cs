using System.Globalization;
using ProcVM.Cli.Options;
using ProcVM.Cli.Profiling;
using ProcVM.Core;
using ProcVM.Host;
using ProcVM.Llvm;
using ProcVM.Module;
using ProcVM.Profile;
using ProcVM.Runtime.Profiling;
using ProcVM.Runtime.Tiers;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary><c>procvm profile</c>.</summary>
internal static class ProfileCommand
{
    private const int DefaultTop = 20;

    private static readonly HostClock s_clock = new();

    public static int Perform(Invocation invocation)
    {
        ProfileOutputs outputs = new(invocation);
        if (!TryReadTop(invocation, out int top) || !outputs.Check())
        {
            return ExitStatus.Failure;
        }

        if (RunCommand.Prepare(invocation, out InstanceOptions? options, out int status) is not { } module)
        {
            return status;
        }

        using PerfMap? map = OpenPerfMap(invocation, out bool isOpen);
        if (!isOpen)
        {
            return ExitStatus.Failure;
        }

        if (map is not null)
        {
            options = options! with { CodeInstalled = code => AddTo(map, module.Module, code) };
        }

        if (invocation.Has(OptionId.Compare))
        {
            return Compare(invocation, module, options!, outputs, top);
        }

        using ProfileRecorder recorder = NewRecorder(!invocation.Has(OptionId.NoCounts), !invocation.Has(OptionId.NoSamples));
        status = RunCommand.Run(invocation, module, options! with { Recorder = recorder });
        if (recorder.Duration == 0)
        {
            // It never ran.
            return status;
        }

        RunProfile profile = new ProfileBuilder(module.Module, recorder).Build(
            invocation.Operands[0], invocation.Operands.GetRange(1, invocation.Operands.Count - 1), EngineOf(options!.Tier));
        return outputs.Write(profile, module.Module, recorder, top) ? status : ExitStatus.Failure;
    }

    private static int Compare(Invocation invocation, VerifiedModule module, InstanceOptions options, ProfileOutputs outputs, int top)
    {
        if (ComparisonRun.ReadTiers(invocation) is not { } tiers)
        {
            return ExitStatus.Failure;
        }

        using ProfileRecorder recorder = NewRecorder(countsBlocks: true, takesSamples: true);
        RunProfile? profile = new ComparisonRun(invocation, module, options).Run(tiers, recorder, out int status);
        return profile is null || outputs.Write(profile, module.Module, recorder, top) ? status : ExitStatus.Failure;
    }

    private static PerfMap? OpenPerfMap(Invocation invocation, out bool isOpen)
    {
        isOpen = true;
        if (!invocation.Has(OptionId.PerfMap))
        {
            return null;
        }

        try
        {
            return new PerfMap(PerfMap.DefaultPath);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            isOpen = false;
            invocation.Output.Report(new Diagnostic(CliDiagnostics.CannotWrite, null, PerfMap.DefaultPath, OutputFile.Reason(failure)));
            return null;
        }
    }

    private static void AddTo(PerfMap map, PcodeModule module, CodeRecord code)
    {
        if (code.Address != 0 && code.Bytes > 0)
        {
            map.Add(new NativeFunction(module.NameOf(code.Function) + (code.Block >= 0 ? " (loop)" : ""), code.Address, code.Bytes));
        }
    }

    /// <summary>A recorder with the host's clocks.</summary>
    public static ProfileRecorder NewRecorder(bool countsBlocks, bool takesSamples) => new(new ProfileOptions
    {
        CountsBlocks = countsBlocks,
        TakesSamples = takesSamples,
        ThreadTime = static () => HostClock.ThreadNanoseconds,
        Time = static () => s_clock.MonotonicNanoseconds,
    });

    private static string EngineOf(TierChoice tier) => tier switch
    {
        TierChoice.Interpreter => "interp",
        TierChoice.Cil => "cil",
        TierChoice.Llvm => "llvm",
        _ => "auto",
    };

    private static bool TryReadTop(Invocation invocation, out int top)
    {
        top = DefaultTop;
        if (invocation.Value(OptionId.Top) is not { } text || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out top))
        {
            return true;
        }

        invocation.Output.Report(new Diagnostic(CliDiagnostics.BadValue, null, "--top", text, "a whole number"));
        return false;
    }
}
