using System.Diagnostics;
using ProcVM.Core;
using ProcVM.Module;
using ProcVM.Runtime;

namespace ProcVM.Fuzz.Modules;

/// <summary>Feeds mutated modules to reader, verifier and interpreter. Nothing may throw, hang or use more than bounded
/// memory.</summary>
public sealed class ModuleFuzzer(int seed)
{
    private const long Fuel = 20_000;
    private const ulong Memory = 4 << 20;
    private const int SeedsOfOneRound = 40;
    private const int Patience = 20_000;

    /// <summary>What became of the modules.</summary>
    public FuzzReport Report { get; } = new();

    /// <summary>Runs a module, by its number, in other tiers too, and throws when it does something else there; null for the interpreter alone.</summary>
    public Action<int, VerifiedModule>? RunElsewhere { get; init; }

    /// <summary>Makes and runs modules; prints progress about every ten seconds.</summary>
    public void Run(int count, TextWriter output)
    {
        using Watchdog watchdog = new("module", Patience);
        Stopwatch sinceReport = Stopwatch.StartNew();
        byte[] original = [];
        for (int i = 0; i < count; i++)
        {
            int number = unchecked((seed * 1_000_003) + i);
            if (i % SeedsOfOneRound == 0)
            {
                original = ModuleWriter.ToArray(new ModuleGenerator(number) { AllowImports = i % 3 == 0, AllowRelocations = i % 5 == 0 }.Generate());
            }

            byte[] mutated = new ModuleMutator(number).Mutate(original);
            watchdog.Begin(number);
            long start = Stopwatch.GetTimestamp();
            One(number, mutated);
            Report.Slowest = Math.Max(Report.Slowest, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (sinceReport.ElapsedMilliseconds > 10_000)
            {
                sinceReport.Restart();
                output.WriteLine($"{i + 1} of {count}: {Report.Read} read, {Report.Verified} verified");
            }
        }

        watchdog.Begin(null);
        Report.Print(output);
    }

    private void One(int number, byte[] bytes)
    {
        Report.Inputs++;
        try
        {
            LoadResult<PcodeModule> read = ModuleReader.Read(bytes, "fuzz.pcode");
            if (!read.Succeeded)
            {
                Touch(read.Diagnostics);
                return;
            }

            Report.Read++;
            LoadResult<VerifiedModule> verified = Verifier.Verify(read.Value);
            if (!verified.Succeeded)
            {
                Touch(verified.Diagnostics);
                return;
            }

            Report.Verified++;
            Execute(verified.Value);
            RunElsewhere?.Invoke(number, verified.Value);
        }
        catch (Exception exception)
        {
            Report.Crashed(exception, bytes);
        }
    }

    private void Execute(VerifiedModule verified)
    {
        RunResult? result = Execute(verified, Fuel);
        if (result is null)
        {
            Report.Ended("not instantiated");
            return;
        }

        Report.Ended(Describe(result));
        if (result.End is RunEnd.Exited or RunEnd.Trapped)
        {
            // It ends, so it can run without counting: other code, the same end.
            string uncounted = Describe(Execute(verified, -1)!);
            if (uncounted != Describe(result))
            {
                throw new InvalidOperationException($"with fuel: {Describe(result)}, without: {uncounted}");
            }
        }
    }

    private static RunResult? Execute(VerifiedModule verified, long fuel)
    {
        PcodeLimits limits = new() { Fuel = fuel, Memory = Memory };
        LoadResult<PcodeInstance> created = PcodeInstance.Create(verified, NullHost.For(verified.Module), limits);
        if (!created.Succeeded)
        {
            Touch(created.Diagnostics);
            return null;
        }

        using PcodeInstance instance = created.Value;
        return instance.Run();
    }

    private static string Describe(RunResult result) =>
        result.End == RunEnd.Trapped ? "trap " + result.Trap!.Kind : result.End.ToString();

    private static void Touch(IReadOnlyList<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            if (diagnostic.ToString().Length > 4000)
            {
                throw new InvalidOperationException("a message of unbounded length");
            }
        }
    }
}
