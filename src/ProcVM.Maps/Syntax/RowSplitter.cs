using ProcVM.Core;
using ProcVM.Core.Text;

namespace ProcVM.Maps.Syntax;

/// <summary>A stretch of a map that is one declaration, or one export of a library.</summary>
/// <param name="Start">Offset of its first character.</param>
/// <param name="End">Offset behind its last.</param>
/// <param name="IsExport">True inside a library.</param>
internal readonly record struct MapRow(int Start, int End, bool IsExport);

/// <summary>Cuts a map into declarations before any of them is parsed, so that an error in one costs no other, and so
/// that size and nesting are bounded before the recursive parser sees the text.</summary>
internal sealed class RowSplitter(SourceText source, List<Diagnostic> errors)
{
    public const int LongestRow = 64 * 1024;
    public const int DeepestNesting = 12;

    private readonly List<MapRow> _rows = [];

    /// <summary>The declarations that may be parsed; the others have their error.</summary>
    public IReadOnlyList<MapRow> Split()
    {
        int start = -1;
        bool inLibrary = false;
        for (int line = 0; line < source.Text.Length; line = NextLine(line))
        {
            bool begins = BeginsDeclaration(line) || (start < 0 && !IsBlank(line)) || (inLibrary && BeginsExport(line));
            if (!begins)
            {
                continue;
            }

            Add(start, line, inLibrary);
            start = line;
            inLibrary = BeginsDeclaration(line) ? WordAt(line) is "dll" : inLibrary;
            start = inLibrary && BeginsDeclaration(line) ? AddLibraryHead(line) : start;
        }

        Add(start, source.Text.Length, inLibrary);
        return _rows;
    }

    /// <summary>A library's exports may begin on the line of its head: the head ends behind the brace.</summary>
    private int AddLibraryHead(int line)
    {
        int end = NextLine(line);
        int brace = source.Text.AsSpan(line, end - line).IndexOfAny('{', '#');
        if (brace < 0 || source.Text[line + brace] == '#')
        {
            return line;
        }

        Add(line, line + brace + 1, false);
        int next = line + brace + 1;
        return IsBlank(next) ? -1 : next;
    }

    private void Add(int start, int end, bool inLibrary)
    {
        if (start < 0 || start == end)
        {
            return;
        }

        bool isExport = inLibrary && WordAt(start) is not "dll";
        if (end - start > LongestRow)
        {
            errors.Add(new Diagnostic(MapDiagnostics.TooBig, new SourceSpan(source, start, 1), "the declaration", LongestRow));
        }
        else if (FindDeepest(start, end) is int place)
        {
            errors.Add(new Diagnostic(MapDiagnostics.TooDeep, new SourceSpan(source, place, 1), DeepestNesting));
        }
        else
        {
            _rows.Add(new MapRow(start, end, isExport));
        }
    }

    private int? FindDeepest(int start, int end)
    {
        int depth = 0;
        bool quoted = false;
        for (int i = start; i < end; i++)
        {
            switch (source.Text[i])
            {
                case '"':
                    quoted = !quoted;
                    break;
                case '\\' when quoted:
                    i++;
                    break;
                case '\n':
                    quoted = false;
                    break;
                case '#' when !quoted:
                    i = Math.Min(NextLine(i), end) - 1;
                    break;
                case '(' or '[' or '{' when !quoted:
                    if (++depth > DeepestNesting)
                    {
                        return i;
                    }

                    break;
                case ')' or ']' or '}' when !quoted:
                    depth = Math.Max(0, depth - 1);
                    break;
            }
        }

        return null;
    }

    private bool BeginsDeclaration(int line) => source.Text[line] is not (' ' or '\t' or '\r' or '\n' or '#' or '}');

    private bool BeginsExport(int line)
    {
        int place = line;
        while (place < source.Text.Length && source.Text[place] is ' ' or '\t')
        {
            place++;
        }

        return WordAt(place) is "fn" or "data" or "default";
    }

    private bool IsBlank(int place)
    {
        while (place < source.Text.Length && source.Text[place] is ' ' or '\t' or '\r')
        {
            place++;
        }

        return place >= source.Text.Length || source.Text[place] is '\n' or '#';
    }

    private ReadOnlySpan<char> WordAt(int place)
    {
        int end = place;
        while (end < source.Text.Length && char.IsAsciiLetterOrDigit(source.Text[end]))
        {
            end++;
        }

        return source.Text.AsSpan(place, end - place);
    }

    private int NextLine(int place)
    {
        int end = source.Text.IndexOf('\n', place);
        return end < 0 ? source.Text.Length : end + 1;
    }
}
