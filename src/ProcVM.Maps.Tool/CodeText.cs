using System.Globalization;
using System.Text;

namespace ProcVM.Maps.Tool;

/// <summary>C# source text under construction.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public void Line(string line = "") =>
        _text.Append(line.Length == 0 || line[0] == '#' ? "" : new string(' ', _indent * 4)).Append(line).Append('\n');

    public void Open(string line)
    {
        Line(line);
        Line("{");
        _indent++;
    }

    public void Close(string end = "}")
    {
        _indent--;
        Line(end);
    }

    /// <summary>A C# string literal; "null" for null.</summary>
    public static string Quote(string? text)
    {
        if (text is null)
        {
            return "null";
        }

        StringBuilder quoted = new("\"");
        foreach (char unit in text)
        {
            quoted.Append(unit is '"' or '\\' || unit is < ' ' or > '~'
                ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}")
                : unit.ToString());
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A path in a #line directive, which knows no escapes.</summary>
    public static string QuotePath(string path) => $"\"{path.Replace('"', '_')}\"";

    /// <summary>heap_alloc as HeapAlloc.</summary>
    public static string Pascal(string name) =>
        string.Concat(name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(static part => char.ToUpperInvariant(part[0]) + part[1..]));

    public override string ToString() => _text.ToString();
}
