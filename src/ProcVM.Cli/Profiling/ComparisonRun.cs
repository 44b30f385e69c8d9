using System.Diagnostics;
using System.Security.Cryptography;
using ProcVM.Cli.Commands;
using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Host;
using ProcVM.Module;
using ProcVM.Profile;
using ProcVM.Runtime.Profiling;
using ProcVM.Vmm;
using ProcVM.Vmm.Profiling;

namespace ProcVM.Cli.Profiling;

/// <summary>Runs a program in several tiers, in this process: ABBA, so that a machine that gets slower or faster favours none.</summary>
/// <param name="invocation">The command with its options.</param>
/// <param name="module">The program.</param>
/// <param name="options">What each run is given.</param>
internal sealed class ComparisonRun(Invocation invocation, VerifiedModule module, InstanceOptions options)
{
    // Two runs of each tier at least, more as long as they are short.
    private const int MostRounds = 10;
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(4);

    private readonly ComparisonBuilder _builder = new();
    private bool _hasSameOutput = true;
    private bool _isStopped;
    private string _firstEnd = "";

    /// <summary>The tiers of <c>--compare</c>; null after reporting what is wrong with it.</summary>
    public static string[]? ReadTiers(Invocation invocation)
    {
        string text = invocation.Value(OptionId.Compare)!;
        string[] tiers = text.Split(',');
        if (tiers.Length > 1 && tiers.Distinct().Count() == tiers.Length && tiers.All(tier => ChoiceOf(tier) is not null))
        {
            return tiers;
        }

        invocation.Output.Report(new Diagnostic(CliDiagnostics.BadValue, null, "--compare", text, "two or three of interp, cil and llvm, with commas"));
        return null;
    }

    /// <summary>Runs it all: the first run counts, in the interpreter, and is the one that the user sees. Gives its profile, with the comparison, and the
    /// exit status; null when it never ran.</summary>
    public RunProfile? Run(string[] tiers, ProfileRecorder counting, out int status)
    {
        // Each run sees the same entropy.
        InstanceOptions each = options with { Seed = options.Seed ?? (ulong)RandomNumberGenerator.GetInt32(int.MaxValue) };
        Interruption interruption = new();
        using RepeatedStreams streams = new(new HostPorts(interruption).OpenStandardStreams());
        RunStreams first = streams.First();
        InstanceResult? ended = null;
        status = RunCommand.Run(
            invocation, module, each with { Tier = TierChoice.Interpreter, Recorder = counting, Streams = first.Streams }, result => ended = result);
        if (ended is null)
        {
            return null;
        }

        RunProfile counted = Build(counting, "interp");
        _firstEnd = Describe(ended, first);
        if (ended.End is InstanceEnd.Stopped or InstanceEnd.TimedOut)
        {
            return counted;
        }

        Rounds(tiers, each, streams);
        return counted with { Comparison = _builder.Build(counted, tiers, _hasSameOutput) };
    }

    private static TierChoice? ChoiceOf(string tier) => tier switch
    {
        "interp" => TierChoice.Interpreter,
        "cil" => TierChoice.Cil,
        "llvm" => TierChoice.Llvm,
        _ => null,
    };

    private void Rounds(string[] tiers, InstanceOptions each, RepeatedStreams streams)
    {
        List<string> able = [.. tiers.Where(tier => CanRun(tier, each, streams))];
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds && !_isStopped && (round % 2 == 1 || round == 0 || Stopwatch.GetElapsedTime(start) < s_enough); round++)
        {
            foreach (string tier in round % 2 == 0 ? able : Enumerable.Reverse(able))
            {
                if (!_isStopped)
                {
                    RunOnce(tier, each, streams);
                }
            }
        }
    }

    private bool CanRun(string tier, InstanceOptions each, RepeatedStreams streams)
    {
        LoadResult<PcodeGuest> created = PcodeGuest.Create(module, each with { Tier = ChoiceOf(tier)!.Value, Streams = streams.Again().Streams });
        if (created.Succeeded)
        {
            created.Value.Dispose();
            return true;
        }

        _builder.AddMissing(tier, created.Diagnostics[0].Message);
        return false;
    }

    private void RunOnce(string tier, InstanceOptions each, RepeatedStreams streams)
    {
        using ProfileRecorder recorder = ProfileCommand.NewRecorder(countsBlocks: false, takesSamples: true);
        RunStreams own = streams.Again();
        LoadResult<PcodeGuest> created = PcodeGuest.Create(
            module, each with { Tier = ChoiceOf(tier)!.Value, Recorder = recorder, Streams = own.Streams, Abandon = _ => Environment.Exit(ExitStatus.Interrupted) });
        if (!created.Succeeded)
        {
            _isStopped = true;
            return;
        }

        InstanceResult result;
        using (PcodeGuest guest = created.Value)
        using (new StopSignals(guest.Interrupt))
        {
            result = guest.Run();
        }

        if (result.End is InstanceEnd.Stopped or InstanceEnd.TimedOut)
        {
            _isStopped = true;
            return;
        }

        _hasSameOutput &= Describe(result, own) == _firstEnd;
        _builder.Add(tier, Build(recorder, tier));
    }

    private RunProfile Build(ProfileRecorder recorder, string engine) => new ProfileBuilder(module.Module, recorder).Build(
        invocation.Operands[0], invocation.Operands.GetRange(1, invocation.Operands.Count - 1), engine);

    private static string Describe(InstanceResult result, RunStreams streams) =>
        $"{result.End} {result.ExitCode} {result.Trap?.Kind} {result.Trap?.Message} {streams.Hash}";
}
