using System.Diagnostics;
using System.Runtime.InteropServices;

namespace ProcVM.Bench;

/// <summary>One finished process.</summary>
/// <param name="Cpu">User and system time, in seconds.</param>
/// <param name="Output">What it wrote to standard output.</param>
internal readonly partial record struct Measurement(double Cpu, string Output)
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(5);

    /// <summary>Runs a command to its end. Null when it failed, took too long, or can't be started.</summary>
    public static Measurement? Of(IReadOnlyList<string> command)
    {
        ProcessStartInfo start = new(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (string argument in command.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            double before = ChildrenCpu();
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            string output = process.StandardOutput.ReadToEnd();
            if (!process.WaitForExit(s_longest))
            {
                process.Kill(entireProcessTree: true);
                return null;
            }

            return process.ExitCode == 0 ? new Measurement(ChildrenCpu() - before, output) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>CPU time of all children that have ended (getrusage(2), RUSAGE_CHILDREN), in seconds.</summary>
    private static double ChildrenCpu()
    {
        const int Children = -1;
        Span<long> usage = stackalloc long[18];
        int failed = GetResourceUsage(Children, ref MemoryMarshal.GetReference(usage));
        return failed != 0 ? 0 : usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6);
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ref long usage);
}
