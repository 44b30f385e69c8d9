using System.Text;
using ProcVM.Cli.Commands;
using ProcVM.Core;
using ProcVM.Host;

namespace ProcVM.Cli.Text;

/// <summary>What procvm itself prints: answers on the standard output, its own lines on the standard error.</summary>
/// <remarks>The streams are used as they are: the console's writers and encodings cost more than a whole short run.</remarks>
internal sealed class CommandOutput(Func<Stream?> openOutput, Func<Stream?> openError)
{
    private Stream? _output;
    private Stream? _error;

    /// <summary>The process's own streams; most runs need neither, nor then the console at all.</summary>
    public static CommandOutput ForProcess() => new(
        () => InheritedDescriptors.Has(1) ? Console.OpenStandardOutput() : null,
        () => InheritedDescriptors.Has(2) ? Console.OpenStandardError() : null);

    /// <summary>True when an answer couldn't be printed, which has been reported.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Where procvm's own lines go; leads nowhere when the process was started without it.</summary>
    public Stream Error => _error ??= openError() ?? Stream.Null;

    /// <summary>Prints an answer and a line end.</summary>
    public void Answer(string text) => Answer(Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Prints an answer as it is.</summary>
    public void Answer(ReadOnlySpan<byte> bytes)
    {
        string? failure = (_output ??= openOutput()) is { } output ? TryWrite(output, bytes) : "it isn't open";
        if (failure is not null && !HasFailed)
        {
            HasFailed = true;
            Report(new Diagnostic(CliDiagnostics.CannotWrite, null, "the standard output", failure));
        }
    }

    /// <summary>Prints a line on the standard error. Where that is closed or full, there is no better place to say so.</summary>
    public void Note(string text) => TryWrite(Error, Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Prints a diagnostic.</summary>
    public void Report(Diagnostic diagnostic) => Note(diagnostic.ToString());

    /// <summary>Prints diagnostics in their order; tells whether one of them is an error.</summary>
    public bool Report(IReadOnlyList<Diagnostic> diagnostics)
    {
        bool failed = false;
        if (diagnostics.Count > 0)
        {
            StringBuilder text = new();
            foreach (Diagnostic diagnostic in diagnostics)
            {
                text.Append(diagnostic).Append('\n');
                failed |= diagnostic.IsError;
            }

            TryWrite(Error, Encoding.UTF8.GetBytes(text.ToString()));
        }

        return failed;
    }

    // A reader that has gone away is no failure: .NET's console streams don't even tell.
    private static string? TryWrite(Stream stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            stream.Write(bytes);
            stream.Flush();
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return OutputFile.Reason(failure);
        }
    }
}
