using System.Diagnostics;
using System.Globalization;
using ProcVM.Core;
using ProcVM.Core.Text;
using ProcVM.Module;
using ProcVM.Pascal;

namespace ProcVM.Fuzz.Sources;

/// <summary>Feeds mutated programs to the Pascal compiler. Nothing may throw, hang or use more than bounded memory, and what
/// compiles must verify.</summary>
public sealed class SourceFuzzer
{
    private const int Patience = 20_000;
    private const int StackBytes = 1 << 20;
    private const int FirstBindingCode = 100;

    private readonly int _seed;
    private readonly (string Path, string Text)[] _corpus;
    private readonly string[] _texts;

    /// <summary>A fuzzer whose seeds are the programs below some folders.</summary>
    public SourceFuzzer(int seed, params IEnumerable<string> folders)
    {
        _seed = seed;
        _corpus = [.. folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.pas", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal).Select(path => (path, File.ReadAllText(path)))];
        _texts = [.. _corpus.Select(program => program.Text)];
    }

    /// <summary>What became of the programs.</summary>
    public SourceReport Report { get; } = new();

    /// <summary>Makes and compiles programs, on a stack as small as a main thread's anywhere; prints progress about every ten seconds.</summary>
    public void Run(int count, TextWriter output)
    {
        Exception? failure = null;
        Thread thread = new(
            () =>
            {
                try
                {
                    Loop(count, output);
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            StackBytes);
        thread.Start();
        thread.Join();
        Report.Print(output);
        if (failure is not null)
        {
            throw new InvalidOperationException(failure.Message, failure);
        }
    }

    /// <summary>The program that a number stands for, with its path and standard: to look into a finding.</summary>
    public (SourceText Source, PascalOptions Options) Make(int number)
    {
        Random random = new(number);
        (string path, string text) = _corpus[random.Next(_corpus.Length)];
        string mutated = new SourceMutator(number, _texts).Mutate(text);
        bool isIso = path.Contains("/iso/", StringComparison.Ordinal) ^ (random.Next(8) == 0);
        PascalOptions options = new(isIso ? PascalStandard.Iso : PascalStandard.ProcVM) { Optimization = random.Next(4) };
        return (new SourceText(path, mutated), options);
    }

    private void Loop(int count, TextWriter output)
    {
        using Watchdog watchdog = new("source", Patience);
        Stopwatch sinceReport = Stopwatch.StartNew();
        for (int i = 0; i < count; i++)
        {
            int number = unchecked((_seed * 1_000_003) + i);
            (SourceText source, PascalOptions options) = Make(number);
            watchdog.Begin(number);
            long start = Stopwatch.GetTimestamp();
            long allocated = GC.GetTotalAllocatedBytes();
            One(source, options, number);
            Report.Took(number, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds, GC.GetTotalAllocatedBytes() - allocated);
            if (sinceReport.ElapsedMilliseconds > 10_000)
            {
                sinceReport.Restart();
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {count}: {Report.Parsed} parsed, {Report.Bound} bound"));
            }
        }

        watchdog.Begin(null);
    }

    private void One(SourceText source, PascalOptions options, int number)
    {
        Report.Inputs++;
        try
        {
            LoadResult<PcodeModule> compiled = PascalCompiler.Compile(source, options, new NeighbouringFiles());
            foreach (Diagnostic diagnostic in compiled.Diagnostics)
            {
                Check(diagnostic);
            }

            if (!compiled.Diagnostics.Any(diagnostic => diagnostic.IsError && Code(diagnostic) < FirstBindingCode))
            {
                Report.Parsed++;
            }

            if (!compiled.Succeeded)
            {
                if (compiled.Diagnostics.Count == 0)
                {
                    throw new InvalidOperationException("no module, and no error that says why");
                }

                return;
            }

            Report.Bound++;
            IReadOnlyList<Diagnostic> errors = PascalCompiler.UnitName(compiled.Value) is null
                ? Verifier.Verify(compiled.Value).Diagnostics
                : Verifier.VerifyLinkable(compiled.Value).Diagnostics;
            if (errors.Count > 0)
            {
                throw new InvalidOperationException($"the module doesn't verify: {errors[0]}");
            }
        }
        catch (Exception exception)
        {
            if (Report.Found(number, exception) > MostFindings)
            {
                throw new InvalidOperationException($"{MostFindings} findings; the last is source {number}", exception);
            }
        }
    }

    private const int MostFindings = 50;

    private static int Code(Diagnostic diagnostic) => int.Parse(diagnostic.Descriptor.Code.AsSpan(3), CultureInfo.InvariantCulture);

    private static void Check(Diagnostic diagnostic)
    {
        const int Longest = 4000;
        if (diagnostic.ToString().Length > Longest)
        {
            throw new InvalidOperationException("a message of unbounded length");
        }

        if (diagnostic.Span is { } span && (span.Start < 0 || span.Length < 0 || span.Start + span.Length > span.Source.Text.Length))
        {
            throw new InvalidOperationException($"{diagnostic.Descriptor.Code} is about a place outside its source");
        }
    }

    /// <summary>Included files and units from the program's own folder.</summary>
    private sealed class NeighbouringFiles : IPascalSources
    {
        public SourceText? Find(string name, SourceText from)
        {
            if (name.AsSpan().IndexOfAny('/', '\\', '\0') >= 0)
            {
                return null;
            }

            string folder = Path.GetDirectoryName(from.Path)!;
            foreach (string candidate in (string[])[name, name + ".pas", name.ToLowerInvariant() + ".pas"])
            {
                string path = Path.Combine(folder, candidate);
                if (File.Exists(path))
                {
                    return new SourceText(path, File.ReadAllText(path));
                }
            }

            return null;
        }
    }
}
