namespace ProcVM.Cli.Tests.Running;

/// <summary>Dynamic programs with a root directory: what the same program says natively is the oracle.</summary>
public sealed class LinuxRootTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-root").FullName;

    [LinuxTheory("programs")]
    [InlineData("native")]
    [InlineData("interp")]
    public void ProgramsOfThisSystemAreTheSame(string engine)
    {
        List<string> wrong = [];
        foreach (string line in File.ReadLines(Repository.At("tests/data/linux/programs.txt")).Where(static line => line.Length > 0 && !line.StartsWith('#')))
        {
            if (engine == "interp" && line.StartsWith('!'))
            {
                continue;
            }

            string command = line.TrimStart('!');
            string program = command.Split(' ')[0];
            if (!File.Exists(program))
            {
                continue;
            }

            ToolResult native = LinuxTests.Native(["/bin/sh", "-c", command], Fresh());
            ToolResult ours = LinuxTests.Ours(["run", "--engine", engine, "--rootfs", "/", "/bin/sh", "-c", command], Fresh());
            if (native != ours)
            {
                wrong.Add($"{command}\nnative: {native}\nprocvm: {ours}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
    }

    [LinuxFact("gcc")]
    public void TheRootStaysAsItIs()
    {
        string root = Directory.CreateDirectory(Path.Combine(_folder, "root")).FullName;
        Directory.CreateDirectory(Path.Combine(root, "bin"));
        Directory.CreateDirectory(Path.Combine(root, "d/e"));
        File.Copy(LinuxFactAttribute.Busybox, Path.Combine(root, "bin/busybox"));
        File.WriteAllText(Path.Combine(root, "kept"), "kept\n");
        File.WriteAllText(Path.Combine(root, "d/f"), "f\n");
        const string Script = "cd /; echo more >> kept; rm d/f; mv d g; echo x > g/e/x; chmod 600 kept; ln kept two; cat two; ls -R g; ls -A d 2>/dev/null; stat -c %a kept";
        ToolResult result = LinuxTests.Ours(["run", "--rootfs", root, "/bin/busybox", "sh", "-c", Script], _folder);
        Assert.Equal(("kept\nmore\ng:\ne\n\ng/e:\nx\n600\n", "", 0), (result.Output, result.Error, result.Status));
        Assert.Equal("kept\n", File.ReadAllText(Path.Combine(root, "kept")));
        Assert.True(File.Exists(Path.Combine(root, "d/f")));
        Assert.False(Directory.Exists(Path.Combine(root, "g")));

        result = LinuxTests.Ours(["run", "--rootfs", root + ":rw", Path.Combine(root, "bin/busybox"), "sh", "-c", Script], _folder);
        Assert.Equal(("kept\nmore\ng:\ne\n\ng/e:\nx\n600\n", "", 0), (result.Output, result.Error, result.Status));
        Assert.Equal("kept\nmore\n", File.ReadAllText(Path.Combine(root, "two")));
        Assert.True(File.Exists(Path.Combine(root, "g/e/x")));
    }

    [LinuxFact("busybox")]
    public void AProgramThatIsNowhereIsNotFound()
    {
        ToolResult result = LinuxTests.Ours(["run", "--rootfs", _folder, "/bin/nothing"], _folder);
        Assert.Equal(127, result.Status);
        Assert.Contains("PVM0177", result.Error);
        result = LinuxTests.Ours(["run", "--rootfs", _folder + "/none", "/bin/nothing"], _folder);
        Assert.Equal(125, result.Status);
        Assert.Contains("PVM0176", result.Error);
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
