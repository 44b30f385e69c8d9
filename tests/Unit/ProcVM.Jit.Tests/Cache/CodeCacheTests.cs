using System.Reflection;
using System.Runtime.Versioning;
using ProcVM.Core.Ports;
using ProcVM.Jit.Cache;
using ProcVM.Jit.Cil;
using ProcVM.Module;
using ProcVM.Runtime;
using ProcVM.Runtime.Tests;
using ProcVM.Runtime.Tiers;
using static ProcVM.Jit.Tests.Runs;

namespace ProcVM.Jit.Tests.Cache;

/// <summary>A second run finds the first one's code, does the same with it, and finds nothing that isn't its own.</summary>
[SupportedOSPlatform("linux")]
public sealed class CodeCacheTests : IDisposable
{
    private const string Sum = """
        .memory 1 1 stack 0 65536
        .entry @main
        .func @main ()
          .local i32
          .label L0
            i32.const 400
            local.set 0
        L0:
            i32.const 8
            i32.const 8
            i32.load 0
            local.get 0
            call @twice
            i32.add
            i32.store 0
            local.get 0
            i32.const 1
            i32.sub
            local.tee 0
            br_if L0
            return
        .end
        .func @twice (i32 %n) -> (i32)
            local.get %n
            i32.const FACTOR
            i32.mul
            return
        .end
        """;

    private readonly CacheFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LlvmFact]
    public void A_second_run_finds_the_code_of_the_first()
    {
        VerifiedModule module = Program(2);
        CodeCacheStatistics first = Run(module);
        Assert.True(first is { Hits: 0, Misses: >= 1, BytesRead: 0, BytesWritten: > 0, Problem: null }, first.ToString());
        CodeCacheStatistics second = Run(module);
        Assert.True(second.Hits >= 1 && second is { Misses: 0, BytesWritten: 0, Problem: null } && second.BytesRead == first.BytesWritten, second.ToString());
    }

    [LlvmFact]
    public void Code_is_for_its_module_and_its_flags_alone()
    {
        Run(Program(2));
        Assert.True(Run(Program(3)) is { Hits: 0, Misses: > 0 });
        Assert.True(Run(Program(2), fuel: 1_000_000) is { Hits: 0, Misses: > 0 });
        Assert.True(Run(Program(2)) is { Hits: > 0, Misses: 0 });
        Assert.True(Run(Program(3)) is { Hits: > 0, Misses: 0 });
        Assert.True(Run(Program(2), fuel: 1_000_000) is { Hits: > 0, Misses: 0 });
        Assert.Equal(3, _folder.Files.Length);
    }

    [Fact]
    public void A_key_has_all_that_code_depends_on()
    {
        string Key(int factor = 2, bool fuel = false, int hostCall = 5, string llvm = "llvm 19") =>
            CodeKey.With(CodeKey.Of(WithImport(factor).Module, new Targets(hostCall), fuel), llvm);

        string[] keys = [Key(), Key(factor: 3), Key(fuel: true), Key(hostCall: 6), Key(llvm: "llvm 18"), Key(llvm: "llvm 19 -avx2")];
        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(keys.Length, keys.Select(CodeKey.FileName).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Key(), Key());
    }

    // Who adds a property decides whether code can depend on it (ModuleDigest).
    [Fact]
    public void A_modules_digest_has_all_of_it_that_code_can_depend_on()
    {
        string[] forPeople = ["FileName", "Exports", "Names", "Lines", "Producer", "Customs", "Relocations", "LazyNames", "LazyLines", "FunctionCount"];
        Assert.Equal(["Data", "Elements", "Entry", "Functions", "Globals", "Imports", "Memory", "Tables", "Types"], PropertiesOf<PcodeModule>().Except(forPeople));
        Assert.Equal(["Code", "CodeStart", "Frame", "Labels", "Locals", "Type"], PropertiesOf<Function>());
        Assert.Equal(["IsEscapeTarget", "Stack"], PropertiesOf<Label>());
        Assert.Equal(["Maximum", "Minimum", "StackBase", "StackSize"], PropertiesOf<MemoryType>());
        Assert.Equal(["Maximum", "Minimum"], PropertiesOf<TableType>());
        Assert.Equal(["Initial", "IsMutable", "Type"], PropertiesOf<Global>());
        Assert.Equal(["IsActive", "Offset", "References", "Table"], PropertiesOf<ElementSegment>());
        Assert.Equal(["Bytes", "IsActive", "Offset"], PropertiesOf<DataSegment>());
        Assert.Equal(["Module", "Name", "Type"], PropertiesOf<Import>());
        string[] digests = [.. Enumerable.Range(700_000, 50).Select(seed => ModuleDigest.Of(new ProgramGenerator(seed).Build()))];
        Assert.Equal(50, digests.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(digests[0], ModuleDigest.Of(new ProgramGenerator(700_000).Build()));
    }

    [LlvmTheory]
    [InlineData(500_000)]
    public void Generated_programs_do_the_same_with_kept_code(int firstSeed)
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("PROCVM_GENERATED"), out int wanted) ? wanted : 20;
        int hits = 0;
        int hitsInBackground = 0;
        for (int seed = firstSeed; seed < firstSeed + count; seed++)
        {
            VerifiedModule module = Verifier.Verify(new ProgramGenerator(seed).Build()).Value!;
            ReferenceMachine reference = new(module);
            reference.Run();
            if (reference.RanTooLong)
            {
                continue;
            }

            foreach (long fuel in (long[])[-1, long.MaxValue, reference.Fuel / 2])
            {
                (RunResult expected, byte[] memory) = Runs.Run(module, fuel, null, TierPolicy.Always);
                foreach (TierPolicy policy in (TierPolicy[])[TierPolicy.Always, TierPolicy.InBackground, TierPolicy.InBackground, TierPolicy.WhenHot, TierPolicy.Always])
                {
                    CodeCacheStatistics? statistics = Run(
                        module, fuel, policy, result => Same($"seed {seed}, fuel {fuel}, {policy}", expected, memory, result.Result, result.Memory));
                    hits += statistics?.Hits ?? 0;
                    hitsInBackground += policy == TierPolicy.InBackground ? statistics?.Hits ?? 0 : 0;
                }
            }
        }

        Assert.True(hits > count, $"{hits} hits");
        Assert.True(hitsInBackground > count / 2, $"{hitsInBackground} hits of runs that tier up");
    }

    // Addresses differ between two instances that are there at the same time: code with one in it would too.
    [LlvmFact]
    public void Code_is_the_same_for_every_instance()
    {
        using CacheFolder other = new();
        int pieces = 0;
        for (int seed = 600_000; seed < 600_010; seed++)
        {
            VerifiedModule module = Verifier.Verify(new ProgramGenerator(seed).Build()).Value!;
            foreach (long fuel in (long[])[-1, 1_000_000])
            {
                Run(module, fuel, check: _ => Run(module, fuel, folder: other));
            }
        }

        Assert.Equal(_folder.Files.Select(file => file.Name), other.Files.Select(file => file.Name));
        for (int i = 0; i < _folder.Files.Length; i++)
        {
            Assert.True(CodeArchive.TryDecode(File.ReadAllBytes(_folder.Files[i].FullName), out _, out List<KeptCode> mine));
            Assert.True(CodeArchive.TryDecode(File.ReadAllBytes(other.Files[i].FullName), out _, out List<KeptCode> others));
            Assert.Equal(mine.Select(piece => piece.Name).Order(), others.Select(piece => piece.Name).Order());
            foreach (KeptCode piece in mine)
            {
                Assert.True(piece.Object.Span.SequenceEqual(others.Single(same => same.Name == piece.Name).Object.Span), piece.Name);
                pieces++;
            }
        }

        Assert.True(pieces > 20, $"{pieces} pieces");
    }

    [LlvmFact]
    public void A_damaged_file_is_removed_and_made_again()
    {
        VerifiedModule module = Program(2);
        Run(module);
        string file = _folder.Files[0].FullName;
        byte[] whole = File.ReadAllBytes(file);
        foreach (int at in (int[])[0, 8, 20, 60, whole.Length / 2, whole.Length - 1])
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 4;
            File.WriteAllBytes(file, damaged);
            Assert.True(Run(module) is { Hits: 0, Misses: > 0, Problem: null });
            Assert.True(Run(module) is { Hits: > 0, Misses: 0 });
        }

        File.WriteAllBytes(file, whole[..100]);
        Assert.True(Run(module) is { Hits: 0, Misses: > 0 });
    }

    // Whoever can write the file could write code; but a file that is merely wrong must not bring the process down while it is read and loaded.
    [LlvmFact]
    public void A_file_with_a_right_digest_and_a_wrong_content_is_no_danger_to_the_loader()
    {
        VerifiedModule module = Program(2);
        Run(module);
        string path = _folder.Files[0].FullName;
        byte[] whole = File.ReadAllBytes(path);
        Random random = new(11);
        int loaded = 0;
        int refused = 0;
        for (int i = 0; i < 4000; i++)
        {
            File.WriteAllBytes(path, Mutant.Of(whole, random));
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            CodeCache cache = _folder.NewCache();
            using CodeGenerator tier = CacheFolder.Tier(cache);
            foreach (CodeRequest request in tier.Recall(module.Module, new Targets(0)))
            {
                CompiledGroup? group = null;
                try
                {
                    group = tier.TakeKept(request.Function, request.Block);
                }
                catch (CodeGenerationException problem) when (problem.IsFull)
                {
                    // A section that claims more than the heap has.
                }

                loaded += group is null ? 0 : 1;
                refused += group is null ? 1 : 0;
            }

            cache.Dispose();
        }

        Assert.True(loaded > 500 && refused > 100, $"{loaded} loaded, {refused} refused");
    }

    [LlvmFact]
    public void A_piece_that_is_none_is_compiled_and_replaced()
    {
        VerifiedModule module = Program(2);
        Run(module);
        FileInfo file = _folder.Files[0];
        Assert.True(CodeArchive.TryDecode(File.ReadAllBytes(file.FullName), out string key, out List<KeptCode> pieces));
        File.WriteAllBytes(file.FullName, CodeArchive.Encode(key, pieces.ConvertAll(piece => piece with { Object = new byte[500] })));
        Assert.True(Run(module) is { Hits: 0, Misses: > 0, BytesWritten: > 0, Problem: null });
        Assert.True(Run(module) is { Hits: > 0, Misses: 0 });
    }

    [LlvmFact]
    public void The_files_that_were_not_used_for_longest_go_first()
    {
        const long Day = 86_400_000_000_000;
        Run(Program(2));
        long size = _folder.Files[0].Length;
        _folder.Limit = (3 * size) + (size / 2);
        File.WriteAllText(Path.Combine(_folder.Path, "notes.txt"), "the user's own");
        File.WriteAllText(Path.Combine(_folder.Path, "0123.new"), "left unfinished");
        for (int factor = 3; factor < 8; factor++)
        {
            // Each write is a day younger for the cache, if not for the file system.
            foreach (FileInfo file in _folder.Files)
            {
                file.LastWriteTimeUtc -= TimeSpan.FromDays(1);
            }

            Run(Program(2));
            Run(Program(factor));
            Assert.True(_folder.Files.Sum(file => file.Length) <= _folder.Limit);
        }

        _folder.Now += Day;
        Run(Program(8));
        Assert.True(Run(Program(2)) is { Hits: > 0 }, "what was used again and again is gone");
        Assert.True(Run(Program(3)) is { Hits: 0 }, "what was used once is still there");
        Assert.True(File.Exists(Path.Combine(_folder.Path, "notes.txt")));
        Assert.False(File.Exists(Path.Combine(_folder.Path, "0123.new")));
    }

    [LlvmFact]
    public void A_full_disk_and_a_folder_that_cannot_be_written_are_no_errors()
    {
        _folder.Wrap = directory => new FailingDirectory(directory, Errno.ENOSPC);
        Assert.Contains("ENOSPC", Run(Program(2)).Problem, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
        _folder.Wrap = directory => new FailingDirectory(directory, Errno.EROFS);
        Assert.Contains("EROFS", Run(Program(2)).Problem, StringComparison.Ordinal);
        _folder.Wrap = directory => directory;
        Run(Program(2));
        _folder.Wrap = directory => new FailingDirectory(directory, Errno.EROFS);
        Assert.True(Run(Program(2)) is { Hits: > 0, Problem: null });
    }

    [LlvmFact]
    public void A_folder_or_a_file_that_others_can_enter_is_not_believed()
    {
        VerifiedModule module = Program(2);
        Run(module);
        string file = _folder.Files[0].FullName;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.Path));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite);
        Assert.True(Run(module) is { Hits: 0, Problem: null });
        Assert.True(Run(module) is { Hits: > 0 });

        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x1ED);
        Assert.True(Run(module) is { Hits: 0, BytesWritten: 0, Problem: "EPERM" });
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0x1C0);

        Directory.Move(_folder.Path, _folder.Path + "2");
        Directory.CreateSymbolicLink(_folder.Path, _folder.Path + "2");
        Assert.True(Run(module) is { Hits: 0, BytesWritten: 0, Problem: not null });
        Directory.Delete(_folder.Path);
        Directory.Move(_folder.Path + "2", _folder.Path);

        File.Move(file, file + "2");
        File.CreateSymbolicLink(file, file + "2");
        Assert.True(Run(module) is { Hits: 0 });
        Assert.Null(new FileInfo(file).LinkTarget);
    }

    [LlvmFact]
    public void What_belongs_to_somebody_else_is_not_believed()
    {
        if (Environment.UserName != "root")
        {
            // Only root can give files away.
            return;
        }

        VerifiedModule module = Program(2);
        Run(module);
        GiveAway(_folder.Files[0].FullName);
        Assert.True(Run(module) is { Hits: 0 });
        Assert.True(Run(module) is { Hits: > 0 });
        GiveAway(_folder.Path);
        Assert.True(Run(module) is { Hits: 0, BytesWritten: 0, Problem: "EPERM" });
    }

    [LlvmFact]
    public void Several_at_once_leave_a_whole_file()
    {
        VerifiedModule[] modules = [Program(2), Program(3)];
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 4 }, i => Run(modules[i % 2]));
        Assert.Equal(2, _folder.Files.Length);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.new"));
        Assert.All(modules, module => Assert.True(Run(module) is { Hits: > 0, Misses: 0 }));
    }

    private static VerifiedModule Program(int factor) => Assemble(Sum.Replace("FACTOR", factor.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

    private static VerifiedModule WithImport(int factor) => Assemble($"""
        .import @exit "pvm" "exit" (i32)
        .memory 1 1 stack 0 65536
        .entry @main
        .func @main ()
            i32.const {factor}
            call @exit
            return
        .end
        """);

    private static string[] PropertiesOf<T>() =>
        [.. typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Select(property => property.Name)
            .Where(name => name != "EqualityContract").Order(StringComparer.Ordinal)];

    private static void GiveAway(string path)
    {
        using System.Diagnostics.Process chown = System.Diagnostics.Process.Start("chown", ["12345", path]);
        chown.WaitForExit();
    }

    private CodeCacheStatistics Run(
        VerifiedModule module, long fuel = -1, TierPolicy policy = TierPolicy.Always, Action<(RunResult Result, byte[] Memory)>? check = null, CacheFolder? folder = null)
    {
        CodeCache cache = (folder ?? _folder).NewCache();
        CodeGenerator Tier() => CacheFolder.Tier(cache, fuel >= 0);

        bool inBackground = policy == TierPolicy.InBackground;
        using (PcodeInstance instance = PcodeInstance.Create(module, new NoHostCalls(), new PcodeLimits { Fuel = fuel },
            inBackground ? () => new CilTier() : Tier, policy, null, inBackground ? Tier : null).Value!)
        {
            instance.RecallsCode = true;
            instance.SetHeat(slice: 3, hotSlices: 1);
            instance.CompileAtOnce();
            RunResult result = instance.Run();
            instance.Memory.TrySlice(0, (uint)instance.Memory.Size, out Span<byte> memory);
            check?.Invoke((result, memory.ToArray()));
        }

        cache.Save();
        return cache.Statistics!;
    }
}
