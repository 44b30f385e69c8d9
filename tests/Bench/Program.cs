using System.Globalization;
using ProcVM.Bench;

// usage: ProcVM.Bench interp|tiers|startup|compile|profile [--runs N] [PROGRAM...]; PROCVM_TOOL names our tool, PROCVM_PROGRAMS the folder of programs.
List<string> words = [.. args.Skip(1)];
string benchmark = args.FirstOrDefault() ?? "";
int runs = benchmark is "startup" ? 21 : 5;
int at = words.IndexOf("--runs");
if (at >= 0 && at + 1 < words.Count)
{
    runs = int.Parse(words[at + 1], CultureInfo.InvariantCulture);
    words.RemoveRange(at, 2);
}

string? tool = Environment.GetEnvironmentVariable("PROCVM_TOOL");
string? programs = Environment.GetEnvironmentVariable("PROCVM_PROGRAMS");
if (benchmark is not ("interp" or "tiers" or "startup" or "compile" or "profile") || tool is null || programs is null)
{
    Console.Error.WriteLine("usage: ./build.sh bench interp|tiers [--runs N] [PROGRAM...]\n       ./build.sh bench startup|compile [--runs N]\n       ./build.sh bench profile [--runs N] [PROGRAM...]");
    return 2;
}

DirectoryInfo work = Directory.CreateTempSubdirectory("procvm-bench");
try
{
    (string title, string table) = Measure();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{title}, median of {runs} {(runs == 1 ? "pair" : "pairs")}; {Environment.ProcessorCount} processors, {DateTime.UtcNow:yyyy-MM-dd}"));
    Console.WriteLine();
    Console.Write(table);
    return 0;
}
finally
{
    work.Delete(recursive: true);
}

(string Title, string Table) Measure() => benchmark switch
{
    "startup" => ("Starting", new StartupBenchmark(Meter(), work.FullName, tool, runs).Run()),
    "compile" => ("CPU time of compiling", new CompileBenchmark(Meter(), work.FullName, tool, runs).Run()),
    "profile" => ("What profiling costs: CPU time of the guest as a multiple of a run that isn't profiled", new ProfileBenchmark(programs, work.FullName, tool, runs).Run(words)),
    _ => ("CPU time as a multiple of gcc -O2's", new InterpreterBenchmark(
        benchmark == "tiers" ? Contender.Tiers : Contender.Interpreters, programs, work.FullName, tool, runs).Run(words)),
};

CostMeter Meter() => new(Path.Combine(programs, "../measure"), work.FullName);
