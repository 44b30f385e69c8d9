namespace ProcVM.Core.Text;

/// <summary>A source file as text, with the line structure that diagnostics need.</summary>
public sealed class SourceText(string path, string text)
{
    private int[]? _lineStarts;

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; } = path;

    /// <summary>The whole text.</summary>
    public string Text { get; } = text;

    /// <summary>The number of lines; an empty text has one.</summary>
    public int LineCount => LineStarts.Length;

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>The 1-based line and column (in UTF-16 units) of an offset in 0..Text.Length.</summary>
    public (int Line, int Column) GetPosition(int offset)
    {
        int[] starts = LineStarts;
        int index = Array.BinarySearch(starts, offset);
        if (index < 0)
        {
            index = ~index - 1;
        }

        return (index + 1, offset - starts[index] + 1);
    }

    /// <summary>A line's text without its line end; <paramref name="line"/> is 1-based.</summary>
    public ReadOnlySpan<char> GetLine(int line)
    {
        int[] starts = LineStarts;
        int end = line < starts.Length ? starts[line] : Text.Length;
        return Text.AsSpan(starts[line - 1], end - starts[line - 1]).TrimEnd("\r\n");
    }

    private static int[] FindLineStarts(string text)
    {
        List<int> starts = [0];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
