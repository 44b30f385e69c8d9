using System.Globalization;
using System.Text;

namespace ProcVM.Personality.Linux.Trace;

/// <summary>Bytes as strace quotes them.</summary>
internal static class QuotedText
{
    /// <summary>Appends bytes in quotes; "..." follows when there are more than <paramref name="most"/>.</summary>
    public static void Append(StringBuilder text, ReadOnlySpan<byte> bytes, int most, bool isHex)
    {
        bool isCut = bytes.Length > most;
        bytes = isCut ? bytes[..most] : bytes;
        text.Append('"');
        for (int i = 0; i < bytes.Length; i++)
        {
            if (isHex)
            {
                text.Append(CultureInfo.InvariantCulture, $"\\x{bytes[i]:x2}");
                continue;
            }

            bool isDigitNext = i + 1 < bytes.Length && bytes[i + 1] is >= (byte)'0' and <= (byte)'7';
            text.Append(bytes[i] switch
            {
                (byte)'"' => "\\\"",
                (byte)'\\' => "\\\\",
                (byte)'\n' => "\\n",
                (byte)'\r' => "\\r",
                (byte)'\t' => "\\t",
                (byte)'\v' => "\\v",
                (byte)'\f' => "\\f",
                >= (byte)' ' and < 127 => ((char)bytes[i]).ToString(),
                _ => "\\" + Convert.ToString(bytes[i], 8).PadLeft(isDigitNext ? 3 : 1, '0'),
            });
        }

        text.Append('"').Append(isCut ? "..." : "");
    }
}
