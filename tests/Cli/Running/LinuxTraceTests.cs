using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ProcVM.Cli.Tests.Running;

/// <summary><c>--strace</c> of Linux programs beside what strace writes of the same program: equal but for addresses and numbers of processes.</summary>
public sealed partial class LinuxTraceTests : IDisposable
{
    // By its real path: /bin is often a link, which the host follows for /proc/self/exe.
    private static readonly string s_busybox = File.Exists("/usr/bin/busybox") ? "/usr/bin/busybox" : LinuxFactAttribute.Busybox;

    private readonly string _folder = Directory.CreateTempSubdirectory("procvm-trace").FullName;

    [LinuxTheory("strace")]
    [InlineData("true")]
    [InlineData("echo", "a", "b c")]
    [InlineData("cat", "nosuch")]
    [InlineData("cat", "file")]
    [InlineData("sh", "-c", "cd /; umask; umask 0; exit 7")]
    [InlineData("sleep", "0.01")]
    [InlineData("ls", "-l", "nosuch")]
    public void LinesAreStraces(params string[] command)
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "a file\nwith lines\n");
        string native = Path.Combine(_folder, "native.txt");
        string ours = Path.Combine(_folder, "ours.txt");
        Run("env", ["-i", "--default-signal", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/", "TERM=dumb", "LANG=C", "TZ=UTC", "strace", "-o", native, s_busybox, .. command]);
        ToolResult result = Tool.Run(["run", "--dir", ".", $"--strace={ours}", s_busybox, .. command], "", _folder, [("TERM", "dumb")]);
        Assert.DoesNotContain("PVM", result.Error);
        Assert.Equal(Normalize(File.ReadAllText(native)), Normalize(File.ReadAllText(ours)));
    }

    [LinuxFact("busybox")]
    public void SignalsAndChildrenAreTraced()
    {
        ToolResult result = Tool.Run(["run", "--strace", LinuxFactAttribute.Busybox, "sh", "-c", "(exit 3); kill -TERM $$"], "", _folder);
        Assert.Contains("--- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=101, si_uid=", result.Error);
        Assert.Contains("[{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 101", result.Error);
        Assert.Contains("--- SIGTERM {si_signo=SIGTERM, si_code=SI_USER, si_pid=100, si_uid=", result.Error);
        Assert.EndsWith("+++ killed by SIGTERM +++\n", result.Error);
        Assert.Equal(143, result.Status);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        })!;
        process.StandardInput.Close();
        Tool.Finish(process);
    }

    // Addresses and random bytes differ from run to run; how far the result is moved to the right depends on them. So do times, and what
    // the host's streams are.
    private static string Normalize(string trace)
    {
        string text = Address().Replace(trace, "ADDRESS");
        text = Escapes().Replace(text, "RANDOM");
        text = Number().Replace(text, "$1NUMBER");

        // glibc does as well without restartable sequences, and this version has none.
        text = RestartableSequences().Replace(text, "$1 = RESULT");
        text = NodeName().Replace(text, "nodename=NAME");

        // Natively, the vDSO tells the time without a call.
        text = Time().Replace(text, "");
        return Blanks().Replace(text, " = ");
    }

    [GeneratedRegex("0x[0-9a-f]{5,}")]
    private static partial Regex Address();

    [GeneratedRegex(@"(\\x[0-9a-f]{2})+")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"^((?:getpid|getppid|gettid|set_tid_address)\(.*\)\s+= )\d+", RegexOptions.Multiline)]
    private static partial Regex Number();

    [GeneratedRegex(@"^(rseq\(.*\)) += .*$", RegexOptions.Multiline)]
    private static partial Regex RestartableSequences();

    [GeneratedRegex("nodename=\"[^\"]*\"")]
    private static partial Regex NodeName();

    [GeneratedRegex(@"^(time|gettimeofday|clock_gettime)\(.*\n", RegexOptions.Multiline)]
    private static partial Regex Time();

    [GeneratedRegex(" += ")]
    private static partial Regex Blanks();
}
