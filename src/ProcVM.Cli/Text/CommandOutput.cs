using System.Text;
using ProcVM.Core;

namespace ProcVM.Cli.Text;

/// <summary>What procvm itself prints: answers on the standard output, its own lines on the standard error.</summary>
/// <remarks>The streams are used as they are: the console's writers and encodings cost more than a whole short run.
/// A reader that has gone away is nobody to report to.</remarks>
internal sealed class CommandOutput(Func<Stream> openOutput, Func<Stream> openError)
{
    private Stream? _output;
    private Stream? _error;

    /// <summary>The process's own streams.</summary>
    public static CommandOutput ForProcess() => new(Console.OpenStandardOutput, Console.OpenStandardError);

    /// <summary>Prints an answer and a line end.</summary>
    public void Answer(string text) => Write(_output ??= openOutput(), text + "\n");

    /// <summary>Prints an answer as it is.</summary>
    public void AnswerBytes(ReadOnlySpan<byte> bytes)
    {
        _output ??= openOutput();
        _output.Write(bytes);
        _output.Flush();
    }

    /// <summary>Prints a line on the standard error.</summary>
    public void Note(string text) => Write(_error ??= openError(), text + "\n");

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

            Write(_error ??= openError(), text.ToString());
        }

        return failed;
    }

    private static void Write(Stream stream, string text)
    {
        try
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush();
        }
        catch (IOException)
        {
            // Closed or full: there is no better place to say so.
        }
    }
}
