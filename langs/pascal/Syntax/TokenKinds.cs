namespace ProcVM.Pascal.Syntax;

/// <summary>Facts about kinds of tokens: their spelling, and which words are reserved.</summary>
internal static class TokenKinds
{
    /// <summary>The first of the words that the dialect adds to ISO's.</summary>
    private const TokenKind FirstDialectWord = TokenKind.Finalization;

    private static readonly string[] s_symbols =
    [
        "end of file", "name", "number", "real number", "string", "+", "-", "*", "/", "=", "<>", "<", ">", "<=", ">=", "><", "(", ")",
        "[", "]", ":=", ".", ",", ";", ":", "..", "^", "@",
    ];

    private static readonly Dictionary<string, TokenKind> s_words = CollectWords();

    /// <summary>True for a reserved word.</summary>
    public static bool IsWord(this TokenKind kind) => kind >= TokenKind.And;

    /// <summary>True for an operator between two operands.</summary>
    public static bool IsOperator(TokenKind kind) => kind is (>= TokenKind.Plus and <= TokenKind.SymmetricDifference)
        or TokenKind.And or TokenKind.Div or TokenKind.Mod or TokenKind.Or or TokenKind.Xor or TokenKind.Shl or TokenKind.Shr or TokenKind.In;

    /// <summary>How messages call the kind: a description, or the spelling in quotes.</summary>
    public static string Describe(this TokenKind kind) =>
        kind.IsWord() || kind >= TokenKind.Plus ? $"'{kind.Spelling()}'" : s_symbols[(int)kind];

    /// <summary>The spelling of a symbol or reserved word.</summary>
    public static string Spelling(this TokenKind kind) =>
        kind.IsWord() ? kind.ToString().ToLowerInvariant() : s_symbols[(int)kind];

    /// <summary>The reserved word that a lower-case spelling is under a standard, else an identifier.</summary>
    public static TokenKind FindWord(string key, PascalStandard standard) =>
        s_words.TryGetValue(key, out TokenKind kind) && (standard == PascalStandard.ProcVM || kind < FirstDialectWord)
            ? kind
            : TokenKind.Identifier;

    private static Dictionary<string, TokenKind> CollectWords()
    {
        Dictionary<string, TokenKind> words = new(StringComparer.Ordinal);
        foreach (TokenKind kind in Enum.GetValues<TokenKind>())
        {
            if (kind.IsWord())
            {
                words.Add(kind.Spelling(), kind);
            }
        }

        return words;
    }
}
