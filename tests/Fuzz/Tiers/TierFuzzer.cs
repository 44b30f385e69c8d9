using System.Diagnostics;
using ProcVM.Jit.Llvm;
using ProcVM.Module;
using ProcVM.Runtime;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Fuzz.Tiers;

/// <summary>Runs generated programs in every tier, and compares all that a run shows with what the reference machine says.</summary>
/// <param name="firstNumber">The number of the first program; the others follow.</param>
public sealed class TierFuzzer(int firstNumber)
{
    private const int Patience = 120_000;
    private const int MostShown = 20;

    // Each program runs in so many settings of each compiling tier; the numbers have no common divisor with those of the settings.
    private const int CilTurns = 3;
    private const int LlvmTurns = 1;

    private readonly bool _hasLlvm = LlvmTier.IsAvailable(out _);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "procvm-tiers");

    /// <summary>What became of the programs.</summary>
    public TierReport Report { get; } = new();

    /// <summary>Every program in every setting, instead of some by turns.</summary>
    public bool IsThorough { get; init; }

    /// <summary>Makes and runs programs; prints progress about every half minute, and each difference.</summary>
    public void Run(int count, TextWriter output)
    {
        if (!_hasLlvm)
        {
            output.WriteLine("no libLLVM: interpreter and CIL alone");
        }

        LargeStack.Run(() => RunAll(count, output));
        Report.Print(output);
    }

    private void RunAll(int count, TextWriter output)
    {
        using Watchdog watchdog = new("program", Patience);
        Stopwatch sinceReport = Stopwatch.StartNew();
        TierSetting[] settings = TierSetting.All(_hasLlvm);
        for (int i = 0; i < count; i++)
        {
            watchdog.Begin(firstNumber + i);
            One(firstNumber + i, settings, output);
            if (sinceReport.ElapsedMilliseconds > 30_000)
            {
                sinceReport.Restart();
                output.WriteLine($"{i + 1} of {count} programs, {Report.Runs} runs, {Report.Differences} differences");
            }
        }

        watchdog.Begin(null);
    }

    private void One(int number, TierSetting[] settings, TextWriter output)
    {
        TierProgram program = new(number);
        Report.Programs++;
        if (program.IsTooLong)
        {
            Report.TooLong++;
            return;
        }

        Report.Executed(program.Executed);
        TierOutcome expected = program.Expected(withShortFuel: false);
        Report.Instructions += expected.Fuel;
        Report.Ended(expected.End == RunEnd.Trapped ? "trap " + expected.Trap : expected.End.ToString());
        Dictionary<FuelKind, TierOutcome> interpreted = [];
        foreach (TierSetting setting in settings)
        {
            if (setting.IsCheap || IsThorough || IsItsTurn(number, setting, settings))
            {
                RunAndCompare(number, program, setting, interpreted, output);
            }
        }
    }

    private static bool IsItsTurn(int number, TierSetting setting, TierSetting[] settings)
    {
        TierSetting[] alike = [.. settings.Where(other => other.Tier == setting.Tier)];
        int turns = setting.Tier == "cil" ? CilTurns : LlvmTurns;
        int distance = (int)(((long)Array.IndexOf(alike, setting) - ((long)number * turns)) % alike.Length);
        return (distance + alike.Length) % alike.Length < turns;
    }

    private void RunAndCompare(
        int number, TierProgram program, TierSetting setting, Dictionary<FuelKind, TierOutcome> interpreted, TextWriter output)
    {
        bool isShort = setting.Fuel == FuelKind.Short;
        string? difference;
        try
        {
            TierOutcome actual = program.Run(setting, out RunStatistics statistics);
            Report.Ran(setting.Name, statistics);
            interpreted.TryAdd(setting.Fuel, actual);
            TierOutcome expected = program.Expected(isShort);
            // The reference machine has no words for traps, and stops before a block without being at an instruction.
            difference = expected.DifferenceTo(actual, skipInnermost: expected.End == RunEnd.FuelSpent)
                ?? interpreted[setting.Fuel].DifferenceTo(actual, skipInnermost: false)
                ?? Fallback(program, setting, statistics);
        }
        catch (Exception exception)
        {
            difference = exception.ToString();
        }

        if (difference is not null)
        {
            Differs(number, program, setting, difference, output);
        }
    }

    private static string? Fallback(TierProgram program, TierSetting setting, RunStatistics statistics) =>
        setting.Tier is not null && setting.Policy == TierPolicy.Always && statistics.FunctionsCompiled == 0
            && program.Compiles(setting.Fuel == FuelKind.Short)
            ? "nothing was compiled" : null;

    private void Differs(int number, TierProgram program, TierSetting setting, string difference, TextWriter output)
    {
        if (++Report.Differences > MostShown)
        {
            return;
        }

        Directory.CreateDirectory(_folder);
        string path = Path.Combine(_folder, $"{number}.pasm");
        File.WriteAllText(path, program.Text());
        File.WriteAllBytes(Path.ChangeExtension(path, ".pcode"), ModuleWriter.ToArray(program.Module));
        output.WriteLine($"DIFFERENCE: program {number} in {setting.Name}: {difference}\n  kept as {path}");
    }
}
