using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Core.Text;
using ProcVM.Host;
using ProcVM.Jit.Cil;
using ProcVM.Jit.Llvm;
using ProcVM.Kernel.Files;
using ProcVM.Module;
using ProcVM.Personality.Pvm;
using ProcVM.Runtime;
using ProcVM.Runtime.Tiers;

namespace ProcVM.Pascal.Tests;

/// <summary>What compiling and running a program came to.</summary>
/// <param name="Diagnostics">What the compiler says.</param>
/// <param name="Module">The module; null with errors.</param>
/// <param name="Run">How the run ended; null when there was none.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record PascalOutcome(IReadOnlyList<Diagnostic> Diagnostics, PcodeModule? Module, RunResult? Run, string Output)
{
    internal string Errors => string.Join('\n', Diagnostics);
}

/// <summary>Compiles and runs Pascal programs in this process.</summary>
internal static class PascalRun
{
    private const long MostFuel = 400_000_000;

    // Compiled code runs on the thread's stack.
    private const int StackBytes = 128 << 20;

    // One program in so many runs in the automatic engine too.
    private const int AutomaticShare = 3;

    private static readonly bool s_hasLlvm = LlvmTier.IsAvailable(out _);

    /// <summary>Compiles only. A source is its bytes, as Latin-1.</summary>
    internal static LoadResult<PcodeModule> Compile(string path, string source, PascalOptions options) =>
        PascalCompiler.Compile(SourceText.Decode(path, System.Text.Encoding.Latin1.GetBytes(source)), options, new FolderSources(Path.GetDirectoryName(Repository.At(path))!));

    /// <summary>Compiles, verifies and runs, in an empty directory of its own.</summary>
    internal static PascalOutcome Run(string path, string source, PascalOptions options, string input = "", params string[] arguments)
    {
        LoadResult<PcodeModule> compiled = Compile(path, source, options);
        if (!compiled.Succeeded)
        {
            return new PascalOutcome(compiled.Diagnostics, null, null, "");
        }

        return Run(compiled.Value, compiled.Diagnostics, input, arguments);
    }

    /// <summary>Verifies and runs a module.</summary>
    internal static PascalOutcome Run(
        PcodeModule module, IReadOnlyList<Diagnostic> diagnostics, string input, params string[] arguments)
    {
        LoadResult<VerifiedModule> verified = Verifier.Verify(module);
        Assert.True(verified.Succeeded, string.Join('\n', verified.Diagnostics));
        PascalOutcome interpreted = RunInFolder(verified.Value, diagnostics, input, arguments, null);
        if (interpreted.Run!.End is RunEnd.Exited or RunEnd.Trapped)
        {
            SameCompiled(interpreted, RunInFolder(verified.Value, diagnostics, input, arguments, () => new CilTier()));
            if (s_hasLlvm)
            {
                SameCompiled(interpreted, RunInFolder(verified.Value, diagnostics, input, arguments, MakeLlvmTier));
            }

            if (module.Functions.Sum(function => function.Code.Length) % AutomaticShare == 0)
            {
                SameCompiled(interpreted, RunInFolder(verified.Value, diagnostics, input, arguments, () => new CilTier(), TierPolicy.InBackground));
            }
        }

        return interpreted;
    }

    private static LlvmTier MakeLlvmTier()
    {
        Assert.True(LlvmTier.TryCreate(new LlvmTierOptions { Verify = true }, out LlvmTier? tier, out string reason), reason);
        return tier;
    }

    private static PascalOutcome RunInFolder(
        VerifiedModule module, IReadOnlyList<Diagnostic> diagnostics, string input, string[] arguments, Func<CodeGenerator>? tier,
        TierPolicy policy = TierPolicy.Always)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("procvm-test");
        try
        {
            return Run(module, diagnostics, input, arguments, folder.FullName, tier, policy);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Compiled code writes, ends and traps as the interpreter does.</summary>
    private static void SameCompiled(PascalOutcome interpreted, PascalOutcome compiled)
    {
        Assert.Equal(interpreted.Output, compiled.Output);
        Assert.Equal(interpreted.Run!.End, compiled.Run!.End);
        Assert.Equal(interpreted.Run.ExitCode, compiled.Run.ExitCode);
        Assert.Equal(interpreted.Run.Trap?.Message, compiled.Run.Trap?.Message);
        Assert.Equal(interpreted.Run.Trap?.Frames ?? [], compiled.Run.Trap?.Frames ?? []);
        Assert.Equal(interpreted.Run.Statistics.MemoryBytes, compiled.Run.Statistics.MemoryBytes);
    }

    private static PascalOutcome Run(
        VerifiedModule module, IReadOnlyList<Diagnostic> diagnostics, string input, string[] arguments, string folder, Func<CodeGenerator>? tier,
        TierPolicy policy)
    {
        using TestStream standardInput = new(System.Text.Encoding.Latin1.GetBytes(input));
        using TestStream output = new([]);
        using TestStream error = new([]);
        Interruption interruption = new();
        Assert.Equal(Errno.None, new HostPorts(interruption).OpenDirectory(folder, out IDirectory? directory));
        MemoryType memory = module.Module.Memory;
        PvmProcess process = new(new PvmOptions
        {
            Streams = new StandardStreams(standardInput, output, error),
            HeapStart = memory.StackBase + memory.StackSize,
            Mounts = [new Mount(directory!, "/", isReadOnly: false)],
            ProgramName = "program",
            Arguments = arguments,
            Clock = new SteppedClock(),
            Entropy = new SeededEntropy(1),
            Interruption = interruption,
        });
        LoadResult<PcodeInstance> created = PcodeInstance.Create(
            module, new PvmTable(process.Handlers), new PcodeLimits { Fuel = tier is null ? MostFuel : -1, Memory = 256 << 20 },
            tier, policy, optimizer: policy == TierPolicy.InBackground && s_hasLlvm ? MakeLlvmTier : null);
        Assert.True(created.Succeeded, string.Join('\n', created.Diagnostics));
        using PcodeInstance instance = created.Value;
        if (policy == TierPolicy.InBackground)
        {
            // Programs of a millisecond get to both tiers.
            instance.SetHeat(slice: 100, hotSlices: 1);
            instance.CompileAtOnce();
        }

        RunResult? result = null;
        Thread thread = new(() => result = instance.Run(StackBytes), StackBytes);
        thread.Start();
        thread.Join();
        process.Finish();
        return new PascalOutcome(diagnostics, module.Module, result, output.Text);
    }

    /// <summary>Included files and units from the program's own folder.</summary>
    private sealed class FolderSources(string folder) : IPascalSources
    {
        public SourceText? Find(string name, SourceText from)
        {
            foreach (string candidate in (string[])[name, name + ".pas", name.ToLowerInvariant() + ".pas"])
            {
                string path = Path.Combine(folder, candidate);
                if (File.Exists(path))
                {
                    return SourceText.Decode(path, File.ReadAllBytes(path));
                }
            }

            return null;
        }
    }
}
