using ProcVM.Cli.Options;
using ProcVM.Core;

namespace ProcVM.Cli.Commands;

/// <summary>Writes what a command makes.</summary>
internal static class OutputFile
{
    /// <summary>What -o says; null after reporting that it is missing.</summary>
    public static string? Path(Invocation invocation)
    {
        string? path = invocation.Value(OptionId.Output);
        if (path is null)
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.MissingOutput, null, invocation.Command.Name)
            {
                Hint = $"procvm {invocation.Command.Name} {invocation.Operands[0]} -o {System.IO.Path.GetFileNameWithoutExtension(invocation.Operands[0])}.pcode",
            });
        }

        return path;
    }

    /// <summary>Writes a file whole, or the standard output for "-"; gives the exit status. A file that can't be written whole isn't left
    /// behind.</summary>
    public static int Write(Invocation invocation, string path, byte[] bytes)
    {
        if (path == "-")
        {
            invocation.Output.AnswerBytes(bytes);
            return ExitStatus.Success;
        }

        string? reason;
        try
        {
            using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, 0);
            stream.Write(bytes);
            return ExitStatus.Success;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            reason = failure switch
            {
                DirectoryNotFoundException => "there is no such directory",
                UnauthorizedAccessException when Directory.Exists(path) => "it is a directory",
                UnauthorizedAccessException => "permission denied",
                _ => "the file system refuses (full, read-only or in use)",
            };
        }

        invocation.Output.Report(new Diagnostic(CliDiagnostics.CannotWrite, null, path, reason));
        return ExitStatus.Failure;
    }
}
