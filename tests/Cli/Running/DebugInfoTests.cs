using System.Diagnostics;
using System.Globalization;
using ProcVM.Cli.Tests.Profiling;

namespace ProcVM.Cli.Tests.Running;

/// <summary><c>--debug-info</c>: what a debugger of the host sees of a program's native code.</summary>
public sealed class DebugInfoTests : IDisposable
{
    private const string Program = """
        program spin(output);
        var s: integer;
        procedure work(n: integer);
        var k: integer;
        begin
          for k := 1 to n do
            s := (s * 5 + k) mod 8191
        end;
        procedure outer(n: integer);
        begin
          while s >= 0 do
            work(n)
        end;
        begin
          s := 1;
          outer(1000000000)
        end.
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("procvm-debug");

    public void Dispose() => _folder.Delete(recursive: true);

    [ToolFact("gdb")]
    public void Gdb_shows_routines_and_lines()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "spin.pas"), Program);
        if (Tool.Run(["dis", "--tier", "asm", "spin.pas"], "", _folder.FullName).Status == 125)
        {
            return;
        }

        using Process guest = Tool.Start(["run", "--tier", "llvm", "--debug-info", "--timeout", "60s", "spin.pas"], _folder.FullName);
        try
        {
            string stacks = "";
            for (int i = 0; i < 20 && !stacks.Contains("spin () at spin.pas", StringComparison.Ordinal); i++)
            {
                // The code may not be made yet.
                Thread.Sleep(200);
                stacks = StacksOf(guest.Id);
                if (stacks.Contains("not permitted", StringComparison.Ordinal))
                {
                    return;
                }
            }

            Assert.Matches(@"work \(\) at spin\.pas:[67]\n.*outer \(\) at spin\.pas:12\n.*spin \(\) at spin\.pas:16\n", stacks);
        }
        finally
        {
            guest.Kill();
            guest.WaitForExit();
        }
    }

    private static string StacksOf(int process)
    {
        string id = process.ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new("gdb", ["-nx", "-batch", "-p", id, "-ex", "thread apply all backtrace 8"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process gdb = Process.Start(start)!;
        Task<string> errors = gdb.StandardError.ReadToEndAsync();
        string output = gdb.StandardOutput.ReadToEnd();
        Assert.True(gdb.WaitForExit(60_000), "gdb hangs");
        return output + errors.Result;
    }
}
