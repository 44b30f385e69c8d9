namespace ProcVM.Pascal.Syntax;

/// <summary>The names of a source, each spelling kept once.</summary>
internal sealed class NameTable
{
    private readonly PascalStandard _standard;
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Entry>.AlternateLookup<ReadOnlySpan<char>> _bySpelling;

    /// <summary>An empty table.</summary>
    public NameTable(PascalStandard standard)
    {
        _standard = standard;
        _bySpelling = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The entry of a spelling of ASCII letters, digits and underscores.</summary>
    public Entry Find(ReadOnlySpan<char> spelling) =>
        _bySpelling.TryGetValue(spelling, out Entry? entry) ? entry : Add(spelling.ToString());

    private Entry Add(string name)
    {
        string key = name.ToLowerInvariant();
        Entry entry;
        if (key == name)
        {
            entry = new Entry(name, name, TokenKinds.FindWord(name, _standard));
        }
        else
        {
            Entry lower = Find(key);
            entry = new Entry(name, lower.Key, lower.Kind);
        }

        _entries.Add(name, entry);
        return entry;
    }

    /// <summary>What is known about a spelling.</summary>
    /// <param name="Name">The spelling.</param>
    /// <param name="Key">The same in lower case, one string object for all spellings.</param>
    /// <param name="Kind">A reserved word, or an identifier.</param>
    public sealed record Entry(string Name, string Key, TokenKind Kind);
}
