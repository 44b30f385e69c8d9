using System.Globalization;
using System.Text;

namespace ProcVM.Module.Pasm;

/// <summary>Words, names and strings of P-code text.</summary>
internal static class PasmText
{
    private static readonly string[] s_traps = [.. Enum.GetNames<TrapKind>().Select(name => name.ToLowerInvariant())];

    internal static string Of(ExportKind kind) => kind switch
    {
        ExportKind.Function => "func",
        ExportKind.Table => "table",
        ExportKind.Memory => "memory",
        _ => "global",
    };

    internal static string Of(RelocationKind kind) => kind switch
    {
        RelocationKind.Function => "function",
        RelocationKind.Reference => "reference",
        RelocationKind.Address => "address",
        RelocationKind.Global => "global",
        _ => "type",
    };

    /// <summary>The trap kind of a lower-case name; None when there is none.</summary>
    internal static TrapKind TrapKind(ReadOnlySpan<char> name)
    {
        for (int i = 1; i < s_traps.Length; i++)
        {
            if (name.SequenceEqual(s_traps[i]))
            {
                return (TrapKind)i;
            }
        }

        return Module.TrapKind.None;
    }

    /// <summary>A trap kind's name, or its number when it has none.</summary>
    internal static string Trap(byte kind) =>
        kind > 0 && kind < s_traps.Length ? s_traps[kind] : kind.ToString(CultureInfo.InvariantCulture);

    /// <summary>A name behind its sign, in quotes when it has to be.</summary>
    internal static string Name(char sign, string name)
    {
        bool plain = name.Length > 0 && !name.Contains("->", StringComparison.Ordinal);
        foreach (char unit in name)
        {
            plain &= Lexer.IsWord(unit);
        }

        return plain ? sign + name : sign + Quote(name);
    }

    /// <summary>A string that reads as the same text.</summary>
    internal static string Quote(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            bool hidden = category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
            if (rune.Value is '"' or '\\')
            {
                quoted.Append('\\').Append(rune);
            }
            else if (hidden)
            {
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                quoted.Append(rune);
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A string that reads as the same bytes: text where most of it prints, else hexadecimal.</summary>
    internal static string Bytes(ReadOnlySpan<byte> bytes)
    {
        int printing = 0;
        foreach (byte value in bytes)
        {
            printing += value is >= 0x20 and < 0x7F or (byte)'\n' ? 1 : 0;
        }

        if (printing * 2 < bytes.Length)
        {
            return "x\"" + Convert.ToHexStringLower(bytes) + "\"";
        }

        StringBuilder text = new("\"");
        foreach (byte value in bytes)
        {
            _ = value switch
            {
                (byte)'"' or (byte)'\\' => text.Append('\\').Append((char)value),
                (byte)'\n' => text.Append("\\n"),
                >= 0x20 and < 0x7F => text.Append((char)value),
                _ => text.Append(CultureInfo.InvariantCulture, $"\\x{value:x2}"),
            };
        }

        return text.Append('"').ToString();
    }

    /// <summary>Source text in a comment: what could move a terminal's cursor becomes a question mark.</summary>
    internal static string Comment(ReadOnlySpan<char> text)
    {
        StringBuilder clean = new();
        foreach (char unit in text)
        {
            UnicodeCategory category = char.GetUnicodeCategory(unit);
            clean.Append(unit == '\t' ? ' '
                : category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator ? '?' : unit);
        }

        return clean.ToString();
    }
}
