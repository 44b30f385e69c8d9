using ProcVM.Core;
using ProcVM.Fuzz.Tiers.Programs;
using ProcVM.Module;
using ProcVM.Module.Pasm;
using ProcVM.Runtime;
using ProcVM.Runtime.Tests;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Fuzz.Tiers;

/// <summary>A generated program, and what it must do.</summary>
internal sealed class TierProgram
{
    private const int MostSteps = 60_000;
    private const int KeptFrames = 32;

    private readonly VerifiedModule _module;
    private readonly long _shortFuel;
    private readonly Dictionary<bool, (TierOutcome Outcome, bool Compiles)> _expected = [];

    internal TierProgram(int number)
    {
        Module = new TierProgramGenerator(number).Build();
        LoadResult<VerifiedModule> verified = Verifier.Verify(Module);
        _module = verified.Succeeded ? verified.Value : throw new InvalidOperationException(string.Join('\n', verified.Diagnostics));
        ReferenceMachine reference = Execute(-1, out HostWork work);
        IsTooLong = reference.RanTooLong;
        Executed = reference.Executed;
        _expected.Add(false, (OutcomeOf(reference, work), CallsWhatCompiles(reference)));
        _shortFuel = new Random(number).NextInt64(reference.Fuel);
    }

    internal PcodeModule Module { get; }

    /// <summary>It can't be compared.</summary>
    internal bool IsTooLong { get; }

    /// <summary>The instructions it executes.</summary>
    internal IReadOnlySet<Opcode> Executed { get; }

    /// <summary>What the reference machine says.</summary>
    internal TierOutcome Expected(bool withShortFuel)
    {
        if (withShortFuel && !_expected.ContainsKey(true))
        {
            ReferenceMachine reference = Execute(_shortFuel, out HostWork work);
            _expected.Add(true, (OutcomeOf(reference, work), CallsWhatCompiles(reference)));
        }

        return _expected[withShortFuel].Outcome;
    }

    /// <summary>True when a tier that compiles at first calls has something to compile.</summary>
    internal bool Compiles(bool withShortFuel)
    {
        Expected(withShortFuel);
        return _expected[withShortFuel].Compiles;
    }

    internal string Text() => Disassembler.ToText(Module);

    /// <summary>Runs it.</summary>
    internal TierOutcome Run(TierSetting setting, out RunStatistics statistics)
    {
        HostWork work = new();
        PcodeLimits limits = new() { Fuel = setting.Fuel switch { FuelKind.Uncounted => -1, FuelKind.Plenty => long.MaxValue, _ => _shortFuel } };
        Func<CodeGenerator>? make = setting.Tier is null ? null : setting.Make;
        using PcodeInstance instance = PcodeInstance.Create(_module, new FuzzHost(work), limits, make, setting.Policy,
            optimizer: setting.IsAutomatic ? setting.MakeOptimizer : null).Value!;
        instance.SetHeat(slice: 3, hotSlices: 1);
        if (setting.IsAutomatic && setting.IsAtOnce)
        {
            instance.CompileAtOnce();
        }

        // Compilers on other threads can't find out how large this one's stack is; the others can.
        int stackBytes = setting.StackBytes == 0 ? LargeStack.Bytes : setting.StackBytes;
        int told = setting.IsAutomatic ? stackBytes : 0;
        RunResult result = setting.StackBytes == 0 ? instance.Run(told) : RunOn(stackBytes, told, instance);
        statistics = result.Statistics;
        instance.Memory.TrySlice(0, (uint)instance.Memory.Size, out Span<byte> memory);
        return new TierOutcome(
            result.End, result.ExitCode, result.Trap?.Kind ?? TrapKind.None, result.Trap?.Message, result.Trap?.Frames ?? [],
            result.Trap?.OmittedFrames ?? 0, memory.ToArray(), result.Statistics.FuelUsed, work.Notes);
    }

    private static RunResult RunOn(int stackBytes, int told, PcodeInstance instance)
    {
        RunResult? result = null;
        Exception? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    result = instance.Run(told);
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            stackBytes);
        thread.Start();
        thread.Join();
        return result ?? throw new InvalidOperationException("on a small stack", failure);
    }

    private ReferenceMachine Execute(long fuel, out HostWork work)
    {
        HostWork host = new();
        ReferenceMachine reference = new(_module)
        {
            MostSteps = MostSteps,
            FuelLimit = fuel,
            Host = (int import, ulong[] arguments, Span<byte> memory, out ulong[] results) =>
            {
                int call = HostWork.Find(Module.Imports[import].Name);
                HostCallStatus status = host.Call(call, arguments, memory, out ulong result);
                results = status == HostCallStatus.Trap || Module.TypeOf(import).Results.Length > 0 ? [result] : [];
                return status;
            },
        };
        reference.Run();
        work = host;
        return reference;
    }

    private TierOutcome OutcomeOf(ReferenceMachine reference, HostWork work)
    {
        List<(int Function, int Offset)> all = reference.Frames;
        bool hasFrames = reference.End != RunEnd.Exited;
        int omitted = hasFrames ? Math.Max(0, all.Count - (2 * KeptFrames)) : 0;
        IEnumerable<(int Function, int Offset)> kept = omitted == 0 ? all : all.Take(KeptFrames).Concat(all.TakeLast(KeptFrames));
        TrapFrame[] frames = hasFrames ? [.. kept.Select(FrameAt)] : [];
        int exitCode = reference.End == RunEnd.Exited && all.Count > 0 ? HostWork.ExitCode : 0;
        return new TierOutcome(reference.End, exitCode, reference.Trap, null, frames, omitted, reference.Memory, reference.Fuel, work.Notes);
    }

    private TrapFrame FrameAt((int Function, int Offset) place)
    {
        string? file = null;
        int line = 0;
        if (Module.Lines is { } lines && lines.TryFind(place.Function, place.Offset, out string found, out int at))
        {
            (file, line) = (found, at);
        }

        return new TrapFrame(Module.NameOf(place.Function), file, line);
    }

    /// <summary>True when a function was called that any tier can compile.</summary>
    private bool CallsWhatCompiles(ReferenceMachine reference) => reference.Called.Any(index =>
    {
        Function function = Module.Functions[index - Module.Imports.Length];
        return Module.TypeOf(index).Results.Length < 2 && !function.Labels.Any(label => label.IsEscapeTarget) && !CallsForSeveral(function);
    });

    private bool CallsForSeveral(Function function)
    {
        CodeReader code = new(function.Code.Span);
        while (!code.AtEnd)
        {
            Opcode op = code.ReadOpcode();
            if (op is Opcode.Call or Opcode.CallRef)
            {
                int operand = (int)code.ReadU32();
                if ((op == Opcode.Call ? Module.TypeOf(operand) : Module.Types[operand]).Results.Length > 1)
                {
                    return true;
                }
            }
            else
            {
                code.Skip(OpcodeTable.Get(op).Immediate);
            }
        }

        return false;
    }
}
