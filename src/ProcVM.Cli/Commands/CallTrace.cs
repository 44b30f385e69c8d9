using System.Text;
using ProcVM.Cli.Options;
using ProcVM.Core;

namespace ProcVM.Cli.Commands;

/// <summary>Where <c>--strace</c> prints.</summary>
internal sealed class CallTrace : IDisposable
{
    private readonly StreamWriter _writer;

    private CallTrace(StreamWriter writer) => _writer = writer;

    /// <summary>Opens what --strace names; null when it isn't given. When it can't be opened, reports that and gives a status.</summary>
    public static CallTrace? Open(Invocation invocation, out int status)
    {
        status = ExitStatus.Success;
        return invocation.Has(OptionId.Strace) ? OpenNamed(invocation, out status) : null;
    }

    private static CallTrace? OpenNamed(Invocation invocation, out int status)
    {
        status = ExitStatus.Success;
        string? path = invocation.Value(OptionId.Strace);
        if (path is not null && OutputFile.IsInput(invocation, path))
        {
            status = ExitStatus.Failure;
            return null;
        }

        try
        {
            Stream stream = path is null ? invocation.Output.Error : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            UTF8Encoding encoding = new(encoderShouldEmitUTF8Identifier: false);
            return new CallTrace(new StreamWriter(stream, encoding, leaveOpen: path is null) { AutoFlush = path is null, NewLine = "\n" });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.CannotWrite, null, path!, Directory.Exists(path) ? "it is a directory" : OutputFile.Reason(failure)));
            status = ExitStatus.Failure;
            return null;
        }
    }

    /// <summary>Prints a line.</summary>
    public void Print(string line)
    {
        try
        {
            _writer.WriteLine(line);
        }
        catch (IOException)
        {
            // A trace that nobody can read doesn't end the program it watches.
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            // As above.
        }
    }
}
