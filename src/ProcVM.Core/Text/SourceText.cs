using System.Text;
using System.Text.Unicode;

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

    /// <summary>True when the file wasn't UTF-8: each character of the text is one byte of it.</summary>
    public bool IsLatin1 { get; init; }

    private int[] LineStarts => _lineStarts ??= FindLineStarts(Text);

    /// <summary>The text of a file: UTF-8, with or without a byte order mark; a file that isn't valid UTF-8 is Latin-1.</summary>
    public static SourceText Decode(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        return Utf8.IsValid(bytes)
            ? new SourceText(path, Encoding.UTF8.GetString(bytes))
            : new SourceText(path, Encoding.Latin1.GetString(bytes)) { IsLatin1 = true };
    }

    /// <summary>The 1-based line and column (in characters: Unicode code points) of an offset in 0..Text.Length.</summary>
    public (int Line, int Column) GetPosition(int offset)
    {
        int line = GetLineNumber(offset);
        int start = GetLineStart(line);
        int column = 1;
        foreach (char unit in Text.AsSpan(start, offset - start))
        {
            column += char.IsLowSurrogate(unit) ? 0 : 1;
        }

        return (line, column);
    }

    /// <summary>The 1-based line of an offset in 0..Text.Length, in logarithmic time.</summary>
    public int GetLineNumber(int offset)
    {
        int index = Array.BinarySearch(LineStarts, offset);
        return index < 0 ? ~index : index + 1;
    }

    /// <summary>The offset at which a line begins; <paramref name="line"/> is 1-based.</summary>
    public int GetLineStart(int line) => LineStarts[line - 1];

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
