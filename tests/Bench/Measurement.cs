using System.Diagnostics;

namespace ProcVM.Bench;

/// <summary>One finished process.</summary>
/// <param name="Cpu">User and system time, in seconds.</param>
/// <param name="Output">What it wrote to standard output.</param>
internal readonly record struct Measurement(double Cpu, string Output)
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

            return process.ExitCode == 0 ? new Measurement(process.TotalProcessorTime.TotalSeconds, output) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
