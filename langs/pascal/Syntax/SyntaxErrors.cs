using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>The diagnostics of a source. After <see cref="MostErrors"/> errors the rest of the source isn't read.</summary>
internal sealed class SyntaxErrors
{
    /// <summary>The errors and, apart from them, the warnings reported of one source at most.</summary>
    public const int MostErrors = 100;

    private readonly List<Diagnostic> _diagnostics = [];
    private int _warnings;

    /// <summary>What has been reported.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>The number of errors so far.</summary>
    public int Count { get; private set; }

    /// <summary>True when nothing more is to be read or reported.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>True while what is read isn't Pascal, and nothing is reported.</summary>
    public bool IsMuted { get; set; }

    /// <summary>Reports an error or a warning.</summary>
    public void Report(DiagnosticDescriptor descriptor, SourceSpan span, params object[] arguments) =>
        ReportWithHint(descriptor, span, null, arguments);

    /// <summary>Reports an error or a warning with a way out.</summary>
    public void ReportWithHint(DiagnosticDescriptor descriptor, SourceSpan span, string? hint, params object[] arguments)
    {
        if (IsClosed || IsMuted)
        {
            return;
        }

        if (descriptor.Severity == DiagnosticSeverity.Warning)
        {
            if (_warnings++ < MostErrors)
            {
                _diagnostics.Add(new Diagnostic(descriptor, span, arguments) { Hint = hint });
            }

            return;
        }

        _diagnostics.Add(new Diagnostic(descriptor, span, arguments) { Hint = hint });
        if (++Count == MostErrors)
        {
            _diagnostics.Add(new Diagnostic(PascalDiagnostics.TooManyErrors, span, MostErrors));
            IsClosed = true;
        }
    }

    /// <summary>Reports a last error: after it nothing is read or reported.</summary>
    public void ReportLast(DiagnosticDescriptor descriptor, SourceSpan span, params object[] arguments)
    {
        Report(descriptor, span, arguments);
        IsClosed = true;
    }
}
