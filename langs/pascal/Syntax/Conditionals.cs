using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>The conditionals that are open: {$ifdef} and its like.</summary>
internal sealed class Conditionals(SyntaxErrors errors)
{
    private readonly List<Branch> _open = [];

    /// <summary>True where the text counts.</summary>
    public bool IsActive => _open.Count == 0 || _open[^1].IsActive;

    /// <summary>How many are open.</summary>
    public int Count => _open.Count;

    /// <summary>Begins a conditional.</summary>
    public void Begin(bool holds, string name, SourceSpan span)
    {
        bool isActive = IsActive;
        _open.Add(new Branch(name, span, isActive && holds, IsDecided: !isActive || holds, HasElse: false));
    }

    /// <summary>Goes to the next branch; <paramref name="holds"/> is asked only when no branch before has been taken.</summary>
    public void Turn(Func<bool> holds, bool isElse, int lowest, string name, SourceSpan span)
    {
        if (_open.Count <= lowest || _open[^1].HasElse)
        {
            errors.Report(PascalDiagnostics.ConditionalWithoutStart, span, name);
            return;
        }

        Branch branch = _open[^1];
        bool isTaken = !branch.IsDecided && holds();
        _open[^1] = branch with { IsActive = isTaken, IsDecided = branch.IsDecided || isTaken, HasElse = isElse };
    }

    /// <summary>Ends the innermost conditional, which must not be one of the <paramref name="lowest"/> outer ones.</summary>
    public void End(int lowest, string name, SourceSpan span)
    {
        if (_open.Count <= lowest)
        {
            errors.Report(PascalDiagnostics.ConditionalWithoutStart, span, name);
            return;
        }

        _open.RemoveAt(_open.Count - 1);
    }

    /// <summary>Reports the innermost conditional that a file leaves open, and ends all it leaves open.</summary>
    public void EndFile(int lowest)
    {
        if (_open.Count > lowest)
        {
            // What is missing in the text left out would be reported next: this error is the last.
            errors.ReportLast(PascalDiagnostics.ConditionalWithoutEnd, _open[^1].Span, _open[^1].Name);
            _open.RemoveRange(lowest, _open.Count - lowest);
        }
    }

    private readonly record struct Branch(string Name, SourceSpan Span, bool IsActive, bool IsDecided, bool HasElse);
}
