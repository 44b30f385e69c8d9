using System.Text;

namespace ProcVM.Module;

/// <summary>Text of types and names in messages. Names come from hostile files: what could move a terminal's cursor is
/// escaped.</summary>
internal static class MessageText
{
    private const int MostTypes = 8;
    private const int LongestName = 80;

    /// <summary>"[i32 f64]", or "[.. i64 i64]" with the topmost types of a long list.</summary>
    internal static string Types(ReadOnlySpan<ValueType> types, bool more = false)
    {
        StringBuilder text = new("[");
        if (types.Length > MostTypes)
        {
            types = types[^MostTypes..];
            more = true;
        }

        text.Append(more ? ".. " : "");
        foreach (ValueType type in types)
        {
            text.Append(type.Name()).Append(' ');
        }

        text.Length -= text[^1] == ' ' ? 1 : 0;
        return text.Append(']').ToString();
    }

    /// <summary>A name in quotes, shortened when long.</summary>
    internal static string Quote(string name)
    {
        StringBuilder text = new("'");
        foreach (char unit in name.AsSpan(0, Math.Min(name.Length, LongestName)))
        {
            text.Append(char.IsControl(unit) || char.GetUnicodeCategory(unit) == System.Globalization.UnicodeCategory.Format ? '?' : unit);
        }

        return text.Append(name.Length > LongestName ? "...'" : "'").ToString();
    }

    /// <summary>"function 3 'main'".</summary>
    internal static string Function(PcodeModule module, int function) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"function {function} {Quote(module.NameOf(function))}");
}
