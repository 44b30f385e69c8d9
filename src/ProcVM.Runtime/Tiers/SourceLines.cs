using System.Globalization;
using ProcVM.Core.Text;
using ProcVM.Module;

namespace ProcVM.Runtime.Tiers;

/// <summary>The source lines that code came from, for listings.</summary>
/// <param name="module">The module.</param>
/// <param name="findSource">Finds a source by its path in the line table; null for one that isn't there.</param>
public sealed class SourceLines(PcodeModule module, Func<string, SourceText?> findSource)
{
    private readonly Dictionary<string, SourceText?> _sources = new(StringComparer.Ordinal);

    /// <summary>The line of the instruction at an offset of a function; false when it isn't known.</summary>
    public bool TryFind(int function, int offset, out string file, out int line)
    {
        file = "";
        line = 0;
        return module.Lines?.TryFind(function, Math.Max(offset, 0), out file, out line) == true;
    }

    /// <summary>A line as a comment tells it: file, number, and the text when the source is there.</summary>
    public string Describe(string file, int line)
    {
        if (!_sources.TryGetValue(file, out SourceText? source))
        {
            _sources.Add(file, source = findSource(file));
        }

        string text = source is not null && line > 0 && line <= source.LineCount ? "  " + source.GetLine(line).ToString().Trim() : "";
        return string.Create(CultureInfo.InvariantCulture, $"{file}:{line}{text}");
    }
}

/// <summary>What a listing shows of a tier's code.</summary>
public enum ListingForm
{
    /// <summary>What the tier hands to its compiler: CIL, or LLVM's IR after its passes.</summary>
    Intermediate,

    /// <summary>Machine code.</summary>
    Machine,
}
