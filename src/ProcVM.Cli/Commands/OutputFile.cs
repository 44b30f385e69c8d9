using ProcVM.Cli.Options;
using ProcVM.Core;
using ProcVM.Core.Ports;
using ProcVM.Vmm;

namespace ProcVM.Cli.Commands;

/// <summary>Writes what a command makes.</summary>
internal static class OutputFile
{
    /// <summary>What -o says; null after reporting that it is missing, or names a file that the command reads.</summary>
    public static string? Path(Invocation invocation)
    {
        if (invocation.Value(OptionId.Output) is not { } path)
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.MissingOutput, null, invocation.Command.Name)
            {
                Hint = $"procvm {invocation.Command.Name} {invocation.Operands[0]} -o {System.IO.Path.GetFileNameWithoutExtension(invocation.Operands[0])}.pcode",
            });
            return null;
        }

        return IsInput(invocation, path) ? null : path;
    }

    /// <summary>Tells, and reports, that a file to write is one that the command reads.</summary>
    public static bool IsInput(Invocation invocation, string path)
    {
        // What follows FILE of `run` is the guest's.
        int count = invocation.Command.StopsAtFirstOperand ? Math.Min(1, invocation.Operands.Count) : invocation.Operands.Count;
        foreach (string input in invocation.Operands.GetRange(0, count))
        {
            if (path is not ("-" or "") && input.Length > 0 && System.IO.Path.GetFullPath(input) == System.IO.Path.GetFullPath(path))
            {
                invocation.Output.Report(new Diagnostic(CliDiagnostics.CannotWrite, null, path, "it is what the command reads"));
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a file whole, or the standard output for "-"; gives the exit status. What can't be written whole isn't left
    /// behind: a new file is removed, one that was there is left empty.</summary>
    public static int Write(Invocation invocation, string path, byte[] bytes)
    {
        if (path == "-")
        {
            invocation.Output.Answer(bytes);
            return ExitStatus.Success;
        }

        bool wasThere = File.Exists(path);
        bool isOpen = false;
        string? reason;
        try
        {
            using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            isOpen = true;
            stream.Write(bytes);
            return ExitStatus.Success;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = Directory.Exists(path) ? "it is a directory" : Reason(failure);
        }

        if (isOpen)
        {
            Discard(path, wasThere);
        }

        invocation.Output.Report(new Diagnostic(CliDiagnostics.CannotWrite, null, path, reason));
        return ExitStatus.Failure;
    }

    /// <summary>Why a file or stream couldn't be written.</summary>
    public static string Reason(Exception failure)
    {
        const int LargestErrno = 133;
        const int WouldBlock = 11;
        return failure switch
        {
            DirectoryNotFoundException => "there is no such directory",
            UnauthorizedAccessException => "permission denied",
            ArgumentException => "that is no file name",
            { HResult: WouldBlock } => "it is in use",
            // .NET on Unix hands on the error number where it has no exception of its own for it.
            { HResult: > 0 and <= LargestErrno } => HostError.Describe((Errno)failure.HResult),
            _ => "the file system refuses (full, read-only or in use)",
        };
    }

    private static void Discard(string path, bool wasThere)
    {
        try
        {
            if (wasThere)
            {
                using FileStream stream = new(path, FileMode.Truncate);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What is a device, or went away meanwhile, holds nothing of ours.
        }
    }
}
