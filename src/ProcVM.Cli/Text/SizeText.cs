using System.Globalization;

namespace ProcVM.Cli.Text;

/// <summary>Sizes as users write them: bytes, or a number with K, M or G (powers of 1024; KiB, KB and the like are taken as well).</summary>
internal static class SizeText
{
    /// <summary>Reads a size; false when it is none or doesn't fit 63 bits.</summary>
    public static bool TryParse(string text, out ulong bytes)
    {
        int digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
        {
            digits++;
        }

        bytes = 0;
        if (!ulong.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number))
        {
            return false;
        }

        int shift = text[digits..].ToUpperInvariant() switch
        {
            "" or "B" => 0,
            "K" or "KB" or "KIB" => 10,
            "M" or "MB" or "MIB" => 20,
            "G" or "GB" or "GIB" => 30,
            "T" or "TB" or "TIB" => 40,
            _ => -1,
        };
        if (shift < 0 || number > (ulong)long.MaxValue >> shift)
        {
            return false;
        }

        bytes = number << shift;
        return true;
    }

    /// <summary>Writes a size in the largest unit that divides it.</summary>
    public static string Format(ulong bytes)
    {
        int unit = 0;
        while (unit < 4 && bytes != 0 && bytes % 1024 == 0)
        {
            bytes /= 1024;
            unit++;
        }

        return bytes.ToString(CultureInfo.InvariantCulture) + (unit == 0 ? " bytes" : "KMGT"[unit - 1].ToString());
    }
}
