using System.Diagnostics;

namespace ProcVM.Cli.Tests.Running;

/// <summary>32-bit Linux programs, with the host itself as the oracle.</summary>
public sealed class Linux32Tests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-linux32").FullName;

    [LinuxTheory("busybox32")]
    [InlineData("native")]
    [InlineData("interp")]
    public void ShellCommandsAreTheSame(string engine)
    {
        string busybox = LinuxFactAttribute.Busybox32;
        List<string> wrong = [];

        // What takes the interpreter long is left to the processor.
        bool isSlow = engine == "interp";
        foreach (string line in File.ReadLines(Repository.At("tests/data/linux/busybox.txt")).Where(line => !line.StartsWith('#') && !(isSlow && line.Contains("100000", StringComparison.Ordinal))))
        {
            string command = line.Replace("/bin/busybox", busybox, StringComparison.Ordinal);
            ToolResult native = LinuxTests.Native([busybox, "sh", "-c", command], Fresh());
            ToolResult ours = LinuxTests.Ours(["run", "--engine", engine, "--dir", ".", busybox, "sh", "-c", command], Fresh());
            if (native != ours)
            {
                wrong.Add($"{command}\nnative: {native}\nprocvm: {ours}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    [LinuxTheory("gcc32")]
    [InlineData("native")]
    [InlineData("interp")]
    public void SignalFramesAreTheSame(string engine)
    {
        string program = Path.Combine(_folder, "signals");
        using Process compiler = Process.Start("gcc", ["-m32", "-O1", "-w", "-static", Repository.At("tests/data/linux/signals.c"), "-o", program, "-lm"]);
        compiler.WaitForExit();
        Assert.Equal(0, compiler.ExitCode);
        Assert.Equal(LinuxTests.Native([program], _folder), LinuxTests.Ours(["run", "--engine", engine, program], _folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Fresh()
    {
        string folder = Path.Combine(_folder, "work");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }
}
