using System.Text;

namespace ProcVM.Personality.Pvm;

/// <summary>A guest's texts in ProcVM's own messages.</summary>
internal static class GuestText
{
    private const int Longest = 120;

    /// <summary>At most 120 bytes of a text, read as UTF-8, without control characters; the cut is shown by an ellipsis.</summary>
    public static string Printable(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        foreach (char unit in Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, Longest)]))
        {
            text.Append(char.IsControl(unit) ? '?' : unit);
        }

        return text.Append(bytes.Length > Longest ? "…" : "").ToString();
    }
}
