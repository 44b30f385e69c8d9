using System.Globalization;

namespace ProcVM.Cli.Text;

/// <summary>Durations as users write them: a number with ms, s (also when left out), m or h.</summary>
internal static class DurationText
{
    /// <summary>The longest duration that is taken.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(24);

    /// <summary>Reads a duration; false when it is none, is not positive, or is longer than <see cref="Longest"/>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        int end = text.Length;
        while (end > 0 && char.IsAsciiLetter(text[end - 1]))
        {
            end--;
        }

        double unit = text[end..] switch
        {
            "ms" => 1,
            "" or "s" => 1_000,
            "m" or "min" => 60_000,
            "h" => 3_600_000,
            _ => double.NaN,
        };
        duration = default;
        if (!double.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            || !(number * unit > 0 && number * unit <= Longest.TotalMilliseconds))
        {
            return false;
        }

        duration = TimeSpan.FromMilliseconds(number * unit);
        return true;
    }
}
