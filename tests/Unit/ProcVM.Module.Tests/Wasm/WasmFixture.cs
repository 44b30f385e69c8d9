using System.Diagnostics;
using System.Text.Json;

namespace ProcVM.Module.Tests.Wasm;

/// <summary>Compiles all cases by wat2wasm (Debian package wabt) and runs them by node, once for all tests.</summary>
public sealed class WasmFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-wasm-").FullName;
    private readonly Dictionary<string, Dictionary<string, string[]>> _expected = [];
    private readonly Dictionary<string, WasmModule> _modules = [];

    public WasmFixture()
    {
        if (WasmTheoryAttribute.Missing is not null)
        {
            return;
        }

        List<string> files = [];
        foreach (string source in Directory.GetFiles(CaseFolder, "*.wat"))
        {
            files.Add(Compile(source));
        }

        string numeric = Path.Combine(_folder, "numeric.wat");
        File.WriteAllText(numeric, NumericCases.Text());
        files.Add(Compile(numeric));
        string json = Run("node", [Path.Combine(AppContext.BaseDirectory, "Wasm", "run.mjs"), .. files]);
        foreach ((string file, Dictionary<string, string[]> exports) in
            JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(json)!)
        {
            _expected.Add(Path.GetFileNameWithoutExtension(file), exports);
        }
    }

    internal static string CaseFolder => Path.Combine(AppContext.BaseDirectory, "Wasm", "Cases");

    /// <summary>What node reported, by export.</summary>
    internal Dictionary<string, string[]> Expected(string name) => _expected[name];

    internal WasmModule Module(string name)
    {
        if (!_modules.TryGetValue(name, out WasmModule? module))
        {
            module = WasmReader.Read(File.ReadAllBytes(Path.Combine(_folder, name + ".wasm")));
            _modules.Add(name, module);
        }

        return module;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Compile(string source)
    {
        string binary = Path.Combine(_folder, Path.GetFileNameWithoutExtension(source) + ".wasm");
        Run("wat2wasm", [source, "-o", binary]);
        return binary;
    }

    private static string Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, program + ": " + errors.Result);
        return output;
    }
}

/// <summary>A theory that needs wat2wasm and node.</summary>
public sealed class WasmTheoryAttribute : TheoryAttribute
{
    public WasmTheoryAttribute() => Skip = Missing;

    /// <summary>Why such tests can't run here; null when they can.</summary>
    internal static string? Missing { get; } =
        !IsInPath("wat2wasm") ? "wat2wasm isn't in PATH (Debian package wabt)"
        : !IsInPath("node") ? "node isn't in PATH (Debian package nodejs)"
        : null;

    private static bool IsInPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
