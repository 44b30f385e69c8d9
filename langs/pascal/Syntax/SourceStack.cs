using ProcVM.Core.Text;

namespace ProcVM.Pascal.Syntax;

/// <summary>The file being read and those that included it.</summary>
internal sealed class SourceStack(SourceText root, IPascalSources sources, SyntaxErrors errors)
{
    private const int DeepestInclude = 32;
    private const int MostIncludes = 10_000;
    private const long MostIncludedText = 64L << 20;

    private readonly Stack<(SourceText Source, int Position)> _including = new();
    private int _includes;
    private long _includedText;

    /// <summary>The file being read.</summary>
    public SourceText Current { get; private set; } = root;

    /// <summary>How many files include the current one, directly or not.</summary>
    public int Depth => _including.Count;

    /// <summary>Goes on with the file that a directive names; false, and reported, where that can't be.</summary>
    /// <param name="name">The name as written.</param>
    /// <param name="span">The directive.</param>
    /// <param name="resume">Where the current file goes on afterwards.</param>
    public bool Enter(string name, SourceSpan span, int resume)
    {
        if (_including.Count == DeepestInclude)
        {
            errors.Report(PascalDiagnostics.IncludeBound, span, $"include files nest deeper than {DeepestInclude}");
            return false;
        }

        SourceText? found = sources.Find(name, Current);
        if (found is null)
        {
            errors.Report(PascalDiagnostics.IncludeNotFound, span, name);
            return false;
        }

        if (IsOpen(found.Path))
        {
            errors.Report(PascalDiagnostics.IncludeCycle, span, name);
            return false;
        }

        _includedText += found.Text.Length;
        if (++_includes > MostIncludes || _includedText > MostIncludedText)
        {
            errors.ReportLast(PascalDiagnostics.IncludeBound, span, "the program includes too many files or too much text");
            return false;
        }

        _including.Push((Current, resume));
        Current = found;
        return true;
    }

    /// <summary>Goes back to the file that included the current one, and gives the place where it goes on; false at the root.</summary>
    public bool Leave(out int position)
    {
        if (!_including.TryPop(out (SourceText Source, int Position) outer))
        {
            position = 0;
            return false;
        }

        (Current, position) = outer;
        return true;
    }

    private bool IsOpen(string path)
    {
        if (Current.Path == path)
        {
            return true;
        }

        foreach ((SourceText source, _) in _including)
        {
            if (source.Path == path)
            {
                return true;
            }
        }

        return false;
    }
}
