using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Pascal.Binding;

/// <summary>The diagnostics of a binding, in order of their discovery; at most one for a place.</summary>
internal sealed class Report
{
    private const int MostErrors = 100;
    private const int MostWarnings = 100;

    private readonly List<Diagnostic> _diagnostics = [];
    private readonly HashSet<(SourceText, int)> _places = [];
    private int _warnings;

    internal IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    internal int Errors { get; private set; }

    /// <summary>Further errors are not reported.</summary>
    internal bool IsFull => Errors >= MostErrors;

    /// <summary>A point in the list for <see cref="DropSince"/>.</summary>
    internal int Mark() => _diagnostics.Count;

    /// <summary>Takes back what was reported since, because an earlier error may have caused it.</summary>
    internal void DropSince(int mark)
    {
        for (int i = mark; i < _diagnostics.Count; i++)
        {
            if (_diagnostics[i].IsError)
            {
                Errors--;
            }
        }

        _diagnostics.RemoveRange(mark, _diagnostics.Count - mark);
    }

    internal void Add(DiagnosticDescriptor descriptor, SourceSpan span, params object[] arguments) => AddWithHint(descriptor, span, null, arguments);

    internal void AddWithHint(DiagnosticDescriptor descriptor, SourceSpan span, string? hint, params object[] arguments)
    {
        bool isError = descriptor.Severity == DiagnosticSeverity.Error;
        if (isError ? Errors >= MostErrors : _warnings >= MostWarnings)
        {
            return;
        }

        if (isError && !_places.Add((span.Source, span.Start)))
        {
            return;
        }

        _diagnostics.Add(new Diagnostic(descriptor, span, arguments) { Hint = hint });
        if (isError)
        {
            Errors++;
        }
        else
        {
            _warnings++;
        }
    }
}
