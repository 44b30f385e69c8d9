using System.Diagnostics;
using System.Text;

namespace ProcVM.Cli.Tests;

/// <summary>What one run of the tool came to.</summary>
internal sealed record ToolResult(int Status, string Output, string Error);

/// <summary>Runs the built tool as users do.</summary>
internal static class Tool
{
    public static string Path { get; } = Find();

    // No test finds what another run, or the user, left in the cache.
    private static readonly string s_cache = Directory.CreateTempSubdirectory("procvm-cache-").FullName;

    static Tool() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(s_cache, recursive: true);

    /// <summary>True when it is what users get, not just a build's output.</summary>
    public static bool IsPublished => Path == Environment.GetEnvironmentVariable("PROCVM_TOOL");

    public static ToolResult Run(params string[] arguments) => Run(arguments, "");

    public static ToolResult Run(string[] arguments, string input, string? directory = null, (string Name, string Value)[]? environment = null)
    {
        using Process process = Start(arguments, directory, environment);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        return Finish(process);
    }

    public static Process Start(string[] arguments, string? directory = null, (string Name, string Value)[]? environment = null)
    {
        // Whoever starts the tests in the background has SIGINT ignored, and programs leave that as it is: env puts it right.
        string program = OperatingSystem.IsLinux() ? "env" : Path;
        string[] command = OperatingSystem.IsLinux() ? ["--default-signal=INT", Path, .. arguments] : arguments;
        ProcessStartInfo start = new(program, command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = directory ?? "",
        };
        start.Environment["XDG_CACHE_HOME"] = s_cache;
        foreach ((string name, string value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static ToolResult Finish(Process process)
    {
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(60_000))
        {
            process.Kill();
            Assert.Fail("the tool hangs");
        }

        return new ToolResult(process.ExitCode, output.Result, error.Result);
    }

    public static void Signal(Process process, string name)
    {
        using Process kill = Process.Start("kill", ["-" + name, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private static string Find() =>
        Environment.GetEnvironmentVariable("PROCVM_TOOL") is { Length: > 0 } tool && File.Exists(tool)
            ? tool
            : System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "procvm.exe" : "procvm");
}
