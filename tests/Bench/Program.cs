using System.Globalization;
using ProcVM.Bench;

// usage: ProcVM.Bench interp [--runs N] [PROGRAM...]; PROCVM_TOOL names our tool, PROCVM_PROGRAMS the folder of programs.
List<string> words = [.. args.Skip(1)];
int runs = 5;
int at = words.IndexOf("--runs");
if (at >= 0 && at + 1 < words.Count)
{
    runs = int.Parse(words[at + 1], CultureInfo.InvariantCulture);
    words.RemoveRange(at, 2);
}

string? tool = Environment.GetEnvironmentVariable("PROCVM_TOOL");
string? programs = Environment.GetEnvironmentVariable("PROCVM_PROGRAMS");
if (args.Length == 0 || args[0] != "interp" || tool is null || programs is null)
{
    Console.Error.WriteLine("usage: ./build.sh bench interp [--runs N] [PROGRAM...]");
    return 2;
}

DirectoryInfo work = Directory.CreateTempSubdirectory("procvm-bench");
try
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"CPU time of the whole process as a multiple of gcc -O2's, median of {runs} pairs; {Environment.ProcessorCount} processors, {DateTime.UtcNow:yyyy-MM-dd}"));
    Console.WriteLine();
    Console.Write(new InterpreterBenchmark(programs, work.FullName, tool, runs).Run(words));
    return 0;
}
finally
{
    work.Delete(recursive: true);
}
