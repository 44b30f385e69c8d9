using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace ProcVM.Pascal.Tests.Generated;

/// <summary>What Free Pascal's programs write.</summary>
internal static class FpcOracle
{
    /// <summary>Why there is no oracle; null when there is.</summary>
    internal static string? Missing { get; } = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "fpc"))) == true ? null : "fpc (Debian: fp-compiler) is not installed";

    /// <summary>Compiles a program with range and overflow checks and gives what it writes.</summary>
    internal static string Run(string source, bool isIso)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("procvm-fpc");
        try
        {
            string path = Path.Combine(folder.FullName, "generated.pas");
            File.WriteAllText(path, source, Encoding.Latin1);
            (int code, string said) = Start("fpc", [.. isIso ? (string[])["-Miso"] : ["-Mobjfpc", "-Sh-"], "-Cr", "-Co", "-gl", "-v0e", "-l-", path], folder.FullName);
            Assert.True(code == 0, $"fpc refuses the program:\n{Quoted(said, source)}{(code == 0 ? "" : Keep(source))}");
            (code, said) = Start(Path.Combine(folder.FullName, "generated"), [], folder.FullName);
            Assert.True(
                code == 0, $"fpc's program ended with {code}:\n{Traced(said[Math.Max(0, said.Length - 400)..], source)}{(code == 0 ? "" : Keep(source))}");
            return said;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Leaves a program where a person finds it.</summary>
    private static string Keep(string source)
    {
        string folder = Path.Combine(Path.GetTempPath(), "procvm-generated");
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, "batch.pas");
        File.WriteAllText(path, source, Encoding.Latin1);
        return $"\nkept as {path}";
    }

    /// <summary>fpc's messages, each with the line that it speaks of.</summary>
    private static string Quoted(string messages, string source)
    {
        string[] lines = source.Split('\n');
        return string.Join('\n', messages.Split('\n').Take(12).Select(message =>
            message.Split('(', ',') is [_, string number, ..] && int.TryParse(number, CultureInfo.InvariantCulture, out int line)
                ? $"{message}\n    {lines[line - 1].Trim()}" : message));
    }

    /// <summary>What a program said last, with the lines that its stack trace names.</summary>
    private static string Traced(string said, string source)
    {
        string[] lines = source.Split('\n');
        return string.Join('\n', said.Split('\n').Select(line =>
            line.Split(" line ") is [_, string rest] && int.TryParse(rest.Split(' ')[0], CultureInfo.InvariantCulture, out int number)
                ? $"{line}\n    {lines[number - 1].Trim()}" : line));
    }

    private static (int Code, string Output) Start(string program, string[] arguments, string folder)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.Latin1,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
