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
        if (!invocation.Has(OptionId.Strace))
        {
            return null;
        }

        string? path = invocation.Value(OptionId.Strace);
        try
        {
            Stream stream = path is null ? Console.OpenStandardError() : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            return new CallTrace(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = path is null, NewLine = "\n" });
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            invocation.Output.Report(new Diagnostic(CliDiagnostics.CannotWrite, null, path!, "it can't be created"));
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
