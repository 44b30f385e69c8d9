using System.Text;

namespace ProcVM.Cli.Tests.Running;

/// <summary>Paths that would lead out of what was granted: hundreds of them, against a granted directory and a root directory. Outside lies a canary that
/// nothing may read, change or remove.</summary>
public sealed class LinuxIsolationTests : IDisposable
{
    private const string Secret = "canary-4711";

    private static readonly string[] s_operations =
    [
        "cat {0}", "echo x > {0}", "echo x >> {0}", "rm -f {0}", "ln {0} hard; cat hard", "ln -s {0} soft; cat soft; echo x > soft", "cp {0} copy; cat copy",
        "mv {0} moved; cat moved", "chmod 777 {0}", "touch {0}", "cat < {0}", "mkdir {0}.d", "stat {0}", "head -c 20 {0}", "truncate -s 0 {0}", "ls -l {0}",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-walls").FullName;
    private readonly string _inside;
    private readonly string _canary;

    public LinuxIsolationTests()
    {
        _inside = Directory.CreateDirectory(Path.Combine(_folder, "inside")).FullName;
        _canary = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName, "canary");
        File.WriteAllText(_canary, Secret);
        Directory.CreateDirectory(Path.Combine(_inside, "a/b/c"));
        Directory.CreateDirectory(Path.Combine(_inside, "bin"));
        if (File.Exists(LinuxFactAttribute.Busybox))
        {
            File.Copy(LinuxFactAttribute.Busybox, Path.Combine(_inside, "bin/busybox"));
        }

        // What somebody else left there: links of the host's own.
        File.CreateSymbolicLink(Path.Combine(_inside, "absolute"), _canary);
        File.CreateSymbolicLink(Path.Combine(_inside, "relative"), "../outside/canary");
        Directory.CreateSymbolicLink(Path.Combine(_inside, "up"), "..");
        Directory.CreateSymbolicLink(Path.Combine(_inside, "top"), "/");
        Directory.CreateSymbolicLink(Path.Combine(_inside, "a/b/deep"), "../../../outside");
        Directory.CreateSymbolicLink(Path.Combine(_inside, "chain1"), "chain2");
        Directory.CreateSymbolicLink(Path.Combine(_inside, "chain2"), "a/b/deep");
        Directory.CreateSymbolicLink(Path.Combine(_inside, "proc1"), "/proc/self/root");
        Directory.CreateSymbolicLink(Path.Combine(_inside, "proc2"), "/proc/self/cwd/../outside");
    }

    [LinuxTheory("busybox")]
    [InlineData("native", false)]
    [InlineData("native", true)]
    [InlineData("interp", true)]
    public void NoPathLeadsOut(string engine, bool isRoot)
    {
        List<string> cases = Cases();
        Assert.True(cases.Count >= 200, $"{cases.Count} cases");
        StringBuilder script = new();
        foreach (string one in cases)
        {
            script.Append('(').Append(one).Append(") 2>/dev/null\n");
            script.Append(one.Contains("hard", StringComparison.Ordinal) || one.Contains('x') ? "rm -rf hard soft copy moved x 2>/dev/null\n" : "");
        }

        script.Append("echo ").Append("finished\n");
        File.WriteAllText(Path.Combine(_inside, "cases.sh"), script.ToString());
        string[] command = isRoot
            ? ["run", "--engine", engine, "--rootfs", _inside + ":rw", "--cwd", "/", "/bin/busybox", "sh", "/cases.sh"]
            : ["run", "--engine", engine, "--dir", _inside, "--cwd", _inside, LinuxFactAttribute.Busybox, "sh", Path.Combine(_inside, "cases.sh")];
        ToolResult result = LinuxTests.Ours(command, _folder);
        Assert.Contains("finished", result.Output);
        Assert.DoesNotContain(Secret, result.Output);
        CheckOutside();
    }

    [LinuxFact("busybox")]
    public async Task NoRaceOfRenamesLeadsOut()
    {
        // The host swaps a directory and a link to the outside under the guest's hands, as fast as it can.
        string place = Path.Combine(_inside, "swap");
        string real = Path.Combine(_inside, "real");
        Directory.CreateDirectory(real);
        File.WriteAllText(Path.Combine(real, "canary"), "own");
        using CancellationTokenSource over = new();
        Task swapping = Task.Run(() =>
        {
            while (!over.IsCancellationRequested)
            {
                Directory.CreateSymbolicLink(place, Path.Combine(_folder, "outside"));
                File.Delete(place);
                Directory.Move(real, place);
                Directory.Move(place, real);
            }
        });
        const string Script = "i=0; while [ $i -lt 100 ]; do cat swap/canary; echo own > swap/canary; rm -f swap/canary; i=$((i+1)); done 2>/dev/null; echo finished";
        ToolResult result = LinuxTests.Ours(["run", "--dir", _inside, "--cwd", _inside, LinuxFactAttribute.Busybox, "sh", "-c", Script], _folder);
        await over.CancelAsync();
        await swapping;
        Assert.Contains("finished", result.Output);
        Assert.DoesNotContain(Secret, result.Output);
        CheckOutside();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private List<string> Cases()
    {
        List<string> paths =
        [
            _canary, "absolute", "relative", "up/outside/canary", "up/../../../../../../.." + _canary, "top" + _canary, "a/b/deep/canary", "chain1/canary", "chain1/../outside/canary",
            "proc1" + _canary, "proc2/canary", "/proc/self/root" + _canary, "/proc/self/cwd/../outside/canary", "/proc/1/root" + _canary, "/proc/self/exe/../../outside/canary",
            "./../outside/./canary", "a/../../outside/canary", "a//..//..//outside//canary", "/dev/fd/../../.." + _canary, "/proc/self/task/../../.." + _canary, "up/up/up/up" + _canary,
        ];
        for (int depth = 1; depth <= 12; depth += 3)
        {
            paths.Add(string.Concat(Enumerable.Repeat("../", depth)) + "outside/canary");
            paths.Add(string.Concat(Enumerable.Repeat("../", depth)) + _canary[1..]);
        }

        // Each path with eight of the operations: neighbours have different ones.
        const int OperationsEach = 8;
        List<string> cases = [];
        for (int i = 0; i < paths.Count * OperationsEach; i++)
        {
            string operation = s_operations[(i + (i / OperationsEach * 3)) % s_operations.Length];
            cases.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, operation, paths[i / OperationsEach]));
        }

        cases.AddRange(
        [
            "exec 3< .; cat /proc/self/fd/3/../outside/canary; echo x > /proc/self/fd/3/../outside/canary",
            "exec 3< ..; cat /proc/self/fd/3/outside/canary", "cd ..; cat outside/canary", "cd up; cat outside/canary; pwd", "cd a/b/deep; cat canary", "cd /; cat ." + _canary,
            "ln -s .. x; cat x/outside/canary", "ln -s / x; cat x" + _canary, "ln -s ../.. a/x; cat a/x/outside/canary", "mkdir x; mv x a/b/c; cat a/b/c/x/../../../../../outside/canary",
            "mkdir -p x/y; cd x/y; mv ../../x ../../a/z; cat ../../../outside/canary; rm -rf /a/z", "chroot .. cat outside/canary", "chroot up cat outside/canary", "ls -R ..", "find / -name canary -exec cat {} +",
            "mount --bind .. x", "mknod x b 8 0; cat x", "mknod x c 1 1; cat x",
        ]);
        return cases;
    }

    private void CheckOutside()
    {
        Assert.Equal(Secret, File.ReadAllText(_canary));
        Assert.Equal([_canary], Directory.GetFileSystemEntries(Path.GetDirectoryName(_canary)!));
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(_canary) & UnixFileMode.OtherWrite);
        }
    }
}
