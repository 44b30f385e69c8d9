using System.Diagnostics;

namespace ProcVM.Cli.Tests.Running;

/// <summary>Linux programs that wait for descriptors, timers, sockets and terminals: the same program run natively says what they should say.</summary>
public sealed class LinuxEventTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-events").FullName;

    [LinuxTheory("gcc")]
    [InlineData("readiness")]
    [InlineData("events")]
    [InlineData("sockets")]
    [InlineData("timers")]
    [InlineData("terminals")]
    public void ProgramsInCAreTheSame(string name)
    {
        string program = Compile(name);
        ToolResult native = Run("env", ["-i", "--default-signal", program]);
        Assert.Equal(native, Tool.Run(["run", "--dir", ".", "--engine", "native", program], "", _folder));
        Assert.Equal(native, Tool.Run(["run", "--dir", ".", "--engine", "interp", program], "", _folder));
    }

    [LinuxFact("busybox")]
    public void StandardInputIsASourceOfEvents()
    {
        Process process = Tool.Start(["run", LinuxFactAttribute.Busybox, "sh", "-c", "read -t 60 a; echo got $a; read -t 60 b; echo got $b; read -t 60 c || echo end"], _folder);
        foreach (string line in (string[])["one", "two"])
        {
            process.StandardInput.Write(line + "\n");
            process.StandardInput.Flush();
            Assert.Equal("got " + line, process.StandardOutput.ReadLine());
        }

        process.StandardInput.Close();
        Assert.Equal("end\n", Tool.Finish(process).Output);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Compile(string name)
    {
        string program = Path.Combine(_folder, name);
        ToolResult result = Run("gcc", ["-O1", "-w", "-static", "-o", program, Repository.At($"tests/data/linux/{name}.c")]);
        Assert.True(result.Status == 0, result.Error);
        return program;
    }

    private ToolResult Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        })!;
        process.StandardInput.Close();
        return Tool.Finish(process);
    }
}
