using System.Globalization;
using System.Text;

namespace ProcVM.Cli.Text;

/// <summary>Writes one JSON object. System.Text.Json would be a third of the start-up time.</summary>
internal sealed class JsonLine
{
    private readonly StringBuilder _text = new("{");

    /// <summary>Adds a text.</summary>
    public JsonLine Add(string name, string? value)
    {
        Name(name);
        if (value is null)
        {
            _text.Append("null");
        }
        else
        {
            Quote(value);
        }

        return this;
    }

    /// <summary>Adds a whole number.</summary>
    public JsonLine Add(string name, long value)
    {
        Name(name);
        _text.Append(value.ToString(CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds a number of seconds or the like, rounded to microseconds.</summary>
    public JsonLine Add(string name, double value)
    {
        Name(name);
        _text.Append(value.ToString("0.######", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>Adds an array of objects.</summary>
    public JsonLine Add(string name, IEnumerable<JsonLine> values)
    {
        Name(name);
        _text.Append('[');
        string separator = "";
        foreach (JsonLine value in values)
        {
            _text.Append(separator).Append(value);
            separator = ",";
        }

        _text.Append(']');
        return this;
    }

    /// <summary>The object's text, without a line end.</summary>
    public override string ToString() => _text + "}";

    private void Name(string name)
    {
        if (_text.Length > 1)
        {
            _text.Append(',');
        }

        Quote(name);
        _text.Append(':');
    }

    private void Quote(string value)
    {
        _text.Append('"');
        foreach (char unit in value)
        {
            if (unit is '"' or '\\')
            {
                _text.Append('\\').Append(unit);
            }
            else if (unit < ' ' || unit == '\u007f' || char.IsSurrogate(unit))
            {
                _text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                _text.Append(unit);
            }
        }

        _text.Append('"');
    }
}
