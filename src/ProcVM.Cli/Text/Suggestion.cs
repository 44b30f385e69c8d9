namespace ProcVM.Cli.Text;

/// <summary>Finds what a mistyped word was probably meant to be.</summary>
internal static class Suggestion
{
    /// <summary>The nearest of the known words by edits (Damerau-Levenshtein, neighbours swapped at most once), or one that
    /// the word begins; null when none is near.</summary>
    public static string? Nearest(string word, IReadOnlyList<string> known)
    {
        string? best = null;
        int least = 1 + (Math.Min(word.Length, 40) / 3);
        foreach (string candidate in known)
        {
            int distance = word.Length > 40 ? int.MaxValue : Distance(word, candidate);
            if (word.TrimStart('-').Length >= 2 && candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                distance = 1;
            }

            if (distance < least)
            {
                least = distance;
                best = candidate;
            }
        }

        return best;
    }

    private static int Distance(string a, string b)
    {
        int[,] edits = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    edits[i, j] = i + j;
                    continue;
                }

                int change = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1;
                int fewest = Math.Min(edits[i - 1, j - 1] + change, 1 + Math.Min(edits[i - 1, j], edits[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    fewest = Math.Min(fewest, edits[i - 2, j - 2] + 1);
                }

                edits[i, j] = fewest;
            }
        }

        return edits[a.Length, b.Length];
    }
}
