namespace ProcVM.Cli.Tests.Running;

/// <summary>A start is short because nothing is compiled for it (RATIONALE.md, "Nothing is compiled at start-up").</summary>
public sealed class StartupTests : IDisposable
{
    // One is .NET's own: every program has it.
    private const int MostForModule = 2;

    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-start-").FullName;

    [Fact]
    public void AModuleRunsWithoutTheCompiler()
    {
        if (!Tool.IsPublished)
        {
            // Only the published tool is compiled ahead of time.
            return;
        }

        string source = Path.Combine(_folder, "hello.pas");
        string module = Path.Combine(_folder, "hello.pcode");
        File.WriteAllText(source, "program hello;\nbegin\n  writeln('Hello, world')\nend.\n");
        Assert.Equal(0, Tool.Run("build", source, "-o", module).Status);
        string[] compiled = CompiledMethods("run", module);
        Assert.True(compiled.Length <= MostForModule, $"{compiled.Length} methods were compiled:\n{string.Join('\n', compiled)}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // .NET's just-in-time compiler lists what it compiles; in the granted directory, since the guest's thread may be the first to need it.
    private string[] CompiledMethods(params string[] arguments)
    {
        string list = Path.Combine(_folder, "compiled.txt");
        ToolResult result = Tool.Run(arguments, "", _folder, [("DOTNET_JitStdOutFile", list), ("DOTNET_JitDisasmSummary", "1")]);
        Assert.Equal(new ToolResult(0, "Hello, world\n", ""), result);
        return File.Exists(list) ? File.ReadAllLines(list) : [];
    }
}
