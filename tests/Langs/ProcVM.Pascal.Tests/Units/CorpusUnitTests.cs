using System.Text;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Runtime;

namespace ProcVM.Pascal.Tests.Units;

/// <summary>Programs with units do the same whether their units are compiled with them or separately.</summary>
public sealed class CorpusUnitTests
{
    public static TheoryData<string> Programs =>
        [.. Corpus.Programs(Corpus.Conformance).Concat(Corpus.Programs(Corpus.Samples)).Where(UsesUnits)];

    [Theory]
    [MemberData(nameof(Programs))]
    public void SeparatelyCompiledUnitsDoTheSame(string path)
    {
        string full = Repository.At(path);
        bool isSample = path.StartsWith("langs/", StringComparison.Ordinal);
        ConformanceCase? test = isSample ? null : ConformanceCase.Read(full);
        SourceText source = new(path, Encoding.Latin1.GetString(File.ReadAllBytes(full)));
        PascalOptions options = new(test is { IsIso: true } ? PascalStandard.Iso : PascalStandard.ProcVM);

        Folder units = new(Path.GetDirectoryName(full)!, options);
        LoadResult<PcodeModule> whole = PascalCompiler.Compile(source, options, new Sources(units));
        LoadResult<PcodeModule> linked = PascalCompiler.Compile(source, options, units);
        if (!whole.Succeeded)
        {
            // An error inside a unit keeps it from being compiled alone, and is reported where the unit is.
            Assert.False(linked.Succeeded);
            if (units.Failures == 0)
            {
                Assert.Equal(Errors(whole), Errors(linked));
            }

            return;
        }

        Assert.True(linked.Succeeded, string.Join('\n', linked.Diagnostics));
        Assert.True(units.Compiled > 0 || units.Failures > 0, "no unit was compiled");
        Assert.Empty(linked.Value.Relocations);
        Assert.Empty(linked.Value.Exports);
        Assert.Equal(Run(whole.Value, test), Run(linked.Value, test));
    }

    private static string Run(PcodeModule module, ConformanceCase? test)
    {
        PascalOutcome outcome = PascalRun.Run(module, [], test?.Input ?? "", test?.Arguments ?? []);
        RunResult run = outcome.Run!;
        string trap = run.Trap is { } info ? info.Kind + Project.Frames(info) : "";
        return $"{run.End} {run.ExitCode} {trap}\n{outcome.Output}";
    }

    private static IEnumerable<string> Errors(in LoadResult<PcodeModule> result) =>
        result.Diagnostics.Where(d => d.IsError).Select(d => $"{d.Span?.Position.Line} {d.Descriptor.Code}");

    private static bool UsesUnits(string path)
    {
        string text = File.ReadAllText(Repository.At(path), Encoding.Latin1);
        return System.Text.RegularExpressions.Regex.IsMatch(text, @"^\s*uses\s+\w", System.Text.RegularExpressions.RegexOptions.Multiline)
            && !System.Text.RegularExpressions.Regex.IsMatch(text, @"^\s*unit\s", System.Text.RegularExpressions.RegexOptions.Multiline);
    }

    private static SourceText? Read(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? new SourceText(path, Encoding.Latin1.GetString(File.ReadAllBytes(path))) : null;
    }

    /// <summary>Sources alone.</summary>
    private sealed class Sources(Folder folder) : IPascalSources
    {
        public SourceText? Find(string name, SourceText from) => Read(folder.Path, name);
    }

    /// <summary>Compiles each unit when it is first used.</summary>
    private sealed class Folder(string path, PascalOptions options) : IPascalSources
    {
        private readonly Dictionary<string, UnitFile?> _files = new(StringComparer.OrdinalIgnoreCase);

        internal string Path { get; } = path;

        internal int Compiled { get; private set; }

        internal int Failures { get; private set; }

        public SourceText? Find(string name, SourceText from) => Read(Path, name);

        public UnitFile? FindUnit(string name, SourceText from)
        {
            string source = System.IO.Path.ChangeExtension(name, ".pas");
            if (_files.TryGetValue(source, out UnitFile? file) || Read(Path, source) is not { } text)
            {
                return file;
            }

            // While it is being compiled, units that use it in turn see its source.
            _files[source] = null;
            LoadResult<PcodeModule> result = PascalCompiler.Compile(text, options, this);
            if (!result.Succeeded || PascalCompiler.UnitName(result.Value) is null)
            {
                Failures++;
                return null;
            }

            Compiled++;
            byte[] bytes = ModuleWriter.ToArray(result.Value);
            file = new UnitFile(System.IO.Path.Combine(Path, name), bytes, DateTime.MaxValue);
            _files[source] = file;
            return file;
        }
    }
}
