using System.Globalization;
using System.Text;
using ProcVM.Core.Text;

namespace ProcVM.Core;

/// <summary>How serious a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The work goes on.</summary>
    Warning,

    /// <summary>There is no result.</summary>
    Error,
}

/// <summary>A kind of diagnostic: what <c>procvm explain CODE</c> tells about.</summary>
/// <param name="Code">PVMnnnn for the tool, PASnnn for Pascal.</param>
/// <param name="Severity">Error or warning.</param>
/// <param name="Format">The message, with places {0}, {1}…</param>
/// <param name="Explanation">A few sentences: what it means, an example, the way out.</param>
public sealed record DiagnosticDescriptor(string Code, DiagnosticSeverity Severity, string Format, string Explanation);

/// <summary>An error or warning about input: a source, a module, a binary, a map, an image, a command line.</summary>
public sealed class Diagnostic
{
    private readonly object[] _arguments;

    /// <summary>A diagnostic, at a place in a source where there is one.</summary>
    public Diagnostic(DiagnosticDescriptor descriptor, SourceSpan? span, params object[] arguments)
    {
        Descriptor = descriptor;
        Span = span;
        _arguments = arguments;
    }

    /// <summary>The kind.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>The place in a source text, if it is about one.</summary>
    public SourceSpan? Span { get; }

    /// <summary>The file a diagnostic without span is about.</summary>
    public string? File { get; init; }

    /// <summary>The byte in a binary file a diagnostic is about.</summary>
    public long? Offset { get; init; }

    /// <summary>A command or change that gets the user on, printed after "try: ".</summary>
    public string? Hint { get; init; }

    /// <summary>True when there is no result because of it.</summary>
    public bool IsError => Descriptor.Severity == DiagnosticSeverity.Error;

    /// <summary>The message with its arguments filled in.</summary>
    public string Message => string.Format(CultureInfo.InvariantCulture, Descriptor.Format, _arguments);

    /// <summary>The form users see: <c>FILE:LINE:COL: error CODE: message</c>, the source line and a caret; or
    /// <c>procvm: error CODE: message</c>; then the hint.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        string kind = IsError ? "error" : "warning";
        if (Span is { } span)
        {
            (int line, int column) = span.Position;
            text.Append(CultureInfo.InvariantCulture, $"{span.Source.Path}:{line}:{column}: {kind} {Descriptor.Code}: {Message}");
            AppendCaret(text, span, line);
        }
        else
        {
            text.Append(CultureInfo.InvariantCulture, $"procvm: {kind} {Descriptor.Code}: ");
            if (File is not null)
            {
                text.Append(File).Append(": ");
            }

            text.Append(Message);
            if (Offset is { } offset)
            {
                text.Append(CultureInfo.InvariantCulture, $" (at byte 0x{offset:x})");
            }
        }

        if (Hint is not null)
        {
            text.Append("\n  try: ").Append(Hint);
        }

        return text.ToString();
    }

    private static void AppendCaret(StringBuilder text, SourceSpan span, int line)
    {
        const int Widest = 160;
        ReadOnlySpan<char> source = span.Source.GetLine(line);
        int place = Math.Min(span.Start - span.Source.GetLineStart(line), source.Length);
        int from = place >= Widest / 2 && source.Length > Widest ? place + 1 - (Widest / 2) : 0;
        source = source.Slice(from, Math.Min(source.Length - from, Widest));
        place = Math.Min(place - from, source.Length);
        text.Append("\n  ");
        foreach (char unit in source)
        {
            text.Append(char.IsControl(unit) && unit != '\t' ? '?' : unit);
        }

        text.Append("\n  ");
        foreach (char unit in source[..place])
        {
            text.Append(char.IsLowSurrogate(unit) ? "" : unit == '\t' ? "\t" : " ");
        }

        text.Append('^');
        ReadOnlySpan<char> marked = source.Slice(place, Math.Min(Math.Max(span.Length, 0), source.Length - place));
        for (int i = 1; i < marked.Length; i++)
        {
            text.Append(char.IsLowSurrogate(marked[i]) ? "" : "~");
        }
    }
}
