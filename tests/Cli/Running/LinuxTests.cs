using System.Diagnostics;

namespace ProcVM.Cli.Tests.Running;

/// <summary>Linux programs, with the host itself as the oracle: the same program run natively gives the same output, errors and status.</summary>
public sealed class LinuxTests : IDisposable
{
    private static readonly (string Name, string Value)[] s_environment =
        [("PATH", "/usr/local/bin:/usr/bin:/bin"), ("HOME", "/"), ("TERM", "dumb"), ("LANG", "C"), ("TZ", "UTC")];

    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-linux").FullName;

    [LinuxTheory("busybox")]
    [InlineData("native")]
    [InlineData("interp")]
    public void ShellCommandsAreTheSame(string engine)
    {
        List<string> wrong = [];
        foreach (string command in File.ReadLines(Repository.At("tests/data/linux/busybox.txt")).Where(static line => !line.StartsWith('#')))
        {
            ToolResult native = Native([LinuxFactAttribute.Busybox, "sh", "-c", command], Fresh());
            ToolResult ours = Ours(["run", "--engine", engine, "--dir", ".", LinuxFactAttribute.Busybox, "sh", "-c", command], Fresh());
            if (native != ours)
            {
                wrong.Add($"{command}\nnative: {native}\nprocvm: {ours}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    [LinuxTheory("gcc")]
    [InlineData("signals", "-static")]
    [InlineData("processes", "-static")]
    [InlineData("memory", "-static")]
    [InlineData("threads", "-static")]
    [InlineData("thread-signals", "-static")]
    [InlineData("soak", "-static")]
    [InlineData("vfork", "-static")]
    [InlineData("memory", "-static-pie")]
    public void ProgramsInCAreTheSame(string name, string kind)
    {
        string program = Compile(name, kind);
        ToolResult native = Native([program], _folder);
        Assert.Equal(native, Ours(["run", "--engine", "native", program], _folder));
        Assert.Equal(native, Ours(["run", "--engine", "interp", program], _folder));
    }

    [LinuxFact("busybox")]
    public void AProgramSeesItselfAndNothingElse()
    {
        string secret = Path.Combine(_folder, "secret");
        File.WriteAllText(secret, "secret");
        ToolResult result = Ours(["run", LinuxFactAttribute.Busybox, "sh", "-c",
            $"cat {secret} ../../../../etc/passwd /proc/self/root/etc/passwd /proc/1/environ; ls -A /; ls -A {Path.GetDirectoryName(LinuxFactAttribute.Busybox)}; echo > {LinuxFactAttribute.Busybox}; echo $HOME $USER $?"], _folder);
        Assert.DoesNotContain("secret\n", result.Output);
        string[] root = [LinuxFactAttribute.Busybox.Split('/')[1], "dev", "proc", "tmp"];
        Assert.Equal(string.Join('\n', root.Order(StringComparer.Ordinal)) + "\nbusybox\n/ 1\n", result.Output);
    }

    [LinuxFact("busybox")]
    public void AReadOnlyGrantStaysAsItIs()
    {
        File.WriteAllText(Path.Combine(_folder, "kept"), "kept");
        ToolResult result = Ours(["run", "--dir", $"{_folder}::/data:ro", LinuxFactAttribute.Busybox, "sh", "-c",
            "cd /data; cat kept; echo x > kept; echo x > new; rm kept; mkdir d; ln -s kept l; mv kept other; chmod 777 kept; touch kept; ls"], _folder);
        Assert.Equal("keptkept\n", result.Output);
        Assert.Equal("kept", File.ReadAllText(Path.Combine(_folder, "kept")));
    }

    [LinuxFact("busybox")]
    public void LimitsAreTheProgramsOwnErrors()
    {
        ToolResult few = Ours(["run", "--pids", "3", LinuxFactAttribute.Busybox, "sh", "-c", "(:|:|:|:|:); echo $?"], _folder);
        Assert.Contains("can't fork", few.Error);
        ToolResult small = Ours(["run", "--memory", "24M", LinuxFactAttribute.Busybox, "sh", "-c", "dd if=/dev/zero of=/dev/null bs=64M count=1; echo $?"], _folder);
        Assert.Contains("1\n", small.Output);
        Assert.Contains("memory", small.Error);
        ToolResult late = Ours(["run", "--timeout", "300ms", LinuxFactAttribute.Busybox, "sh", "-c", "while :; do :; done"], _folder);
        Assert.Equal(124, late.Status);
        ToolResult asleep = Ours(["run", "--timeout", "300ms", LinuxFactAttribute.Busybox, "sh", "-c", "sleep 100 | cat"], _folder);
        Assert.Equal(124, asleep.Status);
    }

    [LinuxFact("busybox")]
    public void WhatComesLaterSaysSo()
    {
        foreach (string[] options in (string[][])[["--engine", "jit"], ["--engine", "native", "--fuel", "100"], ["--deterministic"], ["--tier", "cil"]])
        {
            ToolResult result = Ours(["run", .. options, LinuxFactAttribute.Busybox, "true"], _folder);
            Assert.Equal(125, result.Status);
            Assert.Contains("not in this version", result.Error);
        }

        ToolResult dynamic = Ours(["run", "/usr/bin/env"], _folder);
        Assert.Equal(126, dynamic.Status);
        Assert.Contains("--rootfs /", dynamic.Error);
    }

    [LinuxFact("busybox")]
    public void FuelIsCountedToTheInstruction()
    {
        string[] command = [LinuxFactAttribute.Busybox, "echo", "done"];
        ToolResult whole = Ours(["run", "--engine", "interp", "--stats", .. command], _folder);
        Assert.Equal((0, "done\n"), (whole.Status, whole.Output));
        Assert.Contains("\"engine\":\"interp\"", whole.Error);
        const string Field = "\"instructions\":";
        long executed = long.Parse(whole.Error[(whole.Error.IndexOf(Field, StringComparison.Ordinal) + Field.Length)..].TrimEnd().TrimEnd('}'));
        Assert.InRange(executed, 1_000, 1_000_000);
        Assert.Equal(0, Ours(["run", "--fuel", $"{executed}", .. command], _folder).Status);
        ToolResult spent = Ours(["run", "--fuel", $"{executed - 1}", "--stats", .. command], _folder);
        Assert.Equal(122, spent.Status);
        Assert.Contains("PVM0150", spent.Error);
        Assert.Contains($"{Field}{executed - 1}", spent.Error);
    }

    [LinuxFact("busybox")]
    public void AnUnknownCallIsNamedOnce()
    {
        ToolResult result = Ours(["run", LinuxFactAttribute.Busybox, "sh", "-c", "hostname x; hostname y; echo $?"], _folder);
        Assert.Single(result.Error.Split('\n'), static line => line.StartsWith("procvm: the program calls sethostname (number 170", StringComparison.Ordinal));
        Assert.Equal("1\n", result.Output);
    }

    [LinuxFact("busybox")]
    public void InterruptsAreTheProgramsOwn()
    {
        Process process = Tool.Start(["run", LinuxFactAttribute.Busybox, "sh", "-c", "trap 'echo caught; exit 9' INT; echo ready; while :; do sleep 0.1; done"], _folder);
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        Tool.Signal(process, "INT");
        ToolResult result = Tool.Finish(process);
        Assert.Equal((9, "caught\n"), (result.Status, result.Output));
    }

    [LinuxFact("busybox")]
    public void NothingIsLeftWhenTheToolIsKilled()
    {
        Process process = Tool.Start(["run", LinuxFactAttribute.Busybox, "sh", "-c", "sleep 1000 & sleep 1000 & echo ready; wait"], _folder);
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        int[] stubs = ChildrenOf(process.Id);
        Assert.NotEmpty(stubs);
        Tool.Signal(process, "KILL");
        process.WaitForExit();
        for (int i = 0; i < 100 && stubs.Any(IsAlive); i++)
        {
            Thread.Sleep(50);
        }

        Assert.DoesNotContain(stubs, IsAlive);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int[] ChildrenOf(int pid) =>
        [.. Directory.EnumerateDirectories($"/proc/{pid}/task")
            .SelectMany(static task => File.ReadAllText(task + "/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)];

    // A zombie that nobody has waited for yet is dead too.
    private static bool IsAlive(int pid)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[stat.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }

    internal static ToolResult Native(string[] command, string folder) => Run("env", ["-i", "--default-signal", .. s_environment.Select(static one => $"{one.Name}={one.Value}"), .. command], folder);

    internal static ToolResult Ours(string[] arguments, string folder) => Tool.Run(arguments, "", folder, [("TERM", "dumb")]);

    private static ToolResult Run(string program, string[] arguments, string folder)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        process.StandardInput.Close();
        return Tool.Finish(process);
    }

    private string Fresh()
    {
        string folder = Path.Combine(_folder, "work");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        return Directory.CreateDirectory(folder).FullName;
    }

    private string Compile(string name, string kind)
    {
        string program = Path.Combine(_folder, name + kind);
        ToolResult result = Run("gcc", ["-O1", "-w", kind, "-o", program, Repository.At($"tests/data/linux/{name}.c"), "-lm", "-pthread"], _folder);
        Assert.True(result.Status == 0, result.Error);
        return program;
    }
}
